import type { RawModelConfig } from "../../model"
import { between, exactly, type Range } from "../range"
import { planReason, type PlanReason } from "../reasons"
import { fieldsOf, isRecord, textConfigOf } from "./fields"
import { namesModule } from "./patterns"
import { HALF_FORMAT, type QuantizationShape, type WeightFormat } from "./types"

/** Stored sizes of the formats in use: weights, and what scales add to each. */
const FP8 = formatOfSize("fp8", 1, 0, 1)
const FP8_BLOCK = formatOfSize("fp8-block", 1, 4 / (128 * 128), 128)
const INT8 = formatOfSize("int8", 1, 2 / 4096, 1)
const NVFP4 = formatOfSize("nvfp4", 0.5, 1 / 16, 16)
const MXFP4 = formatOfSize("mxfp4", 0.5, 1 / 32, 32)
const NF4 = formatOfSize("nf4", 0.5, 4 / 64, 1)
const UNKNOWN: WeightFormat = {
  label: "unknown",
  bytesPerWeight: between(0.5, 1, 2),
  packedBytes: 1,
  block: 1,
}

function formatOfSize(label: string, packedBytes: number, scales: number, block: number): WeightFormat {
  return { label, bytesPerWeight: exactly(packedBytes + scales), packedBytes, block }
}

export interface QuantizationReading {
  readonly quantization: QuantizationShape
  readonly reasons: readonly PlanReason[]
}

type Kind = "attention" | "mlp" | "experts" | "sharedExperts" | "head"

/** Which layers there are to be named: the first ones without experts, the others with. */
export interface LayerKinds {
  readonly layers: number
  readonly denseLayers: number
  readonly latentAttention: boolean
}

/** Module names that stand for each kind, as the patterns of a checkpoint would meet them. */
function modulesOf(kind: Kind, layer: number, latent: boolean): readonly string[] {
  const at = `model.layers.${layer}`
  switch (kind) {
    case "attention":
      return latent
        ? [`${at}.self_attn.q_b_proj`, `${at}.self_attn.kv_b_proj`, `${at}.self_attn.o_proj`]
        : [`${at}.self_attn.q_proj`, `${at}.self_attn.o_proj`]
    case "mlp":
      return [`${at}.mlp.gate_proj`, `${at}.mlp.down_proj`]
    case "experts":
      return [`${at}.mlp.experts.0.gate_proj`, `${at}.mlp.experts.0.down_proj`]
    case "sharedExperts":
      return [`${at}.mlp.shared_experts.gate_proj`, `${at}.mlp.shared_experts.down_proj`]
    case "head":
      return ["lm_head"]
  }
}

/** Reads how each kind of weight is stored. `hint` is a format named outside the config, such as a flag's. */
export function readQuantization(
  config: RawModelConfig,
  kinds: LayerKinds,
  hint: string | null,
): QuantizationReading {
  const raw = fieldsOf(config).object("quantization_config", "compression_config")
  if (raw === null) return fromHint(hint, kinds.denseLayers < kinds.layers)
  const fields = fieldsOf(raw)
  const method = (fields.text("quant_method") ?? "").toLowerCase()
  const reasons: PlanReason[] = []
  const rules = rulesOf(method, raw)
  if (rules.base === UNKNOWN) reasons.push(planReason("quantization-unknown", { method }))
  const format = (kind: Kind) => formatOf(kind, rules, kinds)
  const quantization: QuantizationShape = {
    method,
    told: false,
    // FBGEMM checkpoints quantise the MLPs alone.
    attention: rules.expertsOnly || method === "fbgemm_fp8" ? HALF_FORMAT : format("attention"),
    mlp: rules.expertsOnly ? HALF_FORMAT : format("mlp"),
    experts: format("experts"),
    sharedExperts: rules.expertsOnly ? HALF_FORMAT : format("sharedExperts"),
    head: format("head"),
    kvCacheFp8: asksForFp8Cache(raw),
  }
  if (rules.mixed) reasons.push(planReason("quantization-mixed", { method }))
  return { quantization, reasons }
}

interface Rules {
  readonly base: WeightFormat
  /** Formats by target pattern, before the base. */
  readonly special: readonly { readonly patterns: readonly string[]; readonly format: WeightFormat }[]
  readonly excluded: readonly string[]
  readonly expertsOnly: boolean
  readonly mixed: boolean
}

function rulesOf(method: string, raw: RawModelConfig): Rules {
  const fields = fieldsOf(raw)
  const plain = { special: [], expertsOnly: false, mixed: false }
  const named = strings(
    fields.list("modules_to_not_convert", "ignore", "exclude_modules", "ignored_layers", "exclude"),
  )
  const excluded = ["lm_head", ...named]
  const bits = fields.number("bits", "w_bit", "weight_bits")
  const group = fields.number("group_size", "q_group_size")
  if (method === "fp8" || method.includes("fp8")) {
    return { ...plain, base: fields.list("weight_block_size") === null ? FP8 : FP8_BLOCK, excluded }
  }
  if (method === "compressed-tensors") return compressedRules(raw, excluded)
  if (method === "modelopt" || method === "modelopt_fp4" || method === "modelopt_mixed") {
    const algorithm = (fields.text("quant_algo") ?? nestedAlgorithm(raw) ?? method).toUpperCase()
    const base = algorithm.includes("FP4") ? NVFP4 : algorithm.includes("FP8") ? FP8 : UNKNOWN
    return { ...plain, base, excluded: [...excluded, ...nestedExclusions(raw)] }
  }
  if (method === "mxfp4" || method === "gpt_oss_mxfp4") {
    return { ...plain, base: MXFP4, excluded, expertsOnly: true }
  }
  if (method.includes("awq")) return { ...plain, base: integer(bits ?? 4, group, true), excluded }
  if (method.includes("gptq") || method.includes("auto-round") || method === "auto_round") {
    return {
      ...gptqSpecial(raw, group),
      base: integer(bits ?? 4, group, false),
      excluded,
      expertsOnly: false,
    }
  }
  if (method === "bitsandbytes") {
    const base = fields.boolean("load_in_8bit", "_load_in_8bit") === true ? INT8 : NF4
    return { ...plain, base, excluded }
  }
  return { ...plain, base: UNKNOWN, excluded }
}

function compressedRules(raw: RawModelConfig, excluded: readonly string[]): Rules {
  const groups = Object.values(fieldsOf(raw).object("config_groups") ?? {}).filter(isRecord)
  const special = groups.map((group) => {
    const fields = fieldsOf(group)
    return { patterns: strings(fields.list("targets")), format: weightsFormat(fields.object("weights")) }
  })
  const general = special.find((rule) => rule.patterns.includes("Linear"))
  const format = fieldsOf(raw).text("format") ?? ""
  const base = general?.format ?? (special.length > 0 ? HALF_FORMAT : formatByName(format))
  return {
    base,
    special: special.filter((rule) => rule !== general),
    excluded,
    expertsOnly: false,
    mixed: special.length > 1 && general === undefined,
  }
}

function weightsFormat(weights: RawModelConfig | null): WeightFormat {
  if (weights === null) return HALF_FORMAT
  const fields = fieldsOf(weights)
  const bits = fields.number("num_bits") ?? 8
  const group = fields.number("group_size")
  if (fields.text("type") === "float") {
    if (bits === 4) return group === 32 ? MXFP4 : NVFP4
    return fields.text("strategy") === "block" ? FP8_BLOCK : FP8
  }
  return integer(bits, group, fields.boolean("symmetric") === false)
}

function formatByName(format: string): WeightFormat {
  if (format.includes("nvfp4")) return NVFP4
  if (format.includes("mxfp4")) return MXFP4
  if (format.includes("float-quantized")) return FP8
  if (format.includes("int-quantized")) return INT8
  return format.includes("pack-quantized") ? integer(4, 128, false) : UNKNOWN
}

/** Whole-number weights in groups with a two-byte scale each, and a zero point where asymmetric. */
function integer(bits: number, group: number | null, zeros: boolean): WeightFormat {
  const size = group === null || group <= 0 ? 4096 : group
  const scales = 2 / size + (zeros ? bits / 8 / size : 0)
  return formatOfSize(`int${bits}`, bits / 8, scales, Math.min(size, 128))
}

/** GPTQ's `dynamic`: `-:` names what stays whole, `+:` what has bits of its own. */
function gptqSpecial(raw: RawModelConfig, group: number | null): Pick<Rules, "special" | "mixed"> {
  const dynamic = fieldsOf(raw).object("dynamic") ?? {}
  const special = Object.entries(dynamic).map(([key, value]) => {
    const bits = isRecord(value) ? fieldsOf(value).number("bits") : null
    const format = key.startsWith("-:") ? HALF_FORMAT : integer(bits ?? 4, group, false)
    return { patterns: [`re:${key.replace(/^[+-]:/, "")}`], format }
  })
  return { special, mixed: special.length > 0 }
}

/** The mean over the layers, because exclusion lists may name single layers. */
function formatOf(kind: Kind, rules: Rules, kinds: LayerKinds): WeightFormat {
  const formats = layersOf(kind, kinds).flatMap((layer) =>
    modulesOf(kind, layer, kinds.latentAttention).map((module) => formatOfModule(module, rules)),
  )
  const first = formats[0] ?? rules.base
  if (formats.every((format) => format === first)) return first
  const mean = (pick: (range: Range) => number) =>
    formats.reduce((sum, format) => sum + pick(format.bytesPerWeight), 0) / formats.length
  return {
    label: "mixed",
    bytesPerWeight: between(
      mean((range) => range.low),
      mean((range) => range.likely),
      mean((range) => range.high),
    ),
    packedBytes: formats.reduce((sum, format) => sum + format.packedBytes, 0) / formats.length,
    block: Math.max(...formats.map((format) => format.block)),
  }
}

function formatOfModule(module: string, rules: Rules): WeightFormat {
  // vLLM loads these fused, and some lists name them so.
  const fused = module.replace(/\.(q|k|v)_proj$/, ".qkv_proj").replace(/\.(gate|up)_proj$/, ".gate_up_proj")
  if ([module, fused].some((name) => namesModule(rules.excluded, name))) return HALF_FORMAT
  return rules.special.find((rule) => namesModule(rule.patterns, module))?.format ?? rules.base
}

/** The layers that hold this kind: a list that keeps layers 0 to 2 whole says nothing of the experts after them. */
function layersOf(kind: Kind, { layers, denseLayers }: LayerKinds): readonly number[] {
  if (kind === "head") return [0]
  const dense = denseLayers < layers ? denseLayers : layers
  if (kind === "mlp" && dense > 0) return sampled(0, dense)
  return kind === "experts" || kind === "sharedExperts" ? sampled(dense % layers, layers) : sampled(0, layers)
}

/** Every layer of a shallow model, an even sample of a deep one. */
function sampled(from: number, to: number): readonly number[] {
  const step = Math.max(1, Math.floor((to - from) / 64))
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step)
}

function asksForFp8Cache(raw: RawModelConfig): boolean {
  const fields = fieldsOf(raw)
  const scheme = fields.object("kv_cache_scheme")
  if (scheme !== null) return fieldsOf(scheme).number("num_bits") === 8
  const named = fields.text("kv_cache_quant_algo", "kv_cache_dtype") ?? ""
  const nested = fields.object("quantization")
  const inner = nested === null ? "" : (fieldsOf(nested).text("kv_cache_quant_algo") ?? "")
  return /fp8/i.test(named) || /fp8/i.test(inner)
}

function nestedAlgorithm(raw: RawModelConfig): string | null {
  const nested = fieldsOf(raw).object("quantization")
  return nested === null ? null : fieldsOf(nested).text("quant_algo")
}

function nestedExclusions(raw: RawModelConfig): readonly string[] {
  const nested = fieldsOf(raw).object("quantization")
  return nested === null ? [] : strings(fieldsOf(nested).list("exclude_modules", "ignore"))
}

function strings(list: readonly unknown[] | null): readonly string[] {
  return (list ?? []).filter((value) => typeof value === "string")
}

/**
 * Without a quantisation config: full precision, unless a flag or a name says otherwise. Four-bit floats are put on
 * the routed experts alone where there are any, as the makers' own conversions do.
 */
function fromHint(hint: string | null, withExperts: boolean): QuantizationReading {
  const said = (hint ?? "").toLowerCase()
  const none = said === "" || said === "none" || said === "bf16" || said === "bfloat16"
  const base = HINTS.find(([pattern]) => pattern.test(said))?.[1] ?? (none ? HALF_FORMAT : UNKNOWN)
  const expertsOnly = withExperts && (base === NVFP4 || base === MXFP4)
  const around = expertsOnly ? HALF_FORMAT : base
  return {
    quantization: {
      method: none ? null : said,
      told: !none,
      attention: around,
      mlp: around,
      experts: base,
      sharedExperts: around,
      head: HALF_FORMAT,
      kvCacheFp8: false,
    },
    reasons: base === UNKNOWN ? [planReason("quantization-unknown", { method: said })] : [],
  }
}

const HINTS: readonly (readonly [RegExp, WeightFormat])[] = [
  [/mxfp4/, MXFP4],
  [/fp4/, NVFP4],
  [/fp8/, FP8],
  [/awq/, integer(4, 128, true)],
  [/gptq|int4|w4a16|auto_round/, integer(4, 128, false)],
  [/bitsandbytes|bnb/, NF4],
  [/int8|w8a8/, INT8],
]

/** The quantisation config stands outside the nested text part in multimodal checkpoints. */
export function quantizationSource(config: RawModelConfig): RawModelConfig {
  return { ...textConfigOf(config), ...("quantization_config" in config ? config : {}) }
}
