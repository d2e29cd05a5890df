import type { RawModelConfig } from "../../model"
import { planReason, type PlanReason } from "../reasons"
import { readAttention, readIndexerLayers, readLayerCounts, readLinear } from "./attention"
import { fieldsOf, textConfigOf } from "./fields"
import { quantizationSource, readQuantization } from "./quantization"
import type { ExpertShape, ModelShape } from "./types"
import { readVision } from "./vision"

export interface ShapeReading {
  /** Null when the config leaves out something nobody could guess. */
  readonly shape: ModelShape | null
  readonly reasons: readonly PlanReason[]
}

/** Families whose layout this arithmetic follows; others are taken for the nearest of them, with a reason. */
const KNOWN_TYPES =
  /^(glm|chatglm|llama|qwen|mistral|mixtral|ministral|gemma|olmo|phi|deepseek|kimi|gpt_oss|internlm|internvl|yi|baichuan|minimax|mllama|llava|step|seed|hunyuan|ernie|exaone|granite|cohere)/

/**
 * Normalises a published `config.json`, whatever its family calls things. `quantizationHint` is what a flag or a
 * name says of the weights where the config is silent.
 */
export function readModelShape(config: RawModelConfig, quantizationHint: string | null = null): ShapeReading {
  const cache = cacheFor(config)
  const known = cache.get(quantizationHint)
  if (known !== undefined) return known
  const reading = read(config, quantizationHint)
  cache.set(quantizationHint, reading)
  return reading
}

// A slider asks for the same config many times a second; a config object is never changed.
const readings = new WeakMap<RawModelConfig, Map<string | null, ShapeReading>>()

function cacheFor(config: RawModelConfig): Map<string | null, ShapeReading> {
  const found = readings.get(config)
  if (found !== undefined) return found
  const made = new Map<string | null, ShapeReading>()
  readings.set(config, made)
  return made
}

function read(config: RawModelConfig, hint: string | null): ShapeReading {
  const text = textConfigOf(config)
  const fields = fieldsOf(text)
  const hiddenSize = fields.number("hidden_size", "n_embd", "d_model", "dim")
  const layers = fields.number("num_hidden_layers", "num_layers", "n_layer", "n_layers")
  const heads = fields.number("num_attention_heads", "n_head", "n_heads")
  const vocabSize = fields.number("padded_vocab_size", "vocab_size")
  const missing = Object.entries({
    hidden_size: hiddenSize,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    vocab_size: vocabSize,
  })
  const names = missing.filter(([, value]) => value === null).map(([name]) => name)
  if (hiddenSize === null || layers === null || heads === null || vocabSize === null) {
    return { shape: null, reasons: [planReason("config-incomplete", { fields: names.join(", ") })] }
  }
  const reasons: PlanReason[] = []
  const modelType = fields.text("model_type") ?? fieldsOf(config).text("model_type") ?? ""
  const architecture = firstText(fieldsOf(config).list("architectures") ?? fields.list("architectures"))
  if (!KNOWN_TYPES.test(modelType)) {
    reasons.push(planReason("architecture-unknown", { architecture: architecture ?? modelType }))
  }
  const headDim = fields.number("head_dim", "kv_channels") ?? Math.floor(hiddenSize / heads)
  const experts = readExperts(text, modelType, layers)
  const counts = readLayerCounts(text, layers)
  const attention = readAttention(text, heads, headDim)
  const linear = readLinear(text, counts.linear)
  if (counts.linear > 0 && linear === null) reasons.push(planReason("hybrid-cache-estimated"))
  const denseLayers = layers - (experts?.layers ?? 0)
  const kinds = { layers, denseLayers, latentAttention: attention.kind === "mla" }
  const quantized = readQuantization(quantizationSource(config), kinds, hint)
  reasons.push(...quantized.reasons)
  const vision = readVision(config, hiddenSize)
  if (vision !== null && !vision.known) reasons.push(planReason("vision-estimated"))
  const maxPosition = longestContext(text)
  const shape: ModelShape = {
    storedWide: fields.text("torch_dtype", "dtype") === "float32" && quantized.quantization.method === null,
    architecture,
    modelType,
    hiddenSize,
    layers,
    heads,
    headDim,
    vocabSize,
    mlpWidth: fields.number("intermediate_size", "ffn_hidden_size", "n_inner") ?? 4 * hiddenSize,
    denseLayers,
    attention,
    fullLayers: counts.full,
    slidingLayers: counts.sliding,
    slidingWindow: fields.number("sliding_window"),
    indexerLayers:
      attention.kind === "mla" && attention.indexer !== null ? readIndexerLayers(text, counts.full) : 0,
    linear,
    experts,
    tiedEmbeddings: fields.boolean("tie_word_embeddings") ?? tiedByDefault(modelType),
    mtpLayers: fields.number("num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_layers") ?? 0,
    vision,
    quantization: quantized.quantization,
    maxPosition,
    rotationBytes: rotationBytes(text, attention, headDim, maxPosition),
    normsPerLayer: modelType === "glm4" || modelType === "glm4v_text" ? 4 : 2,
  }
  return { shape, reasons }
}

/** Gemma 3's larger configs leave out what its class supplies. */
const GEMMA_3_POSITIONS = 131_072

/** The stated length, stretched where the checkpoint itself says how (YaRN and its like). */
function longestContext(config: RawModelConfig): number | null {
  const fields = fieldsOf(config)
  const stated =
    fields.number("max_position_embeddings", "seq_length", "n_positions", "max_sequence_length") ??
    ((fields.text("model_type") ?? "").startsWith("gemma3") ? GEMMA_3_POSITIONS : null)
  const scaling = fields.object("rope_scaling", "rope_parameters")
  if (stated === null || scaling === null) return stated
  const rope = fieldsOf(scaling)
  const stretches = /^(yarn|linear|dynamic|deepseek_yarn)$/.test(rope.text("rope_type", "type") ?? "")
  if (!stretches) return stated
  const original = rope.number("original_max_position_embeddings") ?? stated
  return Math.max(stated, Math.round(original * (rope.number("factor") ?? 1)))
}

/**
 * A sine and a cosine in two bytes for every position and rotated dimension. Where positions have several axes the
 * table is four times as long; an indexer, and windows with a base of their own, have a second one.
 */
function rotationBytes(
  config: RawModelConfig,
  attention: ModelShape["attention"],
  headDim: number,
  maxPosition: number | null,
): number {
  const fields = fieldsOf(config)
  const type = fields.text("model_type") ?? ""
  const part = fields.number("partial_rotary_factor", "rotary_percent") ?? (type === "chatglm" ? 0.5 : 1)
  const rotated = attention.kind === "mla" ? attention.ropeDim : Math.round(headDim * part)
  const rope = fields.object("rope_parameters", "rope_scaling")
  const axes = rope !== null && fieldsOf(rope).list("mrope_section") !== null ? 4 : 1
  const table = (maxPosition ?? 0) * axes * rotated * 2
  const indexed = attention.kind === "mla" && attention.indexer !== null
  const local = type.startsWith("gemma3")
    ? (fields.number("max_position_embeddings") ?? GEMMA_3_POSITIONS) * rotated * 2
    : 0
  return table + (indexed ? table : 0) + local
}

function readExperts(config: RawModelConfig, modelType: string, layers: number): ExpertShape | null {
  const fields = fieldsOf(config)
  const count = fields.number("n_routed_experts", "num_experts", "num_local_experts", "moe_num_experts")
  if (count === null || count <= 1) return null
  const mlp = fields.number("intermediate_size") ?? 0
  const width = fields.number("moe_intermediate_size", "expert_intermediate_size") ?? mlp
  const shared =
    fields.number("shared_expert_intermediate_size") ??
    (fields.number("n_shared_experts", "num_shared_experts") ?? 0) * width
  return {
    count,
    perToken: fields.number("num_experts_per_tok", "moe_topk", "num_experts_per_token") ?? 2,
    width,
    sharedWidth: shared,
    layers: moeLayers(config, layers),
    firstLayer: firstMoeLayer(config),
    wideRouter: /^glm4v?_(text_)?moe/.test(modelType),
  }
}

/** Which layers hold experts: all after the first dense ones, every n-th, or those of a list. */
function moeLayers(config: RawModelConfig, layers: number): number {
  const fields = fieldsOf(config)
  const kinds = fields.list("mlp_layer_types")
  if (kinds !== null) return kinds.filter((kind) => kind === "sparse").length
  const frequency = fields.list("moe_layer_freq")
  if (frequency !== null) return frequency.filter((flag) => flag === 1).length
  const first = fields.number("first_k_dense_replace") ?? 0
  const step = Math.max(
    1,
    fields.number("decoder_sparse_step", "moe_layer_freq", "interleave_moe_layer_step") ?? 1,
  )
  const plain = (fields.list("mlp_only_layers") ?? []).length
  return Math.max(0, Math.floor((layers - first) / step) - plain)
}

function firstMoeLayer(config: RawModelConfig): number {
  const fields = fieldsOf(config)
  const kinds = fields.list("mlp_layer_types", "moe_layer_freq")
  if (kinds !== null)
    return Math.max(
      0,
      kinds.findIndex((kind) => kind === "sparse" || kind === 1),
    )
  return fields.number("first_k_dense_replace") ?? 0
}

/** These families share the two tables unless the config says otherwise. */
function tiedByDefault(modelType: string): boolean {
  return /^(gemma|cohere)/.test(modelType)
}

function firstText(list: readonly unknown[] | null): string | null {
  const first = list?.[0]
  return typeof first === "string" ? first : null
}
