import type { Command } from "commander"

export const SHELLS = ["bash", "zsh"] as const

/** A script for the shell to read: commands first, then the options of the one that stands there, and files. */
export function completionScript(program: Command, shell: (typeof SHELLS)[number]): string {
  const cases = program.commands.map((command) => `    ${command.name()}) words="${wordsOf(command)}" ;;`)
  // zsh reads bash's way of completing through a module of its own.
  const head = shell === "zsh" ? ["autoload -U +X bashcompinit && bashcompinit"] : []
  return [
    ...head,
    "_glimmer() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" words',
    '  case "${COMP_WORDS[1]}" in',
    ...cases,
    "  esac",
    `  [ "$COMP_CWORD" -eq 1 ] && words="${namesOf(program).join(" ")}"`,
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "}",
    "complete -o default -F _glimmer glimmer",
    "",
  ].join("\n")
}

function wordsOf(command: Command): string {
  const flags = command.options.flatMap(({ long, short }) => [long ?? [], short ?? []].flat())
  return [...namesOf(command), ...flags, "--help"].join(" ")
}

function namesOf(command: Command): readonly string[] {
  return command.commands.map((one) => one.name())
}
