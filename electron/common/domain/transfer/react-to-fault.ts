import { makeProblem, type Problem } from "../problem"
import type { HttpFaultKind } from "./http-fault"

/** What went wrong with a request for a file. */
export type TransferFault =
  | {
      readonly kind: "http"
      readonly fault: HttpFaultKind
      /** Who failed, where that is known: a proxy above all. */
      readonly host: string | null
      readonly evidence: string
    }
  | {
      readonly kind: "status"
      readonly status: number
      /** What the server asked for in `Retry-After`, ms. */
      readonly retryAfterMs: number | null
    }
  | { readonly kind: "changed"; readonly evidence: string }
  | { readonly kind: "wrong-length"; readonly actualBytes: number }
  | { readonly kind: "encoded"; readonly encoding: string }
  | { readonly kind: "wrong-range"; readonly evidence: string }
  /** All bytes are there and are not those that were promised. */
  | { readonly kind: "corrupt"; readonly actualSha256: string }

/** How a file has fared so far. */
export interface FaultSituation {
  /** Faults at this source since the last byte of progress, this one included. */
  readonly failures: number
  /** Those among them that were like this one. */
  readonly alike: number
  /** The source has given bytes of this file before: it exists, so waiting for it makes sense. */
  readonly reached: boolean
  /** Time since the last byte of progress, ms. */
  readonly silentMs: number
  /** How long without progress is borne, ms. */
  readonly patienceMs: number
  readonly hasOtherSource: boolean
  /** The address was one that its origin had led to: another may be had there. */
  readonly redirected: boolean
  /** Times the file was begun anew because it changed or was damaged. */
  readonly restarts: number
  /** 0..1, against many clients that come back in step. */
  readonly random: number
  /** For the sentence: the file's name and the server's. */
  readonly names: { readonly file: string; readonly index: string }
}

/** What to do about it. */
export type Reaction =
  | { readonly kind: "retry"; readonly afterMs: number; readonly problem: Problem }
  /** Ask the origin for a new address, then go on. */
  | { readonly kind: "resolve"; readonly afterMs: number }
  /** `forGood`: there is no sense in coming back to this one. */
  | { readonly kind: "other-source"; readonly afterMs: number; readonly forGood: boolean }
  /** Throw away what is there and begin anew. */
  | { readonly kind: "restart"; readonly afterMs: number }
  | { readonly kind: "fail"; readonly problem: Problem }

const BACKOFF = { firstMs: 500, factor: 2, mostMs: 30_000 }
/** Tries at a server that never answered: it is probably the wrong address or there is no network. */
const TRIES_UNREACHED = 3
/** A new address from the origin that is refused again and again is not expired but forbidden. */
const TRIES_RESOLVE = 3
/** An answer that makes no sense may be a hiccup once or twice. */
const TRIES_ODD = 3
const MOST_RESTARTS = 2
/** After this many failures in a row another source is tried, when there is one. */
const FAILURES_BEFORE_OTHER = 3

/** Decides how to go on after a fault. Pure: randomness and time come in with the situation. */
export function reactToFault(fault: TransferFault, situation: FaultSituation): Reaction {
  switch (fault.kind) {
    case "http":
      return reactToHttp(fault, situation)
    case "status":
      return reactToStatus(fault, situation)
    case "changed":
      if (situation.restarts < MOST_RESTARTS) return { kind: "restart", afterMs: 0 }
      return otherwise(
        situation,
        problemOf("download-failed", situation, { reason: "changed" }, fault.evidence),
      )
    case "corrupt":
      return reactToCorrupt(situation, fault.actualSha256)
    case "wrong-length":
      return insist(
        situation,
        problemOf("download-corrupt", situation, { actualBytes: fault.actualBytes }, null),
      )
    case "encoded":
      return insist(
        situation,
        problemOf("download-failed", situation, { reason: "encoded" }, `content-encoding: ${fault.encoding}`),
      )
    case "wrong-range":
      return insist(situation, problemOf("download-failed", situation, { reason: "range" }, fault.evidence))
  }
}

/** Wait before try number `failures` + 1, ms: exponential, with the upper half left to chance. */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(BACKOFF.firstMs * BACKOFF.factor ** Math.max(0, failures - 1), BACKOFF.mostMs)
  return full / 2 + (full / 2) * random
}

function reactToHttp(fault: TransferFault & { kind: "http" }, situation: FaultSituation): Reaction {
  const code =
    fault.fault === "certificate" ? "ssl-cert-failed" : fault.fault === "proxy" ? "proxy-refused" : null
  // Neither mends itself while we wait.
  if (code !== null) return otherwise(situation, problemOf(code, situation, {}, fault.evidence))
  const missing = fault.fault === "proxy-away" ? "proxy-unreachable" : "index-unreachable"
  const problem = problemOf(
    missing,
    situation,
    fault.host === null ? {} : { index: fault.host },
    fault.evidence,
  )
  return bear(situation, problem, situation.reached || fault.fault === "stalled" || fault.fault === "dropped")
}

function reactToStatus(fault: TransferFault & { kind: "status" }, situation: FaultSituation): Reaction {
  const { status, retryAfterMs } = fault
  const values = { status }
  const evidence = `HTTP ${status}`
  if (status === 407) return otherwise(situation, problemOf("proxy-refused", situation, values, evidence))
  const isGone = status === 404 || status === 410
  // Signed addresses expire; some servers say "forbidden" then, some "not found", some that it is a bad request.
  const mayHaveExpired = situation.redirected && situation.alike <= TRIES_RESOLVE
  if (mayHaveExpired && (isGone || [400, 401, 403].includes(status))) {
    return { kind: "resolve", afterMs: situation.alike === 1 ? 0 : waitMs(situation) }
  }
  if (status === 401 || status === 403 || isGone) {
    return otherwise(
      situation,
      problemOf(isGone ? "download-failed" : "download-gated", situation, values, evidence),
    )
  }
  const problem = problemOf("download-failed", situation, values, evidence)
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const reaction = bear(situation, problem, true)
    if (reaction.kind !== "retry" || retryAfterMs === null) return reaction
    return { ...reaction, afterMs: Math.max(retryAfterMs, reaction.afterMs) }
  }
  return otherwise(situation, problem)
}

function reactToCorrupt(situation: FaultSituation, actualSha256: string): Reaction {
  if (situation.restarts < MOST_RESTARTS) {
    return situation.hasOtherSource
      ? { kind: "other-source", afterMs: 0, forGood: false }
      : { kind: "restart", afterMs: 0 }
  }
  return { kind: "fail", problem: problemOf("download-corrupt", situation, {}, `sha256 ${actualSha256}`) }
}

/** Tries again while there is reason to hope; a `known` server gets all our patience. */
function bear(situation: FaultSituation, problem: Problem, known: boolean): Reaction {
  const afterMs = waitMs(situation)
  if (situation.silentMs >= situation.patienceMs) return { kind: "fail", problem }
  if (situation.hasOtherSource && situation.failures >= FAILURES_BEFORE_OTHER) {
    return { kind: "other-source", afterMs, forGood: false }
  }
  if (!known && situation.failures >= TRIES_UNREACHED) return { kind: "fail", problem }
  return { kind: "retry", afterMs, problem }
}

/** An answer that makes no sense: a few tries, then elsewhere. */
function insist(situation: FaultSituation, problem: Problem): Reaction {
  if (situation.alike < TRIES_ODD) return { kind: "retry", afterMs: waitMs(situation), problem }
  return otherwise(situation, problem)
}

/** Nothing to wait for here: elsewhere, or the end. */
function otherwise(situation: FaultSituation, problem: Problem): Reaction {
  return situation.hasOtherSource
    ? { kind: "other-source", afterMs: 0, forGood: true }
    : { kind: "fail", problem }
}

function waitMs(situation: FaultSituation): number {
  return backoffMs(situation.failures, situation.random)
}

function problemOf(
  code:
    | "index-unreachable"
    | "ssl-cert-failed"
    | "proxy-refused"
    | "proxy-unreachable"
    | "download-failed"
    | "download-gated"
    | "download-corrupt",
  situation: FaultSituation,
  values: Problem["values"],
  evidence: string | null,
): Problem {
  return makeProblem(code, { ...situation.names, ...values }, evidence)
}
