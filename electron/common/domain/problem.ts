import { CAUSE_CLASSES } from "./diagnosis/cause-classes"

/**
 * A failure as it crosses every wall of the house: a stable code, the values a sentence about it needs,
 * and the one line that proves it. The sentence itself is made where the reader's language is known.
 */
export interface Problem {
  readonly code: ProblemCode
  /** What the sentence names: versions, paths, ports, sizes in bytes. Never secrets. */
  readonly values: Readonly<Record<string, string | number>>
  /** The log line, server answer or measurement that shows it; null where the code says it all. */
  readonly evidence: string | null
}

/** Seeing the machine. */
const MACHINE_CODES = [
  "no-gpu",
  "no-gpu-driver",
  "wsl-gpu-missing",
  "gpu-not-in-container",
  "gpu-not-visible",
  "gpu-needs-reset",
  "gpu-memory-shared",
  "gpu-split",
  "gpu-drives-display",
  "driver-broken",
  "driver-limits-cuda",
  "nvml-mismatch",
  "smi-timeout",
  "smi-unreadable",
  "gpu-vendor-unsupported",
  "gpu-too-old",
  "driver-too-old",
  "os-unsupported",
  "memory-too-small",
  "foreign-vllm",
] as const

/** Getting and building an engine. */
const SETUP_CODES = [
  "disk-too-small",
  "disk-full",
  "permission-denied",
  "index-unreachable",
  "index-lacks-package",
  "known-fault",
  "ssl-cert-failed",
  "proxy-refused",
  "proxy-unreachable",
  "uv-unavailable",
  "python-missing",
  "python-download-failed",
  "lock-failed",
  "download-failed",
  "download-corrupt",
  "download-gated",
  "hub-unreachable",
  "hub-model-not-found",
  "hub-revision-not-found",
  "hub-token-missing",
  "hub-token-refused",
  "hub-access-not-granted",
  "hub-answer-unreadable",
  "hub-not-a-model",
  "build-failed",
  "install-failed",
  "verify-failed",
  "selftest-no-answer",
  "selftest-wrong-answer",
  "selftest-no-tool-call",
  "no-version-works",
  "engine-missing",
  "engine-damaged",
] as const

/** Starting and running vLLM, beside the causes that the doctor reads from its output. */
const ENGINE_CODES = ["engine-dead", "engine-will-not-end", "chat-template-loses-tools"] as const

/** Chatting. */
const CHAT_CODES = [
  "engine-not-ready",
  "engine-lost",
  "context-length-400",
  "auto-tool-choice-flags",
  "tool-arguments-unreadable",
  "tool-failed",
  "tool-unknown",
  "tool-loop-too-long",
  "turn-interrupted",
  "answer-failed",
  /** The model ran into the context's end or its token limit: what is there is good, but not all. */
  "answer-cut-short",
] as const

/** Anything else. */
const GENERAL_CODES = [
  "not-found",
  "not-a-model-folder",
  "model-incomplete",
  "model-not-here",
  "model-in-use",
  "folder-not-empty",
  "not-a-text-file",
  "file-too-large",
  "invalid-input",
  "busy",
  /** Something was asked for that a person has to confirm first. */
  "not-confirmed",
  "home-in-use",
  "home-not-writable",
  "connection-lost",
  "internal",
] as const

/**
 * Every code there is, each once, for schemas and for the test that each has its sentence in each language. What a
 * service finds by itself and what the doctor reads from a log may be the same problem under the same code.
 */
export const PROBLEM_CODES = [
  ...new Set([
    ...MACHINE_CODES,
    ...SETUP_CODES,
    ...ENGINE_CODES,
    ...CHAT_CODES,
    ...GENERAL_CODES,
    ...CAUSE_CLASSES,
  ]),
]

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** A problem from its code; `values` and `evidence` default to nothing. */
export function makeProblem(
  code: ProblemCode,
  values: Problem["values"] = {},
  evidence: string | null = null,
): Problem {
  return { code, values, evidence }
}

/** Carries a {@link Problem} through code that throws; its message is for logs only. */
export class ProblemError extends Error {
  override readonly name = "ProblemError"

  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(`${problem.code}${problem.evidence === null ? "" : `: ${problem.evidence}`}`, options)
  }

  /** True for any ProblemError, also one from another bundle of this program. */
  static is(error: unknown): error is ProblemError {
    return error instanceof Error && error.name === "ProblemError" && "problem" in error
  }
}

/** The problem inside an error, or an `internal` one that quotes it. */
export function problemOf(error: unknown): Problem {
  if (ProblemError.is(error)) return error.problem
  return makeProblem("internal", {}, error instanceof Error ? error.message : String(error))
}
