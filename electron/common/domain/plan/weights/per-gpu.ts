import { addRanges, exactly, type Range, scaleRange } from "../range"
import type { ModelShape } from "../shape/types"
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
  const first = stage === 0
  const last = stage === cut.pipelineParallel - 1
  const tensors = [
    ...decoderTensors(shape, cut, share),
    ...(first || (last && shape.tiedEmbeddings) ? [vocabularyTensor(shape, cut, "embedding")] : []),
    ...(last && !shape.tiedEmbeddings ? [vocabularyTensor(shape, cut, "head")] : []),
    ...(last && cut.withMtp ? mtpTensors(shape, cut) : []),
  ]
  const parts = new Map<WeightPart, Range>()
  const add = (part: WeightPart, bytes: Range) =>
    parts.set(part, addRanges(parts.get(part) ?? exactly(0), bytes))
  for (const tensor of tensors) add(tensor.part, allocated(tensor, cut.wholeBlocks))
  if (first && shape.vision !== null) {
    add("vision", scaleRange(shape.vision.parameters, 2 / cut.tensorParallel))
  }
  // Norms, and the table of rotations, which every GPU keeps whole.
  const norms = shape.layers * share * shape.normsPerLayer * shape.hiddenSize * 2
  add("other", exactly(norms + (shape.maxPosition ?? 0) * shape.rotaryDim * 2))
  return parts
}

/** Bytes the checkpoint holds on disk: uncut, with the draft layers. */
export function storedBytes(shape: ModelShape, withMtp: boolean): Range {
  const tensors = [
    ...decoderTensors({ ...shape, quantization: shape.quantization }, UNCUT, 1),
    vocabularyTensor(shape, UNCUT, "embedding"),
    ...(shape.tiedEmbeddings ? [] : [vocabularyTensor(shape, UNCUT, "head")]),
    ...(withMtp ? mtpTensors(shape, UNCUT) : []),
  ].filter((tensor) => !isDerived(tensor, shape))
  const norms = exactly(shape.layers * shape.normsPerLayer * shape.hiddenSize * 2)
  return addRanges(norms, ...tensors.map((tensor) => scaleRange(tensorBytes(tensor), tensor.copies)))
}

export function totalOf(parts: PartBytes): Range {
  return addRanges(...parts.values())
}

function decoderTensors(shape: ModelShape, cut: Cut, share: number): readonly LocalTensor[] {
  const linearLayers = shape.linear?.layers ?? shape.layers - shape.fullLayers - shape.slidingLayers
  const times = (tensors: readonly LocalTensor[], layers: number) =>
    tensors.map((tensor) => ({ ...tensor, copies: tensor.copies * layers * share }))
  const mlp = mlpTensors(shape.mlpWidth / cut.tensorParallel, shape.hiddenSize, shape.quantization.mlp, "mlp")
  return [
    ...times(attentionTensors(shape, cut), shape.layers - linearLayers),
    ...times(linearTensors(shape, cut), linearLayers),
    ...times(indexerTensors(shape), shape.indexerLayers),
    ...times(mlp, shape.denseLayers),
    ...times(expertTensors(shape, cut), shape.experts?.layers ?? 0),
  ]
}

/** A draft layer: a decoder layer and the projection that joins its two inputs; tables are the model's own. */
function mtpTensors(shape: ModelShape, cut: Cut): readonly LocalTensor[] {
  if (shape.mtpLayers === 0) return []
  const join: LocalTensor = {
    part: "mtp",
    elements: 2 * shape.hiddenSize * shape.hiddenSize,
    format: shape.quantization.attention,
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
  const bytes = tensorBytes(tensor)
  const step = 2 * MIB
  const rest = (step - (bytes.likely % step)) % step
  const kept = bytes.likely >= 20 * MIB && wholeBlocks ? rest : rest > MIB ? 0 : rest
  return scaleRange(addRanges(bytes, exactly(bytes.likely >= 10 * MIB ? kept : 0)), tensor.copies)
}
