import type { CauseClass } from "./cause-classes"
import type { FactTestId } from "./fact"
import type { FixTemplate } from "./fix"

/** How sure the doctor is. High only where the words leave nothing else. */
export type Confidence = "high" | "medium" | "low"

/** What the engine was at when a line was written; decides what "out of memory" means. */
export const LOG_STAGES = [
  "install",
  "start",
  "weights",
  "profile",
  "kv-cache",
  "graphs",
  "warmup",
  "serving",
] as const
export type LogStage = (typeof LOG_STAGES)[number]

/**
 * What weight a sign has. A `cause` names what happened. A `weak` sign names it only where no cause stands. A
 * `wrapper` only says that something failed. A `notice` is harmless and named only when it is all there is.
 */
export type SignRank = "cause" | "weak" | "wrapper" | "notice"

/** One way in which a cause shows in a log. */
export interface Sign {
  /** Message patterns (see template.ts); any one of them will do. The line that matches is the evidence. */
  readonly says: readonly string[]
  readonly confidence: Confidence
  /** `cause` unless said otherwise. */
  readonly rank?: SignRank
  /**
   * Which lines count by what their logger said of them: `error` (default) takes lines marked as errors and lines
   * without a mark, `warning` also warnings, `any` all of them.
   */
  readonly from?: "error" | "warning" | "any"
  /** Only while the engine was at one of these. */
  readonly during?: readonly LogStage[]
  /** Only below a traceback through one of these functions or files. */
  readonly below?: readonly string[]
  /** Not below a traceback through any of these. */
  readonly notBelow?: readonly string[]
  /** Patterns that make the same line mean something else. */
  readonly butNot?: readonly string[]
  /** Marks that must stand somewhere in the log. */
  readonly with?: readonly string[]
  /** Marks that must stand nowhere in the log. */
  readonly without?: readonly string[]
  /** A request that was refused: over once another one is answered after it. */
  readonly refusal?: boolean
}

/** Everything there is to know of one cause. */
export interface CauseRule {
  readonly class: CauseClass
  /** In a sentence, for whoever reviews the rules. */
  readonly means: string
  /** What it is easily taken for, and how the two are told apart. */
  readonly apart?: string
  readonly signs: readonly Sign[]
  /** How it shows beside the log. `after`: only when one of these causes was found, which it then explains. */
  readonly facts?: readonly {
    readonly test: FactTestId
    readonly confidence: Confidence
    readonly rank?: SignRank
    readonly after?: readonly CauseClass[]
  }[]
  /** Causes that are mere consequences or look-alikes when this one is there too. */
  readonly beats?: readonly CauseClass[]
  /** Values of the log or the facts that belong to it, beside those in its own line. */
  readonly also?: readonly string[]
  /** Best first. */
  readonly fixes: readonly FixTemplate[]
}

/** Where the engine is, by what it says (`says`) or by the calls above an exception (`frames`, in this order). */
export interface StageRules {
  readonly frames: readonly { readonly stage: LogStage; readonly functions: readonly string[] }[]
  readonly marks: readonly { readonly stage: LogStage; readonly says: readonly string[] }[]
}

/** What happens to a run as a whole. */
export const RUN_MARKS = ["started", "ready", "answered", "stopping", "installed"] as const
export type RunMark = (typeof RUN_MARKS)[number]

/** The whole knowledge of the doctor. */
export interface RuleBook {
  readonly causes: readonly CauseRule[]
  readonly stages: StageRules
  /** Where a run begins, is up, answers, was asked to stop; and where an installation came to a good end. */
  readonly runs: Readonly<Record<RunMark, readonly string[]>>
  /** Named circumstances that signs may ask for; their values are kept (launch arguments, versions). */
  readonly marks: Readonly<Record<string, readonly string[]>>
  /** Lines that look bad and are not; no sign is read from them. */
  readonly harmless: readonly string[]
  /** Lines that tell most where no rule fits: the ends of tracebacks and programs' own complaints. */
  readonly telling: readonly string[]
  readonly phrases: Readonly<Record<string, readonly string[]>>
}
