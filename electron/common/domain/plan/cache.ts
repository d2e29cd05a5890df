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
  const slots = slotsOf(shape)
  const full = slots.full * cut.layerShare + draft
  const indexers = shape.indexerLayers * cut.layerShare + (shape.indexerLayers > 0 ? draft : 0)
  const indexerDim = attention.kind === "mla" ? (attention.indexer?.headDim ?? 0) : 0
  const whole = full * perLayer + indexers * indexerBytes(indexerDim)
  if (attention.kind === "mla" && cut.tensorParallel > 1)
    reasons.push(planReason("kv-not-divided-by-tensor-parallel"))
  if (attention.kind === "gqa" && cut.tensorParallel > attention.kvHeads) {
    reasons.push(planReason("kv-heads-replicated", { kvHeads: attention.kvHeads, gpus: cut.tensorParallel }))
  }
  if (type !== "half" && shape.quantization.kvCacheFp8) reasons.push(planReason("kv-fp8-from-checkpoint"))
  const layerState = stateBytes(shape, cut.tensorParallel)
  const blockTokens = blockTokensOf(shape, type, perLayer, layerState)
  // A state takes a whole page, as long as the block was stretched for.
  const state = slots.linear * Math.max(layerState, blockTokens * perLayer) * cut.layerShare
  if (shape.linear !== null || shape.slidingLayers > 0) reasons.push(planReason("hybrid-cache-estimated"))
  return {
    type,
    blockTokens: blockTokens * cut.decodeContextParallel,
    bytesPerToken: whole / cut.decodeContextParallel,
    windowBytesPerToken: slots.sliding * cut.layerShare * perLayer,
    windowTokens: shape.slidingWindow ?? 0,
    bytesPerSequence: state,
    reasons,
  }
}

/** Bytes one chat of that length takes of a GPU's cache, in whole blocks. */
export function bytesPerChat(cache: CacheShape, contextTokens: number, batchTokens: number): number {
  const blocks = Math.ceil(contextTokens / cache.blockTokens)
  // A window layer keeps the window and what one step may add to it.
  const window = Math.min(contextTokens, cache.windowTokens - 1 + batchTokens)
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

/**
 * Layers as the cache counts them. Kinds share one pool in groups of one size, that of the smaller kind or, where the
 * kinds are nearly as many, of the larger; a group that is not full is padded (vllm/v1/core/kv_cache_utils.py).
 */
function slotsOf(shape: ModelShape): { full: number; sliding: number; linear: number } {
  const full = shape.fullLayers
  const sliding = shape.slidingLayers
  const linear = shape.linear?.layers ?? 0
  const kinds = [full, sliding, linear].filter((layers) => layers > 0)
  if (kinds.length < 2) return { full, sliding, linear }
  const [least, most] = [Math.min(...kinds), Math.max(...kinds)]
  const size = most < 1.5 * least ? most : least
  const padded = (layers: number) => Math.ceil(layers / size) * size
  return { full: padded(full), sliding: padded(sliding), linear: padded(linear) }
}

/** One layer's recurrent state in float32, plus the short convolution's last inputs. */
function stateBytes(shape: ModelShape, tensorParallel: number): number {
  const { linear } = shape
  if (linear === null) return 0
  const state = (linear.valueHeads / tensorParallel) * linear.valueDim * linear.keyDim * 4
  const width = 2 * linear.keyHeads * linear.keyDim + linear.valueHeads * linear.valueDim
  return state + (width / tensorParallel) * (linear.kernel - 1) * 2
}

/** 16 for most, 64 for latent caches; hybrid models stretch the block until a page holds one layer's state. */
function blockTokensOf(shape: ModelShape, type: CacheType, perLayer: number, layerState: number): number {
  if (shape.linear !== null && perLayer > 0) return Math.ceil(layerState / perLayer / 16) * 16
  if (shape.attention.kind === "mla") return shape.attention.indexer !== null || type !== "half" ? 64 : 16
  return 16
}
