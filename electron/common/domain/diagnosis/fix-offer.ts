import type { CheckId } from "../checks/check"
import type { LaunchSettings } from "../launch"
import type { MemoryPlan } from "../plan/types"
import type { Problem, ProblemCode } from "../problem"
import type { Fix, FixKind } from "./fix"

/** What a fix would do, known before anybody presses it. */
export type FixEffect =
  /** A start with other settings. `plan`: memory before and after; null where it cannot be planned. */
  | {
      readonly kind: "settings"
      readonly before: LaunchSettings
      readonly after: LaunchSettings
      readonly plan: { readonly before: PlanOutline | null; readonly after: PlanOutline | null }
    }
  /** A start with the same settings. */
  | { readonly kind: "restart" }
  /** That process ends. One that is not `own` is only ended when the person has confirmed it. */
  | {
      readonly kind: "process"
      readonly pid: number
      readonly name: string
      readonly user: string | null
      readonly own: boolean
      readonly memoryBytes: number | null
    }
  /** What is left of earlier engines ends. */
  | { readonly kind: "leftovers"; readonly processes: number }
  /** These are removed; nothing in use is among them. */
  | { readonly kind: "disk"; readonly removes: readonly Removable[]; readonly bytes: number }
  /** Another engine that is already here is used from now on. */
  | { readonly kind: "switch-engine"; readonly engineId: string; readonly version: string }
  /** An engine is made; null: the newest that works. */
  | { readonly kind: "make-engine"; readonly version: string | null; readonly rebuild: boolean }
  /** A file of the model, or all of it, is fetched again. */
  | { readonly kind: "fetch"; readonly file: string | null }
  /** A page where the person chooses. */
  | { readonly kind: "page"; readonly page: FixPage }
  /** Only the person at the machine can do it; the exact command, where there is one for this distribution. */
  | { readonly kind: "person"; readonly command: string | null }
  /** Advice that is explained and never carried out. */
  | { readonly kind: "explanation" }

export type FixPage = "models" | "versions" | "network" | "chat" | "settings"

/** Something that may be removed to make room. */
export interface Removable {
  readonly what: "engine" | "half-made-engine" | "cache" | "downloads" | "log"
  /** Names it: an engine's id, a folder's or file's name. */
  readonly name: string
  readonly bytes: number
}

/** A plan in a few figures, for "before and after". */
export interface PlanOutline {
  readonly fits: boolean | null
  readonly tight: boolean
  readonly contextTokens: number | null
  /** Chats of that length at once; null where it cannot be known. */
  readonly chatsAtOnce: number | null
  readonly cacheTokens: number | null
  readonly utilization: number
  readonly gpus: number
}

/** A fix as it is offered. */
export interface FixOffer {
  /** Names it when it is pressed. */
  readonly id: string
  readonly fix: Fix
  readonly effect: FixEffect
  /** It has cured this very problem here before. */
  readonly workedHere: boolean
  /** It has been tried here and the problem stayed. */
  readonly failedHere: boolean
}

/** What a fix is for. */
export type FixSubject =
  /** Why the engine failed, or any other problem. */
  | { readonly kind: "problem"; readonly problem: Problem }
  /** What a check found in its last round. */
  | { readonly kind: "check"; readonly check: CheckId }

/** How a fix that was tried came out. */
export const FIX_RESULTS = ["worked", "same-problem", "other-problem", "not-done"] as const
export type FixResult = (typeof FIX_RESULTS)[number]

/** A fix that was tried, kept on disk. */
export interface FixOutcome {
  readonly atMs: number
  readonly problem: ProblemCode | null
  readonly check: CheckId | null
  readonly fix: Fix
  readonly modelName: string | null
  readonly engineId: string | null
  readonly result: FixResult
  /** What came instead; null when it worked. */
  readonly now: Problem | null
}

/** The fix that is being carried out, and those that were. */
export interface FixesView {
  readonly running: {
    readonly offerId: string
    readonly fix: Fix
    readonly startedAtMs: number
    /** `trying`: it is done, and the start is tried again. */
    readonly phase: "doing" | "trying"
  } | null
  readonly last: FixOutcome | null
}

/** A plan in a few figures. */
export function outlineOf(plan: MemoryPlan): PlanOutline {
  return {
    fits: plan.fits,
    tight: plan.tight,
    contextTokens: plan.maxModelLen,
    chatsAtOnce: plan.cache?.maxConcurrency.likely ?? null,
    cacheTokens: plan.cache?.tokens.likely ?? null,
    utilization: plan.utilization,
    gpus: plan.gpus.length,
  }
}

/** What worked here comes first, what failed here last; the rest stays in the order of its rule. */
export function inOrderOfTrust(offers: readonly FixOffer[]): readonly FixOffer[] {
  const rank = (offer: FixOffer) => (offer.workedHere ? 0 : offer.failedHere ? 2 : 1)
  return offers.toSorted((a, b) => rank(a) - rank(b))
}

/** Whether this kind of fix has cured that problem here, by its newest outcomes. */
export function historyOf(
  subject: FixSubject,
  kind: FixKind,
  outcomes: readonly FixOutcome[],
): { readonly workedHere: boolean; readonly failedHere: boolean } {
  const newest = outcomes.findLast(
    (outcome) => outcome.fix.kind === kind && isAbout(outcome, subject) && outcome.result !== "not-done",
  )
  return {
    workedHere: newest?.result === "worked",
    failedHere: newest?.result === "same-problem",
  }
}

function isAbout(outcome: FixOutcome, subject: FixSubject): boolean {
  return subject.kind === "problem"
    ? outcome.problem === subject.problem.code
    : outcome.check === subject.check
}
