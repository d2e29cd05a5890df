import type { Batch } from "./batch"
import type { CacheType } from "./cache"
import type { EngineRules } from "./engine-rules"
import { around, between, exactly, type Range } from "./range"
import type { ModelShape } from "./shape/types"

const MIB = 1024 * 1024

export interface GraphMemory {
  /** Taken off the cache before it is sized. */
  readonly deducted: Range
  /** Really in use once captured. */
  readonly used: Range
}

export interface GraphSituation {
  readonly shape: ModelShape
  readonly rules: EngineRules
  readonly batch: Batch
  readonly tensorParallel: number
  readonly layers: number
  readonly enforceEager: boolean
  readonly capability: number | null
  readonly cacheType: CacheType
}

/**
 * CUDA graphs: one buffer for the splits of decode attention (FlashAttention 3 on Hopper), the activations of the
 * largest graph, and driver memory for every graph of every layer. Per-layer figures were measured on an H100.
 */
export function graphMemory(situation: GraphSituation): GraphMemory {
  if (situation.enforceEager) return { deducted: exactly(0), used: exactly(0) }
  const { rules, layers, shape } = situation
  const largest = Math.min(512, 2 * situation.batch.sequences)
  const graphs = capturedSizes(largest)
  const splits = splitBuffer(situation, Math.min(largest, situation.batch.sequences))
  const pool = largestGraph(situation, largest)
  const perLayer = (shape.experts === null ? 7 : 16.5) * MIB * (graphs / 51)
  const second = rules.runner === "V2" ? 2 : 1
  const used = second * splits + pool + layers * perLayer + 100 * MIB * (graphs / 51)
  // The older runner measures two graphs of each kind and multiplies, counting at least 1 MiB a graph.
  const extrapolated = splits + pool + 2 * (graphs - 1) * Math.max(1, 0.074 * layers) * MIB
  const estimate = rules.runner === "V2" ? used : extrapolated
  return {
    deducted: rules.deductsGraphs ? around(estimate, 0.35) : exactly(0),
    used: between(used * 0.4, used, used * 2.2),
  }
}

/** 1, 2, 4, every 8 up to 256, then every 16. */
function capturedSizes(largest: number): number {
  return 3 + Math.floor(Math.min(largest, 256) / 8) + Math.max(0, Math.floor((largest - 256) / 16))
}

/** 32 partial results per decoded token and head, in float32. */
function splitBuffer(situation: GraphSituation, tokens: number): number {
  const { shape, capability, tensorParallel, cacheType } = situation
  const hopper = capability !== null && capability >= 9 && capability < 10
  if (!hopper) return 0
  const heads = shape.heads / tensorParallel
  if (shape.attention.kind === "mla") {
    // Sparse attention and latent caches in FP8 have kernels of their own that split otherwise.
    return shape.attention.indexer === null && cacheType === "half"
      ? 2 * 32 * tokens * heads * shape.attention.cacheRank * 4
      : 0
  }
  return 32 * tokens * heads * shape.attention.valueDim * 4
}

function largestGraph({ shape, tensorParallel }: GraphSituation, tokens: number): number {
  const width = shape.denseLayers > 0 ? shape.mlpWidth : (shape.experts?.width ?? shape.hiddenSize)
  return tokens * 2 * ((3 * width) / tensorParallel + 3 * shape.hiddenSize)
}
