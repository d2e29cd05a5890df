import type { SetupRequest, SetupStepId, StepFacts, StepProgress } from "#common/domain/setup"
import { type Problem, ProblemError } from "#common/domain/problem"

/** What a step gets to work with. */
export interface StepContext {
  readonly runId: string
  readonly request: SetupRequest
  /** Facts of the steps before. */
  readonly facts: (step: SetupStepId) => StepFacts
  /** Versions that this run must not choose again. */
  readonly rejected: readonly string[]
  readonly report: (progress: StepProgress) => void
  /** A raw line of a tool, for the log. */
  readonly line: (text: string) => void
  readonly signal: AbortSignal
}

/** One step's work. Throws {@link ProblemError}; may be killed anywhere and run again. */
export type Step = (context: StepContext) => Promise<StepFacts>

/** The version turned out not to work here: another may. */
export class VersionRejected extends ProblemError {
  constructor(
    readonly version: string,
    problem: Problem,
  ) {
    super(problem)
  }
}

/** A fact that an earlier step must have left; its absence is a fault of the program. */
export function textFact(facts: StepFacts, name: string): string {
  const value = facts[name]
  if (typeof value !== "string") throw new Error(`the setup fact "${name}" is missing`)
  return value
}

/** A number among the facts. */
export function numberFact(facts: StepFacts, name: string): number {
  const value = facts[name]
  if (typeof value !== "number") throw new Error(`the setup fact "${name}" is missing`)
  return value
}
