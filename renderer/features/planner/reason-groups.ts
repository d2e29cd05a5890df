import { type PlanReason, type PlanReasonCode, REFUSALS } from "#common/domain/plan/reasons"

/** Reasons that say why it does not fit, or only just. */
const VERDICT: readonly PlanReasonCode[] = [
  "memory-busy",
  "weights-too-large",
  "no-room-for-cache",
  "cache-below-context",
  "whole-model-cache-per-stage",
  "no-headroom-after-cache",
  "tight-margin",
  "not-enough-gpus",
  ...REFUSALS,
  "capability-too-low",
  "config-incomplete",
  "gpu-unknown",
]

/** Reasons about how many cards, and which. */
const PARALLEL: readonly PlanReasonCode[] = [
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
  "kv-heads-replicated",
  "kv-not-divided-by-tensor-parallel",
]

export function isVerdictReason(reason: PlanReason): boolean {
  return VERDICT.includes(reason.code)
}

export function isParallelReason(reason: PlanReason): boolean {
  return PARALLEL.includes(reason.code)
}

/** Everything else: how sure the figures are and where they come from. */
export function isAccuracyReason(reason: PlanReason): boolean {
  return !isVerdictReason(reason) && !isParallelReason(reason)
}
