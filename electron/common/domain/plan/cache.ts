import { planReason, type PlanReason } from "./reasons"
import type { ModelShape } from "./shape/types"

/** Element type of the KV cache after everything that decides it was asked. */
export type CacheType = "half" | "fp8" | "fp8-sparse"

/** Bytes a sparse-attention layer packs per token: 512 of latent in FP8, its scales, and 64 rotary values in bf16. */
const SPARSE_FP8_BYTES = 656

/** Bytes the indexer keeps per token and layer: its key in FP8 and one scale of four bytes. */
function indexerBytes(headDim: number): number {
  return headDim + 4
}

/** What a token, and what a sequence of any length, take of one GPU's cache. */
export interface CacheShape {
  readonly type: CacheType
  /** Tokens of one block. */
  readonly blockTokens: number
  /** Bytes per token on one GPU over all layers that keep every token. */
  readonly bytesPerToken: number
  /** Bytes per token of layers that keep a window only. */
  readonly windowBytesPerToken: number
  readonly windowTokens: number
  /** Bytes per sequence whatever its length: states of linear layers. */
  readonly bytesPerSequence: number
  readonly reasons: readonly PlanReason[]
}

export interface CacheCut {
  readonly tensorParallel: number
  readonly decodeContextParallel: number
  /** Layers of this stage over all layers. */
  readonly layerShare: number
  readonly withMtp: boolean
}

/** Decides the type: told by a flag, by the checkpoint's scales, or that of the model. */
export function cacheTypeOf(shape: ModelShape, wish: string | null): CacheType {
  const told = wish ?? "auto"
  const fp8 = told.startsWith("fp8") || (/^auto$/.test(told) && shape.quantization.kvCacheFp8)
  if (!fp8) return "half"
  return shape.attention.kind === "mla" && shape.attention.indexer !== null ? "fp8-sparse" : "fp8"
}

/** The cache of one GPU. Latent caches are whole on every GPU; only decode context parallelism divides them. */
export function cacheShapeOf(shape: ModelShape, type: CacheType, cut: CacheCut): CacheShape {
  const reasons: PlanReason[] = []
  const perLayer = bytesPerLayer(shape, type, cut.tensorParallel)
  const draft = cut.withMtp ? shape.mtpLayers : 0
  const { attention } = shape
  const full = shape.fullLayers * cut.layerShare + draft
  const indexers = shape.indexerLayers * cut.layerShare + (shape.indexerLayers > 0 ? draft : 0)
  const indexerDim = attention.kind === "mla" ? (attention.indexer?.headDim ?? 0) : 0
  const whole = full * perLayer + indexers * indexerBytes(indexerDim)
  if (attention.kind === "mla" && cut.tensorParallel > 1)
    reasons.push(planReason("kv-not-divided-by-tensor-parallel"))
  if (attention.kind === "gqa" && cut.tensorParallel > attention.kvHeads) {
    reasons.push(planReason("kv-heads-replicated", { kvHeads: attention.kvHeads, gpus: cut.tensorParallel }))
  }
  if (type !== "half" && shape.quantization.kvCacheFp8) reasons.push(planReason("kv-fp8-from-checkpoint"))
  const state = stateBytes(shape, cut.tensorParallel) * cut.layerShare
  if (shape.linear !== null || shape.slidingLayers > 0) reasons.push(planReason("hybrid-cache-estimated"))
  return {
    type,
    blockTokens: blockTokensOf(shape, type, perLayer, state) * cut.decodeContextParallel,
    bytesPerToken: whole / cut.decodeContextParallel,
    windowBytesPerToken: shape.slidingLayers * cut.layerShare * perLayer,
    windowTokens: shape.slidingWindow ?? 0,
    bytesPerSequence: state,
    reasons,
  }
}

/** Bytes one chat of that length takes of a GPU's cache, in whole blocks. */
export function bytesPerChat(cache: CacheShape, contextTokens: number, batchTokens: number): number {
  const blocks = Math.ceil(contextTokens / cache.blockTokens)
  // A window layer keeps the window and what one step may add to it.
  const window = Math.min(contextTokens, cache.windowTokens + batchTokens)
  const windowBlocks = cache.windowBytesPerToken > 0 ? Math.ceil(window / cache.blockTokens) + 1 : 0
  return (
    blocks * cache.blockTokens * cache.bytesPerToken +
    windowBlocks * cache.blockTokens * cache.windowBytesPerToken +
    cache.bytesPerSequence
  )
}

function bytesPerLayer(shape: ModelShape, type: CacheType, tensorParallel: number): number {
  const element = type === "half" ? 2 : 1
  const { attention } = shape
  if (attention.kind === "mla") {
    return type === "fp8-sparse" ? SPARSE_FP8_BYTES : (attention.cacheRank + attention.ropeDim) * element
  }
  const heads = Math.max(1, Math.floor(attention.kvHeads / tensorParallel))
  return heads * (attention.keyDim + attention.valueDim) * element
}

/** Recurrent state in float32 plus the short convolution's last inputs, over all linear layers. */
function stateBytes(shape: ModelShape, tensorParallel: number): number {
  const { linear } = shape
  if (linear === null) return 0
  const state = (linear.valueHeads / tensorParallel) * linear.valueDim * linear.keyDim * 4
  const width = 2 * linear.keyHeads * linear.keyDim + linear.valueHeads * linear.valueDim
  return linear.layers * (state + (width / tensorParallel) * (linear.kernel - 1) * 2)
}

/** 16 for most, 64 for latent caches; hybrid models stretch the block until a page holds one layer's state. */
function blockTokensOf(shape: ModelShape, type: CacheType, perLayer: number, state: number): number {
  if (shape.linear !== null && perLayer > 0) {
    const layerState = state / Math.max(1, shape.linear.layers)
    return Math.ceil(layerState / perLayer / 16) * 16
  }
  if (shape.attention.kind === "mla") return shape.attention.indexer !== null || type !== "half" ? 64 : 16
  return 16
}
