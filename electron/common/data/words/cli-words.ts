import type { EngineState } from "../../domain/engine"
import type { SetupPhase } from "../../domain/setup"

/** What only the command line says. */
export interface CliWordList {
  readonly say: Readonly<Record<CliPhrase, string>>
  readonly states: Readonly<Record<EngineState, string>>
  readonly phases: Readonly<Record<SetupPhase, string>>
}

export type CliPhrase =
  | "free"
  | "no-gpu"
  | "driver"
  | "disk"
  | "system"
  | "setup"
  | "engine"
  | "no-engine"
  | "left"
  | "took"
  | "refused"
  | "may-run"
  | "conversation"
  | "interrupted"
  | "serving"
  | "serving-how-to-end"
  | "ending"
