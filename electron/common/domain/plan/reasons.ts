/** Everything a plan may have to say beside its figures, as codes with values; sentences are made elsewhere. */
export const PLAN_REASON_CODES = [
  // What could not be read or known.
  "config-incomplete",
  "architecture-unknown",
  "quantization-unknown",
  "quantization-mixed",
  "model-unknown",
  "gpu-unknown",
  "gpu-total-estimated",
  "gpu-count-assumed",
  "version-unknown",
  "version-fork",
  "utilization-assumed",
  "utilization-decides",
  "dtype-not-planned",
  "batch-defaults-assumed",
  "weights-computed",
  "weights-differ-from-config",
  "vision-estimated",
  "activation-estimated",
  "graphs-estimated",
  "mtp-estimated",
  "draft-model-unknown",
  "hybrid-cache-estimated",
  "offload-estimated",
  "unified-memory",
  // What follows from the figures.
  "measured-here",
  "kv-heads-replicated",
  "kv-not-divided-by-tensor-parallel",
  "kv-fp8-from-checkpoint",
  "graphs-on-top",
  "memory-busy",
  "weights-too-large",
  "weights-load-transient",
  "no-room-for-cache",
  "cache-below-context",
  "whole-model-cache-per-stage",
  "no-headroom-after-cache",
  "context-above-model",
  "tight-margin",
  // What vLLM would refuse.
  "heads-not-divisible",
  "kv-heads-not-divisible",
  "vision-heads-not-divisible",
  "vocabulary-not-divisible",
  "mlp-not-divisible",
  "fp8-blocks-not-divisible",
  "marlin-not-divisible",
  "experts-not-divisible",
  "not-enough-gpus",
  "version-too-old",
  "capability-too-low",
  "capability-fallback",
  "cpu-unsupported-attention",
  // Why so many GPUs, and these.
  "one-gpu-suffices",
  "tensor-parallel-needed",
  "tensor-parallel-for-context",
  "tensor-parallel-no-more-context",
  "pipeline-for-slow-links",
  "pipeline-for-uneven-count",
  "links-nvlink",
  "links-pcie",
  "links-across-numa",
  "expert-parallel-needed",
  "gpu-left-out-smaller",
  "gpu-left-out-busy",
  "gpu-left-out-display",
  "gpu-left-out-not-needed",
] as const

export type PlanReasonCode = (typeof PLAN_REASON_CODES)[number]

/** What vLLM refuses before it looks at memory. */
export const REFUSALS: readonly PlanReasonCode[] = [
  "heads-not-divisible",
  "kv-heads-not-divisible",
  "vision-heads-not-divisible",
  "vocabulary-not-divisible",
  "mlp-not-divisible",
  "fp8-blocks-not-divisible",
  "marlin-not-divisible",
  "experts-not-divisible",
  "context-above-model",
  "cpu-unsupported-attention",
]

/** One reason: its code and the values a sentence about it names. Bytes as bytes. */
export interface PlanReason {
  readonly code: PlanReasonCode
  readonly values: Readonly<Record<string, string | number>>
}

/** A reason from its code; `values` default to nothing. */
export function planReason(code: PlanReasonCode, values: PlanReason["values"] = {}): PlanReason {
  return { code, values }
}
