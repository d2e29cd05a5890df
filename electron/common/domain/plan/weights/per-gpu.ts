import { addRanges, exactly, type Range, scaleRange } from "../range"
import { HALF_FORMAT, type ModelShape, type VisionShape } from "../shape/types"
import {
  attentionTensors,
  type Cut,
  expertTensors,
  indexerTensors,
  linearTensors,
  type LocalTensor,
  mlpTensors,
  tensorBytes,
  UNCUT,
  vocabularyTensor,
  type WeightPart,
} from "./layout"

const MIB = 1024 * 1024

/** What a GPU holds of each part of the weights, bytes. */
export type PartBytes = ReadonlyMap<WeightPart, Range>

/** How the weights are laid over the GPUs. */
export interface WeightCut extends Cut {
  readonly pipelineParallel: number
  /** Draft layers are loaded only for speculative decoding. */
  readonly withMtp: boolean
  /** The allocator leaves the rest of every block over 20 MiB unused (vLLM from 0.24 on). */
  readonly wholeBlocks: boolean
}

/** The layers of each pipeline stage, as vLLM deals them out: what is left over goes to late stages, not the last. */
export function stageLayers(layers: number, stages: number): readonly number[] {
  const base = Math.floor(layers / stages)
  const left = layers % stages
  return Array.from({ length: stages }, (_, stage) => {
    const fromEnd = stages - stage
    return base + (fromEnd >= 2 && fromEnd < left + 2 ? 1 : 0)
  })
}

/** Bytes per part on a GPU of the given stage, as vLLM's loader leaves them. */
export function weightsOfStage(shape: ModelShape, cut: WeightCut, stage: number): PartBytes {
  const shares = stageLayers(shape.layers, cut.pipelineParallel)
  const share = (shares[stage] ?? 0) / shape.layers
  const from = shares.slice(0, stage).reduce((sum, layers) => sum + layers, 0)
  const first = stage === 0
  const last = stage === cut.pipelineParallel - 1
  // vLLM's ChatGLM keeps both tables on every stage.
  const everywhere = shape.modelType === "chatglm"
  const tensors = [
    ...decoderTensors(shape, cut, share, expertLayersWithin(shape, from, from + (shares[stage] ?? 0))),
    ...(first || everywhere || (last && shape.tiedEmbeddings)
      ? [vocabularyTensor(shape, cut, "embedding")]
      : []),
    ...((last || everywhere) && !shape.tiedEmbeddings ? [vocabularyTensor(shape, cut, "head")] : []),
    ...(last && cut.withMtp ? mtpTensors(shape, cut) : []),
  ]
  const parts = new Map<WeightPart, Range>()
  const add = (part: WeightPart, bytes: Range) =>
    parts.set(part, addRanges(parts.get(part) ?? exactly(0), bytes))
  for (const tensor of tensors) add(tensor.part, allocated(tensor, cut.wholeBlocks))
  // Every stage keeps the tower, though only the first one uses it.
  if (shape.vision !== null) add("vision", visionOnGpu(shape.vision, cut.tensorParallel))
  // Norms, and the table of rotations, which every GPU keeps whole.
  const norms = shape.layers * share * shape.normsPerLayer * shape.hiddenSize * 2
  add("other", exactly(norms + shape.rotationBytes))
  return parts
}

/** The tower in two bytes a weight; attention stays whole where its heads do not divide. */
function visionOnGpu({ attention, cut, whole, heads }: VisionShape, tensorParallel: number): Range {
  const even = heads === null || heads % tensorParallel === 0
  return addRanges(
    scaleRange(attention, 2 / (even ? tensorParallel : 1)),
    scaleRange(cut, 2 / tensorParallel),
    scaleRange(whole, 2),
  )
}

/** Bytes the checkpoint holds on disk: uncut, with the draft layers. */
export function storedBytes(shape: ModelShape, withMtp: boolean): Range {
  const tensors = [
    ...decoderTensors(shape, UNCUT, 1, shape.experts?.layers ?? 0),
    vocabularyTensor(shape, UNCUT, "embedding"),
    ...(shape.tiedEmbeddings ? [] : [vocabularyTensor(shape, UNCUT, "head")]),
    ...(withMtp ? mtpTensors(shape, UNCUT) : []),
  ].filter((tensor) => !isDerived(tensor, shape))
  const norms = exactly(shape.layers * shape.normsPerLayer * shape.hiddenSize * 2)
  return addRanges(norms, ...tensors.map((tensor) => scaleRange(tensorBytes(tensor), tensor.copies)))
}

/** Bytes of the tower that sees on disk, in two bytes a weight; nothing for a model of text alone. */
export function storedVisionBytes({ vision }: ModelShape): Range {
  return vision === null ? exactly(0) : visionOnGpu(vision, 1)
}

export function totalOf(parts: PartBytes): Range {
  return addRanges(...parts.values())
}

function decoderTensors(
  shape: ModelShape,
  cut: Cut,
  share: number,
  expertLayers: number,
): readonly LocalTensor[] {
  const linearLayers = shape.linear?.layers ?? shape.layers - shape.fullLayers - shape.slidingLayers
  const mlp = mlpTensors(shape.mlpWidth / cut.tensorParallel, shape.hiddenSize, shape.quantization.mlp, "mlp")
  return [
    ...times(attentionTensors(shape, cut), (shape.layers - linearLayers) * share),
    ...times(linearTensors(shape, cut), linearLayers * share),
    ...times(indexerTensors(shape), shape.indexerLayers * share),
    ...times(mlp, shape.layers * share - expertLayers),
    ...times(expertTensors(shape, cut), expertLayers),
  ]
}

function times(tensors: readonly LocalTensor[], layers: number): readonly LocalTensor[] {
  return tensors.map((tensor) => ({ ...tensor, copies: tensor.copies * layers }))
}

/** Dense layers stand at the beginning, so that the first stage of several is the lighter one. */
function expertLayersWithin({ experts, layers }: ModelShape, from: number, to: number): number {
  if (experts === null) return 0
  const within = Math.max(0, to - Math.max(from, experts.firstLayer))
  return (within * experts.layers) / (layers - experts.firstLayer)
}

/** A draft layer: a decoder layer and the projection that joins its two inputs; tables are the model's own. */
function mtpTensors(shape: ModelShape, cut: Cut): readonly LocalTensor[] {
  if (shape.mtpLayers === 0) return []
  const join: LocalTensor = {
    part: "mtp",
    elements: 2 * shape.hiddenSize * shape.hiddenSize,
    // A plain layer in every release, whatever the others are stored in.
    format: HALF_FORMAT,
    copies: 1,
  }
  const mlp =
    shape.experts === null
      ? mlpTensors(shape.mlpWidth / cut.tensorParallel, shape.hiddenSize, shape.quantization.mlp, "mtp")
      : expertTensors(shape, cut)
  return [...attentionTensors(shape, cut), ...indexerTensors(shape), ...mlp, join].map((tensor) => ({
    ...tensor,
    part: "mtp" as const,
    copies: tensor.copies * shape.mtpLayers,
  }))
}

/** The plain copy of a quantised latent expansion is made when loading; it is not on disk. */
function isDerived(tensor: LocalTensor, shape: ModelShape): boolean {
  return (
    tensor.part === "attention" &&
    shape.attention.kind === "mla" &&
    tensor.format.label === "bf16" &&
    shape.quantization.attention.label !== "bf16"
  )
}

/**
 * What PyTorch's allocator takes for a tensor: blocks of 10 MiB and more are rounded up to 2 MiB, and the rest is
 * given to others only where it is over 1 MiB and the block may be split.
 */
function allocated(tensor: LocalTensor, wholeBlocks: boolean): Range {
  const packed = tensor.elements * tensor.format.packedBytes
  const step = 2 * MIB
  const rest = (step - (packed % step)) % step
  const kept = packed >= 20 * MIB && wholeBlocks ? rest : rest > MIB ? 0 : rest
  return scaleRange(addRanges(tensorBytes(tensor), exactly(packed >= 10 * MIB ? kept : 0)), tensor.copies)
}
