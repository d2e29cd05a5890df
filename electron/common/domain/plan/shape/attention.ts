import type { RawModelConfig } from "../../model"
import { fieldsOf } from "./fields"
import type { GqaShape, LinearShape, MlaShape } from "./types"

export interface LayerCounts {
  readonly full: number
  readonly sliding: number
  readonly linear: number
}

/** Reads multi-head latent attention where a latent rank is named, grouped-query attention otherwise. */
export function readAttention(config: RawModelConfig, heads: number, headDim: number): GqaShape | MlaShape {
  const fields = fieldsOf(config)
  const cacheRank = fields.number("kv_lora_rank")
  if (cacheRank !== null && cacheRank > 0) {
    const indexHeads = fields.number("index_n_heads")
    return {
      kind: "mla",
      queryRank: fields.number("q_lora_rank"),
      cacheRank,
      ropeDim: fields.number("qk_rope_head_dim") ?? 64,
      nopeDim: fields.number("qk_nope_head_dim") ?? 128,
      valueDim: fields.number("v_head_dim") ?? 128,
      indexer:
        indexHeads === null ? null : { heads: indexHeads, headDim: fields.number("index_head_dim") ?? 128 },
    }
  }
  // ChatGLM: `multi_query_attention` with `multi_query_group_num`, else as many as heads.
  const groups =
    fields.boolean("multi_query_attention") === false ? null : fields.number("multi_query_group_num")
  const kvHeads = fields.number("num_key_value_heads", "num_kv_heads", "n_head_kv") ?? groups ?? heads
  const keyDim = fields.number("head_dim", "kv_channels", "attention_head_dim") ?? headDim
  return {
    kind: "gqa",
    kvHeads,
    keyDim,
    valueDim: fields.number("v_head_dim") ?? keyDim,
    qkvBias: fields.boolean("attention_bias", "add_qkv_bias", "qkv_bias") ?? biasedByDefault(config),
    gated: fields.boolean("attn_output_gate") ?? false,
  }
}

/** How many layers keep a cache of which kind. */
export function readLayerCounts(config: RawModelConfig, layers: number): LayerCounts {
  const fields = fieldsOf(config)
  const kinds = fields.list("layer_types", "attn_layer_types")
  if (kinds !== null) {
    const of = (pattern: RegExp) =>
      kinds.filter((kind) => typeof kind === "string" && pattern.test(kind)).length
    const sliding = of(/sliding|chunked|window|local/)
    const linear = of(/linear|mamba|recurrent|kda|gdn/)
    return { full: Math.max(0, layers - sliding - linear), sliding, linear }
  }
  const interval = fields.number("full_attention_interval")
  if (interval !== null && interval > 1) {
    const full = Math.floor(layers / interval)
    return { full, sliding: 0, linear: layers - full }
  }
  const linearConfig = fields.object("linear_attn_config")
  if (linearConfig !== null) {
    const linear = (fieldsOf(linearConfig).list("kda_layers") ?? []).length
    return { full: layers - linear, sliding: 0, linear }
  }
  const pattern = fields.number("sliding_window_pattern")
  const window = fields.number("sliding_window")
  if (window !== null && pattern !== null && pattern > 1) {
    const full = Math.floor(layers / pattern)
    return { full, sliding: layers - full, linear: 0 }
  }
  // Mistral's first generation: every layer slides. Qwen2 names a window that it switches off.
  const slides = window !== null && window > 0 && fields.boolean("use_sliding_window") !== false
  const everyLayer = slides && (fields.text("model_type") ?? "").startsWith("mistral")
  return { full: everyLayer ? 0 : layers, sliding: everyLayer ? layers : 0, linear: 0 }
}

/** Size of the constant state of linear-attention layers; null where the config does not give it. */
export function readLinear(config: RawModelConfig, layers: number): LinearShape | null {
  if (layers === 0) return null
  const nested = fieldsOf(config).object("linear_attn_config")
  const fields = fieldsOf({ ...config, ...nested })
  const keyHeads = fields.number("linear_num_key_heads", "num_heads")
  const keyDim = fields.number("linear_key_head_dim", "head_dim")
  if (keyHeads === null || keyDim === null) return null
  return {
    layers,
    keyHeads,
    keyDim,
    valueHeads: fields.number("linear_num_value_heads") ?? keyHeads,
    valueDim: fields.number("linear_value_head_dim") ?? keyDim,
    kernel: fields.number("linear_conv_kernel_dim", "short_conv_kernel_size") ?? 4,
  }
}

/**
 * Layers that run the sparse-attention indexer. A pattern letter F is a layer with its own indices, S one that
 * shares those of the layer before; a frequency says every how many layers they are computed anew.
 */
export function readIndexerLayers(config: RawModelConfig, layers: number): number {
  const fields = fieldsOf(config)
  const pattern = fields.text("index_topk_pattern")
  if (pattern !== null) return pattern.split("").filter((letter) => letter === "F").length
  const listed = fields.list("index_topk_pattern", "indexer_types")
  if (listed !== null) return listed.filter((kind) => kind === "F" || kind === "full" || kind === 1).length
  const frequency = fields.number("index_topk_freq") ?? 1
  if (frequency <= 1) return layers
  // A layer skips when (max(layer - offset, 0) % frequency) is not 0.
  const offset = fields.number("index_skip_topk_offset") ?? 1
  let count = 0
  for (let layer = 0; layer < layers; layer++) {
    if (Math.max(layer - offset + 1, 0) % frequency === 0) count++
  }
  return count
}

/** Qwen2 and ChatGLM have query, key and value biases without saying so. */
function biasedByDefault(config: RawModelConfig): boolean {
  const type = fieldsOf(config).text("model_type") ?? ""
  return /^(qwen2|chatglm|qwen2_moe|qwen2_vl|qwen2_5_vl)$/.test(type)
}
