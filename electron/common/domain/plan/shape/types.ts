import type { Range } from "../range"

/** How a group of weights is stored: bytes one weight takes, its scales and zero points counted in. */
export interface WeightFormat {
  readonly label: string
  readonly bytesPerWeight: Range
  /** The same without scales and zero points, which are tensors of their own. */
  readonly packedBytes: number
  /** Rows and columns a tensor-parallel shard must be a multiple of; 1 where any will do. */
  readonly block: number
}

/** Full precision as loaded, in two bytes. */
export const HALF_FORMAT: WeightFormat = {
  label: "bf16",
  bytesPerWeight: { low: 2, likely: 2, high: 2 },
  packedBytes: 2,
  block: 1,
}

/** Kept in four bytes: what must not be rounded. */
export const FLOAT_FORMAT: WeightFormat = {
  label: "fp32",
  bytesPerWeight: { low: 4, likely: 4, high: 4 },
  packedBytes: 4,
  block: 1,
}

/** Weights of one kind, per layer that holds them. */
export interface QuantizationShape {
  /** `fp8`, `compressed-tensors`, `gptq`, …; null for a full-precision checkpoint. */
  readonly method: string | null
  /** Named by a flag or a name, not by the config: the files may be in full precision and shrink when loaded. */
  readonly told: boolean
  readonly attention: WeightFormat
  readonly mlp: WeightFormat
  readonly experts: WeightFormat
  readonly sharedExperts: WeightFormat
  readonly head: WeightFormat
  /** The checkpoint carries scales for an FP8 KV cache, so that vLLM uses one without being told. */
  readonly kvCacheFp8: boolean
}

export interface GqaShape {
  readonly kind: "gqa"
  readonly kvHeads: number
  readonly keyDim: number
  readonly valueDim: number
  readonly qkvBias: boolean
  /** Queries carry a gate of their own size (Qwen3-Next and later). */
  readonly gated: boolean
}

export interface MlaShape {
  readonly kind: "mla"
  readonly queryRank: number | null
  readonly cacheRank: number
  readonly ropeDim: number
  readonly nopeDim: number
  readonly valueDim: number
  /** Sparse attention: keys are chosen by an indexer with a cache of its own. */
  readonly indexer: { readonly heads: number; readonly headDim: number } | null
}

/** State of a linear-attention layer: constant per sequence, whatever its length. */
export interface LinearShape {
  readonly layers: number
  readonly keyHeads: number
  readonly valueHeads: number
  readonly keyDim: number
  readonly valueDim: number
  readonly kernel: number
}

export interface ExpertShape {
  readonly count: number
  readonly perToken: number
  readonly width: number
  /** Width of all shared experts together; 0 without any. */
  readonly sharedWidth: number
  readonly layers: number
  /** Layers before the first one with experts. */
  readonly firstLayer: number
  /** vLLM widens these routers to four bytes when loading. */
  readonly wideRouter: boolean
}

/** The tower that sees, in weights: its layers' attention, what else is cut over GPUs, and what stays whole. */
export interface VisionShape {
  readonly width: number
  readonly heads: number | null
  readonly mlpWidth: number
  readonly attention: Range
  readonly cut: Range
  readonly whole: Range
  readonly patchesPerToken: number
  /** Tokens of the largest image and of the longest video; 0 for none. */
  readonly imageTokens: number
  readonly videoTokens: number
  /** vLLM does not cut this tower where its heads do not divide, nor keep it whole: it refuses. */
  readonly refusesUnevenHeads: boolean
  /** The layout of this family was checked against vLLM's own. */
  readonly known: boolean
}

/** What memory arithmetic needs to know of a model, whatever its `config.json` calls it. */
export interface ModelShape {
  /** Stored in four bytes a weight; vLLM loads such files in two. */
  readonly storedWide: boolean
  readonly architecture: string | null
  readonly modelType: string
  readonly hiddenSize: number
  readonly layers: number
  readonly heads: number
  readonly headDim: number
  readonly vocabSize: number
  readonly mlpWidth: number
  /** Layers with a plain MLP; the others hold experts. */
  readonly denseLayers: number
  readonly attention: GqaShape | MlaShape
  /** Layers whose cache grows with the whole context. */
  readonly fullLayers: number
  /** Layers whose cache ends at the window. */
  readonly slidingLayers: number
  readonly slidingWindow: number | null
  /** Layers that compute sparse-attention indices and cache keys for it. */
  readonly indexerLayers: number
  readonly linear: LinearShape | null
  readonly experts: ExpertShape | null
  readonly tiedEmbeddings: boolean
  readonly mtpLayers: number
  readonly vision: VisionShape | null
  readonly quantization: QuantizationShape
  /** The model's own longest context; null when the config is silent. */
  readonly maxPosition: number | null
  /** Tables of rotations, whole on every GPU. */
  readonly rotationBytes: number
  readonly normsPerLayer: number
}
