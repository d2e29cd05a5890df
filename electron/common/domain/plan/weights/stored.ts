import { between, exactly, type Range } from "../range"
import { planReason, type PlanReason } from "../reasons"
import { HALF_FORMAT, type ModelShape } from "../shape/types"
import type { WeightPart } from "./layout"
import { type PartBytes, storedBytes, storedVisionBytes, type WeightCut, weightsOfStage } from "./per-gpu"

/** One stored tensor, as a safetensors header names it. */
export interface StoredTensor {
  readonly name: string
  readonly bytes: number
}

/** What is known of the weights as stored. */
export interface StoredWeights {
  readonly totalBytes: number
  /** From the safetensors headers; null when only the total is known. */
  readonly tensors: readonly StoredTensor[] | null
}

export interface WeightsReading {
  readonly parts: PartBytes
  readonly reasons: readonly PlanReason[]
}

/** A checkpoint this close to the arithmetic is the checkpoint of the config. */
const SAME_SHARE = 0.01
/** Beyond this the config describes something else. */
const RELATED_SHARE = 0.25

/** Bytes per part on a GPU of a stage: from the tensors as stored where known, else from their shapes. */
export function weightsOnGpu(
  shape: ModelShape,
  cut: WeightCut,
  stage: number,
  stored: StoredWeights | null,
): WeightsReading {
  const computed = weightsOfStage(shape, cut, stage)
  if (stored === null) return { parts: computed, reasons: [planReason("weights-computed")] }
  if (stored.tensors !== null && cut.pipelineParallel === 1) {
    return { parts: partsOfTensors(stored.tensors, shape, cut), reasons: [] }
  }
  return fittedToTotal(shape, computed, stored.totalBytes)
}

/** Takes the total as the truth: what it has over the arithmetic belongs to what was estimated. */
function fittedToTotal(shape: ModelShape, computed: PartBytes, onDisk: number): WeightsReading {
  const totalBytes = shape.storedWide ? onDisk / 2 : onDisk
  if (shape.quantization.told && storedWhole(shape, totalBytes)) {
    return { parts: computed, reasons: [planReason("weights-computed")] }
  }
  const candidates = [false, true].map((withMtp) => storedBytes(shape, withMtp).likely)
  const tables = 2 * shape.vocabSize * shape.hiddenSize * 2
  if (shape.mtpLayers > 0) candidates.push(storedBytes(shape, true).likely + tables)
  const vision = storedVisionBytes(shape).likely
  const nearest = candidates
    .map((bytes) => bytes + vision)
    .reduce((best, bytes) => (Math.abs(bytes - totalBytes) < Math.abs(best - totalBytes) ? bytes : best))
  const ratio = totalBytes / nearest
  const off = Math.abs(ratio - 1)
  if (shape.vision !== null && !shape.vision.known && off < RELATED_SHARE)
    return visionFromRest(shape, computed, totalBytes, nearest)
  if (off <= SAME_SHARE) return { parts: scaled(computed, exactly(ratio)), reasons: [] }
  const reason = planReason("weights-differ-from-config", { storedBytes: totalBytes, expectedBytes: nearest })
  // Of a format nobody could read the bytes are all there is to go by, and enough.
  if (shape.quantization.mlp.label === "unknown")
    return { parts: settled(computed, ratio), reasons: [reason] }
  // The disk is right about how much there is; which part it concerns is not known.
  const doubt = off < RELATED_SHARE ? exactly(ratio) : between(Math.min(1, ratio), ratio, Math.max(1, ratio))
  return { parts: scaled(computed, doubt), reasons: [reason] }
}

/** Files in full precision, for a format that is made when loading. */
function storedWhole(shape: ModelShape, totalBytes: number): boolean {
  const plain = { attention: HALF_FORMAT, mlp: HALF_FORMAT, experts: HALF_FORMAT, sharedExperts: HALF_FORMAT }
  const whole = { ...shape, quantization: { ...shape.quantization, ...plain } }
  return (
    Math.abs(totalBytes / (storedBytes(whole, false).likely + storedVisionBytes(shape).likely) - 1) < 0.05
  )
}

function visionFromRest(
  shape: ModelShape,
  computed: PartBytes,
  totalBytes: number,
  nearest: number,
): WeightsReading {
  const estimated = storedVisionBytes(shape).likely
  const real = Math.max(0, estimated + totalBytes - nearest)
  const parts = new Map(computed)
  const vision = parts.get("vision")
  if (vision !== undefined && estimated > 0) parts.set("vision", exactly((vision.likely * real) / estimated))
  return { parts, reasons: [] }
}

function settled(parts: PartBytes, ratio: number): PartBytes {
  return new Map([...parts].map(([part, bytes]) => [part, exactly(bytes.likely * ratio)]))
}

function scaled(parts: PartBytes, by: Range): PartBytes {
  return new Map(
    [...parts].map(([part, bytes]) => [
      part,
      { low: bytes.low * by.low, likely: bytes.likely * by.likely, high: bytes.high * by.high },
    ]),
  )
}

/** Sorts stored tensors by what vLLM does with them: cut over the GPUs, kept whole on each, or not loaded. */
function partsOfTensors(tensors: readonly StoredTensor[], shape: ModelShape, cut: WeightCut): PartBytes {
  const parts = new Map<WeightPart, Range>()
  for (const tensor of tensors) {
    const part = partOf(tensor.name, shape)
    if (part === "mtp" && !cut.withMtp) continue
    if (part === "head" && shape.tiedEmbeddings) continue
    const share = isWhole(tensor.name, part) ? 1 : 1 / shareOf(tensor.name, shape, cut)
    parts.set(part, exactly((parts.get(part)?.likely ?? 0) + tensor.bytes * share))
  }
  parts.set("other", exactly((parts.get("other")?.likely ?? 0) + shape.rotationBytes))
  return parts
}

function partOf(name: string, shape: ModelShape): WeightPart {
  const layer = /(?:layers|h|blocks)\.(\d+)\./.exec(name)
  if (/visual|vision|vit\.|mm_projector|merger|image_newline|multi_modal/.test(name)) return "vision"
  if (/^mtp\.|\.mtp\./.test(name) || (layer !== null && Number(layer[1]) >= shape.layers)) return "mtp"
  if (/embed_tokens|word_embeddings|wte\./.test(name)) return "embedding"
  if (/lm_head|output_layer/.test(name)) return "head"
  if (/indexer/.test(name)) return "indexer"
  if (/shared_expert/.test(name)) return "shared-experts"
  if (/experts\./.test(name)) return "experts"
  if (/mlp\.gate\.|router/.test(name)) return "router"
  if (/attn|attention/.test(name)) return "attention"
  return /mlp/.test(name) ? "mlp" : "other"
}

/** Norms, routers, indexers and projections into the latent space are the same on every GPU. */
function isWhole(name: string, part: WeightPart): boolean {
  if (part === "router" || part === "indexer" || part === "other") return true
  return /norm|kv_a_proj|q_a_proj|eh_proj|bias$|e_score_correction/.test(name)
}

/** KV projections with fewer heads than GPUs stop shrinking. */
function shareOf(name: string, shape: ModelShape, cut: WeightCut): number {
  if (/[kv]_proj\.(weight|qweight)/.test(name) && shape.attention.kind === "gqa") {
    return Math.min(cut.tensorParallel, shape.attention.kvHeads)
  }
  return cut.tensorParallel
}
