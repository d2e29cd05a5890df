import { planReason, type PlanReason } from "./reasons"
import type { ModelShape, WeightFormat } from "./shape/types"

/** What a compute capability can do with a format of weights. */
export type FormatSupport = "native" | "fallback" | "none"

/** Native kernels, Marlin's weight-only way, or nothing. */
export function formatSupport(label: string, capability: number): FormatSupport {
  if (label === "bf16") return capability >= 8 ? "native" : capability >= 7.5 ? "fallback" : "none"
  if (label.startsWith("fp8")) return capability >= 8.9 ? "native" : capability >= 8 ? "fallback" : "none"
  if (label === "nvfp4") return capability >= 10 ? "native" : capability >= 8 ? "fallback" : "none"
  if (label === "mxfp4") return capability >= 9 ? "native" : capability >= 8 ? "fallback" : "none"
  return capability >= 7.5 ? "native" : "none"
}

/** Whether these cards can run the model's kernels at all. */
export function capabilityReasons(
  shape: ModelShape,
  capabilities: readonly (number | null)[],
): readonly PlanReason[] {
  const known = capabilities.filter((capability) => capability !== null)
  if (known.length === 0) return []
  const least = Math.min(...known)
  const { attention, mlp, experts } = shape.quantization
  const formats: readonly WeightFormat[] = shape.experts === null ? [attention, mlp] : [attention, experts]
  const reasons: PlanReason[] = []
  for (const label of new Set(formats.map((format) => format.label))) {
    const support = label === "unknown" || label === "mixed" ? "native" : formatSupport(label, least)
    if (support === "none")
      reasons.push(planReason("capability-too-low", { format: label, capability: least }))
    if (support === "fallback")
      reasons.push(planReason("capability-fallback", { format: label, capability: least }))
  }
  if (shape.attention.kind === "mla" && shape.attention.indexer !== null && least < 9) {
    reasons.push(planReason("capability-too-low", { format: "sparse-attention", capability: least }))
  }
  return reasons
}
