export const CLI_COMMAND_NAMES = [
  "detect",
  "setup",
  "engines",
  "engines-list",
  "engines-use",
  "engines-remove",
  "plan",
  "pull",
  "models",
  "rm",
  "start",
  "stop",
  "status",
  "logs",
  "chat",
  "serve",
  "diagnose",
  "checks",
  "report",
  "demo",
  "completion",
] as const
export type CliCommandName = (typeof CLI_COMMAND_NAMES)[number]

/** The help of one command. */
export interface CliCommandHelp {
  /** For the list of all commands. */
  readonly summary: string
  /** For its own page, in full sentences. */
  readonly description: string
  /** Lines to be typed as they stand. */
  readonly examples: readonly string[]
}

export type CliOptionName =
  | "help"
  | "help-command"
  | "version"
  | "json"
  | "json-lines"
  | "plan-json"
  | "diagnose-json"
  | "report-to"
  | "target"
  | "vllm"
  | "again"
  | "progress"
  | "gpus"
  | "plan-context"
  | "plan-utilization"
  | "plan-tensor-parallel"
  | "plan-vllm"
  | "context"
  | "utilization"
  | "tensor-parallel"
  | "parser"
  | "eager"
  | "logs-setup"
  | "follow"
  | "lines"
  | "allow"
  | "yes"
  | "port"
  | "host"
  | "open"
  | "no-open"
  | "keep-engine"
  | "keep"
  | "batch"
  | "source"
  | "revision"
  | "to"
  | "pull-json"
  | "rm-forever"
  | "rm-restore"
  | "rm-empty"

export type CliArgumentName =
  | "hub-model"
  | "kept-model"
  | "engine"
  | "plan-model"
  | "start-model"
  | "message"
  | "log"
  | "shell"

/** What `--help` says. */
export interface CliHelpWords {
  readonly program: string
  readonly commands: Readonly<Record<CliCommandName, CliCommandHelp>>
  readonly options: Readonly<Record<CliOptionName, string>>
  readonly arguments: Readonly<Record<CliArgumentName, string>>
  /** Headings by what they are called in English. */
  readonly headings: readonly (readonly [english: string, here: string])[]
  readonly notes: { readonly choices: string; readonly default: string }
  readonly examples: string
}
