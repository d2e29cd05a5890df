import type { Fix } from "../diagnosis/fix"
import type { Problem } from "../problem"

/** Everything that is looked at before trouble, in the order it is shown. */
export const CHECK_IDS = [
  "driver",
  "gpu-memory",
  "gpu-capability",
  "gpu-mode",
  "gpu-faults",
  "main-memory",
  "shared-memory",
  "disk-space",
  "disk-inodes",
  "ports",
  "compilers",
  "python-headers",
  "limits",
  "clock",
  "proxy",
  "certificates",
  "index",
  "hub",
  "leftovers",
  "engine-integrity",
  "model-integrity",
] as const
export type CheckId = (typeof CHECK_IDS)[number]

/** Under which heading a check stands. */
export const CHECK_GROUPS = ["gpu", "machine", "network", "engine", "model"] as const
export type CheckGroup = (typeof CHECK_GROUPS)[number]

/** How a check came out. `skipped`: there was nothing to look at, or nobody may look. */
export type CheckLevel = "ok" | "warning" | "error" | "skipped"

/** What a check can say, and how serious that is. Each has its sentence in each language. */
export const CHECK_SAYINGS = {
  // Any check.
  "cut-off": "warning",
  "check-failed": "skipped",
  "no-nvidia-gpu": "skipped",
  "no-engine": "skipped",
  "no-model": "skipped",
  "not-on-this-system": "skipped",
  // driver
  "driver-fits": "ok",
  "driver-missing": "error",
  "driver-broken": "error",
  "driver-too-old": "error",
  "driver-older-than-engine": "error",
  "driver-limits-cuda": "warning",
  // gpu-memory
  "gpu-memory-free": "ok",
  "gpu-memory-held": "warning",
  "gpu-memory-held-by-leftover": "warning",
  // gpu-capability
  "capability-fits": "ok",
  "gpu-too-old": "error",
  "gpu-lacks-bfloat16": "warning",
  "quantisation-unsupported": "error",
  // gpu-mode
  "gpu-mode-fine": "ok",
  "gpu-persistence-off": "ok",
  "gpu-split": "warning",
  // gpu-faults
  "gpu-faults-none": "ok",
  "gpu-xid": "warning",
  "gpu-xid-fatal": "error",
  "gpu-ecc": "error",
  "kernel-log-closed": "skipped",
  // main-memory
  "memory-enough": "ok",
  "memory-short": "warning",
  // shared-memory
  "shared-memory-enough": "ok",
  "shared-memory-small": "warning",
  // disk-space and disk-inodes
  "disk-room": "ok",
  "disk-short": "warning",
  "disk-full": "error",
  "inodes-free": "ok",
  "inodes-short": "warning",
  "inodes-none": "error",
  // ports
  "port-free": "ok",
  "usual-port-taken": "ok",
  "no-port-free": "error",
  // compilers and python-headers
  "compilers-found": "ok",
  "c-compiler-missing": "error",
  "cxx-compiler-missing": "warning",
  "python-headers-found": "ok",
  "python-headers-missing": "error",
  // limits
  "limits-fine": "ok",
  "open-files-low": "warning",
  // clock
  "clock-right": "ok",
  "clock-off": "warning",
  "clock-untold": "skipped",
  // proxy and certificates
  "proxy-none": "ok",
  "proxy-works": "ok",
  "proxy-refuses": "error",
  "certificates-trusted": "ok",
  "certificate-untrusted": "error",
  "certificates-untold": "skipped",
  // index and hub
  "index-reached": "ok",
  "index-unreachable": "warning",
  "index-unnamed": "skipped",
  "hub-reached": "ok",
  "hub-unreachable": "warning",
  // leftovers
  "nothing-left-over": "ok",
  "processes-left-over": "warning",
  "engines-half-made": "warning",
  "caches-left-over": "warning",
  // engine-integrity
  "engine-whole": "ok",
  "engine-files-missing": "error",
  "engine-packages-changed": "warning",
  // model-integrity
  "model-whole": "ok",
  "model-config-unreadable": "error",
  "model-files-missing": "error",
  "model-file-short": "error",
} as const satisfies Readonly<Record<string, CheckLevel>>
export type CheckSaying = keyof typeof CHECK_SAYINGS

/** What a check found, before its level and time are known. */
export interface CheckFinding {
  readonly says: CheckSaying
  /** What its sentence names: versions, paths, bytes. Never secrets. */
  readonly values: Problem["values"]
  /** The line, file or measurement that shows it. */
  readonly evidence: string | null
  /** What cures it, where something does. */
  readonly fix: Fix | null
}

/** One line of the page of checks. */
export interface CheckResult extends CheckFinding {
  readonly id: CheckId
  readonly level: CheckLevel
  readonly tookMs: number
}

/** What is known of a check before it runs; the table of all checks is data. */
export interface CheckInfo {
  readonly id: CheckId
  readonly group: CheckGroup
  /** Cheap enough to be made before every start. */
  readonly quick: boolean
  /** It is cut off after this long, ms. */
  readonly limitMs: number
}

/** A check on the page: still under way while `result` is null. */
export interface CheckState {
  readonly id: CheckId
  readonly group: CheckGroup
  readonly quick: boolean
  readonly result: CheckResult | null
}

/** A round of checks; it fills in as checks end. */
export interface ChecksView {
  /** Null before the first round. */
  readonly startedAtMs: number | null
  /** Null while some check is under way, and before the first round. */
  readonly endedAtMs: number | null
  readonly checks: readonly CheckState[]
}

/** A finding from its saying; values, evidence and fix default to nothing. */
export function finding(
  says: CheckSaying,
  values: Problem["values"] = {},
  rest: { readonly evidence?: string | null; readonly fix?: Fix | null } = {},
): CheckFinding {
  return { says, values, evidence: rest.evidence ?? null, fix: rest.fix ?? null }
}

/** The result of a check that found this. */
export function checkResult(id: CheckId, found: CheckFinding, tookMs: number): CheckResult {
  return { id, level: CHECK_SAYINGS[found.says], ...found, tookMs }
}
