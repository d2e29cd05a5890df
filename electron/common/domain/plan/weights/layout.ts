import type { Range } from "../range"
import type { ModelShape, WeightFormat } from "../shape/types"
import { FLOAT_FORMAT, HALF_FORMAT } from "../shape/types"

/** What a group of tensors is for, in the order a memory bar shows them. */
export type WeightPart =
  | "embedding"
  | "attention"
  | "mlp"
  | "experts"
  | "shared-experts"
  | "router"
  | "indexer"
  | "head"
  | "vision"
  | "mtp"
  | "other"

/** One tensor as a GPU holds it, so many times per layer of its kind. */
export interface LocalTensor {
  readonly part: WeightPart
  readonly elements: number
  readonly format: WeightFormat
  readonly copies: number
}

/** How a model is cut. */
export interface Cut {
  readonly tensorParallel: number
  /** Experts are dealt out whole instead of being cut. */
  readonly expertParallel: boolean
  /** Engines that share the routed experts among them. */
  readonly dataParallel: number
  /** Four-bit experts run by Marlin's kernels, which want rounder shapes than native ones. */
  readonly marlin: boolean
}

export const UNCUT: Cut = { tensorParallel: 1, expertParallel: false, dataParallel: 1, marlin: false }

/** The tensors of one decoder layer with attention, without its MLP. vLLM fuses q, k and v into one. */
export function attentionTensors(shape: ModelShape, cut: Cut): readonly LocalTensor[] {
  const tp = cut.tensorParallel
  const format = shape.quantization.attention
  const tensor = (elements: number) => ({ part: "attention" as const, elements, format, copies: 1 })
  const hidden = shape.hiddenSize
  if (shape.attention.kind === "gqa") {
    const { kvHeads, keyDim, valueDim, gated } = shape.attention
    const heads = shape.heads / tp
    // Fewer KV heads than GPUs: each GPU keeps a whole one.
    const local = Math.max(1, kvHeads / tp)
    const rows = heads * keyDim * (gated ? 2 : 1) + local * (keyDim + valueDim)
    return [tensor(rows * hidden), tensor(hidden * heads * valueDim)]
  }
  const { queryRank, cacheRank, ropeDim, nopeDim, valueDim } = shape.attention
  const heads = shape.heads / tp
  const queryWidth = heads * (nopeDim + ropeDim)
  const down = (cacheRank + ropeDim + (queryRank ?? 0)) * hidden
  const expand = heads * (nopeDim + valueDim) * cacheRank
  return [
    // The projections into the latent space are the same on every GPU.
    tensor(down),
    tensor(queryWidth * (queryRank ?? hidden)),
    tensor(expand),
    // Quantised, vLLM keeps a second, plain copy of the expansion for the absorbed form.
    ...(format === HALF_FORMAT ? [] : [{ ...tensor(expand), format: HALF_FORMAT }]),
    tensor(hidden * heads * valueDim),
  ]
}

/** The indexer of a sparse-attention layer: small, and whole on every GPU. */
export function indexerTensors(shape: ModelShape): readonly LocalTensor[] {
  if (shape.attention.kind !== "mla" || shape.attention.indexer === null) return []
  const { heads, headDim } = shape.attention.indexer
  const query = heads * headDim * (shape.attention.queryRank ?? shape.hiddenSize)
  const rest = (headDim + heads) * shape.hiddenSize
  return [
    { part: "indexer", elements: query, format: shape.quantization.attention, copies: 1 },
    { part: "indexer", elements: rest, format: HALF_FORMAT, copies: 1 },
  ]
}

/** A linear-attention layer: its projections; the convolution and gates are small beside them. */
export function linearTensors(shape: ModelShape, cut: Cut): readonly LocalTensor[] {
  if (shape.linear === null) return attentionTensors(shape, cut)
  const { keyHeads, keyDim, valueHeads, valueDim } = shape.linear
  const inner = (2 * keyHeads * keyDim + 2 * valueHeads * valueDim) / cut.tensorParallel
  const out = (valueHeads * valueDim) / cut.tensorParallel
  const tensor = (elements: number) =>
    ({ part: "attention", elements, format: shape.quantization.attention, copies: 1 }) as const
  return [tensor(inner * shape.hiddenSize), tensor(out * shape.hiddenSize)]
}

/** A plain gated MLP; gate and up are one tensor. */
export function mlpTensors(
  width: number,
  hidden: number,
  format: WeightFormat,
  part: WeightPart,
): readonly LocalTensor[] {
  return [
    { part, elements: 2 * width * hidden, format, copies: 1 },
    { part, elements: width * hidden, format, copies: 1 },
  ]
}

/** A layer of experts: all of a GPU's experts in two tensors, the router, and the shared ones. */
export function expertTensors(shape: ModelShape, cut: Cut): readonly LocalTensor[] {
  if (shape.experts === null) return []
  const { count, width, sharedWidth } = shape.experts
  const tp = cut.tensorParallel
  const ranks = tp * cut.dataParallel
  const local = cut.expertParallel ? Math.ceil(count / ranks) : count
  const localWidth = cut.expertParallel ? width : width / ranks
  const padded = paddedExperts(shape, localWidth, cut)
  const router = shape.experts.wideRouter && cut !== UNCUT ? FLOAT_FORMAT : HALF_FORMAT
  const shared =
    sharedWidth === 0
      ? []
      : mlpTensors(sharedWidth / tp, shape.hiddenSize, shape.quantization.sharedExperts, "shared-experts")
  return [
    ...mlpTensors(padded.width * local, padded.hidden, shape.quantization.experts, "experts"),
    { part: "router", elements: count * shape.hiddenSize, format: router, copies: 1 },
    ...shared,
  ]
}

/** MXFP4 kernels want hidden sizes in steps of 256, and widths of 128 (Marlin) or 64 (native). */
function paddedExperts(shape: ModelShape, width: number, cut: Cut): { width: number; hidden: number } {
  if (shape.quantization.experts.label !== "mxfp4" || cut === UNCUT)
    return { width, hidden: shape.hiddenSize }
  const step = cut.marlin ? 128 : 64
  return { width: Math.ceil(width / step) * step, hidden: Math.ceil(shape.hiddenSize / 256) * 256 }
}

/** One of the two vocabulary tables, padded to a multiple of 64 and cut by rows. */
export function vocabularyTensor(shape: ModelShape, cut: Cut, part: "embedding" | "head"): LocalTensor {
  const padded = Math.ceil(shape.vocabSize / 64) * 64
  const format = part === "head" ? shape.quantization.head : HALF_FORMAT
  return { part, elements: (padded / cut.tensorParallel) * shape.hiddenSize, format, copies: 1 }
}

/** Bytes of one tensor. */
export function tensorBytes(tensor: LocalTensor): Range {
  const { low, likely, high } = tensor.format.bytesPerWeight
  return { low: tensor.elements * low, likely: tensor.elements * likely, high: tensor.elements * high }
}
