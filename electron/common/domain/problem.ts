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
  "no-gpu-driver",
  "driver-broken",
  "nvml-mismatch",
  "smi-timeout",
  "smi-unreadable",
  "gpu-vendor-unsupported",
  "gpu-too-old",
  "driver-too-old",
  "os-unsupported",
] as const

/** Getting and building an engine. */
const SETUP_CODES = [
  "disk-too-small",
  "disk-full",
  "permission-denied",
  "index-unreachable",
  "index-lacks-package",
  "ssl-cert-failed",
  "proxy-refused",
  "uv-unavailable",
  "python-missing",
  "python-download-failed",
  "lock-failed",
  "download-failed",
  "download-corrupt",
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

/** Starting and running vLLM; the slugs of the failure taxonomy. */
const ENGINE_CODES = [
  "glm4-linear-tuple",
  "arch-unsupported-vllm",
  "gpu-memory-busy",
  "kv-cache-none",
  "kv-cache-too-small",
  "oom-weights",
  "oom-profile",
  "oom-sampler-warmup",
  "oom-cuda-graph",
  "oom-runtime",
  "host-ram-oom-killed",
  "port-in-use",
  "device-type-unknown",
  "tool-parser-name-unknown",
  "model-path-invalid",
  "safetensors-corrupt",
  "unrecognized-argument",
  "max-len-above-model",
  "engine-dead",
  "engine-killed",
  "engine-start-timeout",
  "engine-cause-unknown",
  "chat-template-loses-tools",
] as const

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
] as const

/** Anything else. */
const GENERAL_CODES = [
  "not-found",
  "not-a-model-folder",
  "not-a-text-file",
  "file-too-large",
  "invalid-input",
  "busy",
  "home-in-use",
  "home-not-writable",
  "internal",
] as const

/** Every code there is, for schemas and for the test that each has its sentence in each language. */
export const PROBLEM_CODES = [
  ...MACHINE_CODES,
  ...SETUP_CODES,
  ...ENGINE_CODES,
  ...CHAT_CODES,
  ...GENERAL_CODES,
] as const

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
