import type { RawModelConfig } from "../../model"
import { around } from "../range"
import { type Fields, fieldsOf, textConfigOf } from "./fields"
import type { VisionShape } from "./types"

/** A tower's own measures, whatever its config calls them. */
interface Tower {
  readonly width: number
  readonly layers: number
  readonly mlp: number
  /** Patches that become one token. */
  readonly merged: number
  readonly out: number
  readonly fields: Fields
  /** The language model's part of the config, and its width. */
  readonly text: Fields
  readonly hidden: number
}

/** What a family builds around its layers, in weights: cut over the GPUs, and whole on each. */
interface Family {
  readonly pattern: RegExp
  /** Matrices of a layer's MLP: two, or three with a gate. */
  readonly mlpMatrices: 2 | 3
  /** The layers are as wide inside as what they give out; `intermediate_size` belongs to the merger. */
  readonly mlpIsOut: boolean
  readonly connectorCut: (tower: Tower) => number
  readonly connectorWhole: (tower: Tower) => number
  /** Tokens of the largest image, and of the longest video; the processor's defaults (its file is not the config). */
  readonly imageTokens: number
  readonly videoTokens: number
  /** Frames a patch spans where the config does not say. */
  readonly frames: 1 | 2
  /** vLLM refuses to cut a tower whose heads do not divide; other families keep theirs whole then. */
  readonly refusesUnevenHeads: boolean
}

/** Read from vLLM 0.26's models and checked against them, built without weights. */
const FAMILIES: readonly Family[] = [
  {
    pattern: /^glm(4v|46v)/,
    mlpMatrices: 3,
    mlpIsOut: true,
    connectorCut: ({ out, fields }) => out * out + 3 * out * (fields.number("intermediate_size") ?? out),
    connectorWhole: ({ width, out, merged }) => width * out * merged + (336 / 14) ** 2 * width,
    imageTokens: 6144,
    videoTokens: 30_000,
    frames: 2,
    refusesUnevenHeads: true,
  },
  {
    pattern: /^glm_ocr/,
    mlpMatrices: 3,
    mlpIsOut: false,
    connectorCut: ({ out, text }) => out * out + 3 * out * (text.number("intermediate_size") ?? out),
    connectorWhole: ({ width, out, merged }) => width * out * merged,
    imageTokens: 6144,
    videoTokens: 0,
    frames: 2,
    refusesUnevenHeads: true,
  },
  {
    pattern: /^qwen2_5_vl/,
    mlpMatrices: 3,
    mlpIsOut: false,
    connectorCut: mergedProjection,
    connectorWhole: () => 0,
    imageTokens: 16_384,
    videoTokens: 0,
    frames: 2,
    refusesUnevenHeads: true,
  },
  {
    pattern: /^qwen/,
    mlpMatrices: 2,
    mlpIsOut: false,
    connectorCut: (tower) =>
      mergedProjection(tower) * (1 + (tower.fields.list("deepstack_visual_indexes") ?? []).length),
    connectorWhole: ({ width, fields }) => (fields.number("num_position_embeddings") ?? 0) * width,
    imageTokens: 16_384,
    videoTokens: 0,
    frames: 2,
    refusesUnevenHeads: true,
  },
  {
    pattern: /^(pixtral|mistral3)/,
    mlpMatrices: 3,
    mlpIsOut: false,
    connectorCut: ({ width, hidden }) => (width + hidden) * hidden,
    connectorWhole: ({ width }) => 4 * width * width,
    imageTokens: 3025,
    videoTokens: 0,
    frames: 1,
    refusesUnevenHeads: false,
  },
  {
    pattern: /^intern/,
    mlpMatrices: 2,
    mlpIsOut: false,
    connectorCut: () => 0,
    connectorWhole: ({ width, hidden }) => (4 * width + hidden) * hidden,
    imageTokens: 3328,
    videoTokens: 0,
    frames: 1,
    refusesUnevenHeads: false,
  },
  {
    pattern: /^(gemma|paligemma)/,
    mlpMatrices: 2,
    mlpIsOut: false,
    connectorCut: () => 0,
    connectorWhole: ({ width, hidden }) => width * hidden + 4096 * width,
    imageTokens: 256,
    videoTokens: 0,
    frames: 1,
    refusesUnevenHeads: false,
  },
  {
    pattern: /^llava/,
    mlpMatrices: 2,
    mlpIsOut: false,
    connectorCut: ({ width, hidden }) => (width + hidden) * hidden,
    connectorWhole: ({ width }) => 577 * width,
    imageTokens: 2880,
    videoTokens: 0,
    frames: 1,
    refusesUnevenHeads: false,
  },
  {
    pattern: /^kimi/,
    mlpMatrices: 2,
    mlpIsOut: false,
    connectorCut: () => 0,
    connectorWhole: ({ width, hidden }) => 4 * width * (4 * width + hidden),
    imageTokens: 16_384,
    videoTokens: 0,
    frames: 1,
    refusesUnevenHeads: false,
  },
]

/** A family nobody here knows: a merger like Qwen's, give or take a third. */
const UNKNOWN_FAMILY: Family = {
  pattern: /./,
  mlpMatrices: 2,
  mlpIsOut: false,
  connectorCut: mergedProjection,
  connectorWhole: () => 0,
  imageTokens: 16_384,
  videoTokens: 0,
  frames: 1,
  refusesUnevenHeads: false,
}

/** Reads the tower that sees, with what joins it to the language model; null for a model of text alone. */
export function readVision(config: RawModelConfig, hidden: number): VisionShape | null {
  const raw = fieldsOf(config).object("vision_config", "vit_config", "vision_tower_config")
  if (raw === null) return null
  const fields = fieldsOf(raw)
  const type = fieldsOf(config).text("model_type") ?? ""
  const family =
    FAMILIES.find(({ pattern }) => pattern.test(type)) ??
    FAMILIES.find(({ pattern }) => pattern.test((fields.text("model_type") ?? "").replace("siglip", "gemma")))
  const built = family ?? UNKNOWN_FAMILY
  // Qwen2's first towers call their width `embed_dim` and the language model's `hidden_size`.
  const width = fields.number("embed_dim", "vt_hidden_size", "hidden_size", "width") ?? 1280
  const out = fields.number("out_hidden_size") ?? hidden
  const layers = fields.number("depth", "num_hidden_layers", "layers", "vt_num_hidden_layers") ?? 32
  const heads = fields.number("num_heads", "num_attention_heads", "vt_num_attention_heads")
  const tower: Tower = {
    width,
    layers,
    mlp: mlpWidth(built, fields, width, out),
    merged: (fields.number("spatial_merge_size", "merge_kernel_size") ?? 2) ** 2,
    out,
    fields,
    text: fieldsOf(textConfigOf(config)),
    hidden,
  }
  const patch = fields.number("patch_size") ?? 14
  const patchVolume = 3 * (fields.number("temporal_patch_size") ?? built.frames) * patch ** 2
  const attention = layers * 4 * width * width
  const spread = family === undefined ? 0.35 : 0.01
  return {
    width,
    heads,
    mlpWidth: tower.mlp,
    attention: around(attention, spread),
    cut: around(layers * built.mlpMatrices * width * tower.mlp + built.connectorCut(tower), spread),
    whole: around(patchVolume * width + built.connectorWhole(tower), spread),
    patchesPerToken: tower.merged,
    imageTokens: built.imageTokens,
    videoTokens: built.videoTokens,
    refusesUnevenHeads: built.refusesUnevenHeads,
    known: family !== undefined,
  }
}

/** Merged patches are projected at their full width, then to the language model's. */
function mergedProjection({ width, merged, out }: Tower): number {
  return merged * width * (merged * width + out)
}

function mlpWidth(family: Family, fields: Fields, width: number, out: number): number {
  if (family.mlpIsOut) return out
  return (
    fields.number("intermediate_size", "vt_intermediate_size") ?? (fields.number("mlp_ratio") ?? 4) * width
  )
}
