import { planReason, type PlanReason } from "./reasons"
import type { ExpertShape, ModelShape, QuantizationShape } from "./shape/types"

/** Everything vLLM would refuse about cutting this model over so many GPUs; empty means it can be cut so. */
export function cutRefusals(
  shape: ModelShape,
  tensorParallel: number,
  expertParallel: boolean,
): readonly PlanReason[] {
  const refusals: PlanReason[] = []
  const { heads, attention, experts, quantization, vision } = shape
  if (heads % tensorParallel !== 0)
    refusals.push(planReason("heads-not-divisible", { heads, gpus: tensorParallel }))
  if (attention.kind === "gqa") {
    const { kvHeads } = attention
    // Either every GPU gets as many KV heads, or every KV head goes to as many GPUs.
    if (kvHeads % tensorParallel !== 0 && tensorParallel % kvHeads !== 0) {
      refusals.push(planReason("kv-heads-not-divisible", { kvHeads, gpus: tensorParallel }))
    }
  }
  // The tower that sees is cut along with the rest.
  if (vision?.refusesUnevenHeads === true && vision.heads !== null && vision.heads % tensorParallel !== 0) {
    refusals.push(planReason("vision-heads-not-divisible", { heads: vision.heads, gpus: tensorParallel }))
  }
  const padded = Math.ceil(shape.vocabSize / 64) * 64
  if (padded % tensorParallel !== 0) {
    refusals.push(planReason("vocabulary-not-divisible", { vocabulary: padded, gpus: tensorParallel }))
  }
  if (shape.denseLayers > 0) {
    refusals.push(...widthRefusals(shape.mlpWidth, tensorParallel, quantization.mlp))
  }
  if (experts !== null) {
    if (expertParallel) {
      if (experts.count < tensorParallel) {
        refusals.push(planReason("experts-not-divisible", { experts: experts.count, gpus: tensorParallel }))
      }
    } else {
      refusals.push(...expertRefusals(experts, tensorParallel, quantization))
    }
  }
  return refusals
}

/** Kernels for experts take whole-number weights in steps of 64; shared experts are plain layers and want whole groups. */
function expertRefusals(
  experts: ExpertShape,
  tensorParallel: number,
  quantization: QuantizationShape,
): readonly PlanReason[] {
  const routed = { ...quantization.experts, block: Math.min(64, quantization.experts.block) }
  const format = quantization.experts.label.startsWith("int") ? routed : quantization.experts
  const refusals = widthRefusals(experts.width, tensorParallel, format)
  if (refusals.length > 0 || experts.sharedWidth === 0) return refusals
  return widthRefusals(experts.sharedWidth, tensorParallel, quantization.sharedExperts)
}

function widthRefusals(
  width: number,
  tensorParallel: number,
  format: { readonly label: string; readonly block: number },
): readonly PlanReason[] {
  const values = { width, gpus: tensorParallel, block: format.block }
  if (width % tensorParallel !== 0) return [planReason("mlp-not-divisible", values)]
  const local = width / tensorParallel
  if (format.label === "fp8-block" && tensorParallel > 1 && local % format.block !== 0) {
    return [planReason("fp8-blocks-not-divisible", values)]
  }
  if (format.label.startsWith("int") && tensorParallel > 1 && local % format.block !== 0) {
    return [planReason("marlin-not-divisible", values)]
  }
  return []
}
