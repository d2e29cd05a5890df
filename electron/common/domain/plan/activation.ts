import type { Batch } from "./batch"
import type { EngineRules } from "./engine-rules"
import { between, exactly, type Range } from "./range"
import type { ModelShape } from "./shape/types"

const MIB = 1024 * 1024
const GIB = 1024 * MIB
const HALF = 2
const FLOAT = 4

/** Which step of the dry run needs the most. */
export type PeakStep = "mlp" | "attention" | "experts" | "sampler" | "compile" | "vision"

export interface ActivationPeak {
  readonly bytes: Range
  readonly step: PeakStep
}

/** What the dry run is made on. */
export interface PeakSituation {
  readonly shape: ModelShape
  readonly rules: EngineRules
  readonly batch: Batch
  readonly maxModelLen: number
  readonly tensorParallel: number
  readonly expertParallel: boolean
  readonly firstStage: boolean
  readonly lastStage: boolean
  readonly enforceEager: boolean
  /** Compute capability; null when not known. */
  readonly capability: number | null
  readonly multiprocessors: number
  readonly blockTokens: number
  /** Draft tokens per step; 0 without speculative decoding. */
  readonly draftTokens: number
}

/**
 * The most memory the profile run holds at once beside the weights. Each candidate is a list of the tensors alive at
 * that step; the lists were read from allocator traces of vLLM 0.26 (H100) and agree with them to the MiB.
 */
export function activationPeak(situation: PeakSituation): ActivationPeak {
  const workspace = expertWorkspace(situation)
  const kept = situation.rules.keepsExpertWorkspace ? workspace : 0
  const vision = visionStep(situation)
  const images = vision.kept
  const steps: [PeakStep, number][] = [
    ["mlp", mlpStep(situation.shape, situation.batch.tokens, situation.tensorParallel) + images],
    ["attention", attentionStep(situation) + kept + images],
  ]
  if (workspace > 0) steps.push(["experts", expertStep(situation) + workspace + images])
  if (situation.lastStage) steps.push(["sampler", samplerStep(situation) + kept + images])
  steps.push(["vision", vision.encoder.likely])
  const [warmStep, warm] = largest(steps)
  const warmBytes = warm + matrixWorkspace(situation.capability)
  const compile = compileStep(situation)
  const likely = Math.max(warmBytes, compile)
  const sparse = sparseBuffers(situation)
  // A warm compile cache skips the tries; unknown kernels and all-reduce copies add to the top.
  const spare = situation.tensorParallel > 1 ? situation.batch.tokens * situation.shape.hiddenSize * HALF : 0
  const low = Math.min(warmBytes * 0.9, Math.max(0, warmBytes - sparse))
  return {
    step: compile > warmBytes ? "compile" : warmStep,
    bytes: between(low, likely, Math.max(likely * 1.1 + spare + sparse, vision.encoder.high)),
  }
}

/** cuBLAS keeps 32 MiB on Hopper and 8 elsewhere. */
function matrixWorkspace(capability: number | null): number {
  return (capability !== null && capability >= 9 && capability < 10 ? 33 : 9.125) * MIB
}

/** Gate and up, their product, attention's output, and the residual before and after. */
function mlpStep(shape: ModelShape, tokens: number, tensorParallel: number): number {
  if (shape.denseLayers === 0) return 0
  const width = shape.mlpWidth / tensorParallel
  const attended = (shape.heads / tensorParallel) * shape.attention.valueDim
  return tokens * HALF * (3 * width + 2 * shape.hiddenSize + attended)
}

function attentionStep(situation: PeakSituation): number {
  const { shape, batch, tensorParallel } = situation
  const { attention } = shape
  const heads = shape.heads / tensorParallel
  const perToken = batch.tokens * HALF
  if (attention.kind === "gqa") {
    const query = heads * attention.keyDim
    const keys = Math.max(1, attention.kvHeads / tensorParallel) * attention.keyDim
    // The fused projection, three forms of the query, one of the key, and two of the hidden state.
    return perToken * (query + 2 * keys + 3 * query + keys + 2 * shape.hiddenSize)
  }
  const query = heads * (attention.nopeDim + attention.ropeDim)
  const down = (attention.queryRank ?? 0) + attention.cacheRank + attention.ropeDim
  const flow = perToken * (2 * shape.hiddenSize + down + query + heads * attention.valueDim)
  if (attention.indexer !== null) return flow + sparseBuffers(situation)
  // The dry run stands in for re-expanding cached context: up to 65,536 tokens of keys and values.
  const tokens = Math.max(
    Math.min(Math.max(8 * situation.maxModelLen, 4 * batch.sequences * situation.blockTokens), 65_536),
    batch.sequences * situation.blockTokens,
  )
  return flow + tokens * heads * (attention.nopeDim + attention.valueDim) * HALF
}

/** Sparse attention gathers keys for prefill (40 contexts of them) and holds each token's 2048 choices. */
function sparseBuffers({ shape, batch, maxModelLen }: PeakSituation): number {
  if (shape.attention.kind !== "mla" || shape.attention.indexer === null) return 0
  return 40 * maxModelLen * (shape.attention.indexer.headDim + 4) + batch.tokens * 2048 * FLOAT
}

/** The two buffers the fused expert kernels share among all layers. */
function expertWorkspace({ shape, batch, tensorParallel, expertParallel, rules }: PeakSituation): number {
  if (shape.experts === null) return 0
  const { perToken, width } = shape.experts
  const local = expertParallel ? width : width / tensorParallel
  const rows = batch.tokens * perToken * HALF
  const second = rules.keepsExpertWorkspace ? Math.max(local, shape.hiddenSize) : local
  return rows * (Math.max(2 * local, shape.hiddenSize) + second)
}

/** Hidden states around the experts, and the shared experts beside them. */
function expertStep({ shape, batch, tensorParallel }: PeakSituation): number {
  const shared = (shape.experts?.sharedWidth ?? 0) / tensorParallel
  return batch.tokens * HALF * (4 * shape.hiddenSize + 3 * shared)
}

/** Logits of as many sequences as may run at once, in how many copies the sampler makes of them. */
function samplerStep(situation: PeakSituation): number {
  const { shape, rules, batch } = situation
  const { half, float, gathered, topK } = logitsOf(situation)
  const hidden = (batch.tokens + 2 * batch.sequences) * shape.hiddenSize * HALF
  if (rules.runner === "V2" && rules.generation === "V1") return hidden + gathered
  const copies = rules.sortsVocabulary
    ? // The float copy, and what a full segmented sort of it needs: eight more (measured).
      9 * float
    : // The float copy, probabilities, noise, and the top-k kernel's buffer.
      3 * float + topK
  // Checking a draft token of each: two tokens' logits, the bonus token's twice, the target's raw, shaped and as
  // probabilities, noise and its inverse (vllm/v1/sample/rejection_sampler.py).
  const checking = situation.draftTokens > 0 ? 3 * half + 6 * float : 0
  return hidden + Math.max(gathered, half + copies, checking)
}

/** Bytes of the logits of all sequences: in two and in four bytes, gathered from all GPUs, and to choose among them. */
function logitsOf({ shape, batch, tensorParallel, multiprocessors }: PeakSituation): {
  readonly half: number
  readonly float: number
  readonly gathered: number
  readonly topK: number
} {
  const half = batch.sequences * shape.vocabSize * HALF
  return {
    half,
    float: 2 * half,
    // Each GPU's slice, the gathered whole, and its rearranged copy.
    gathered: tensorParallel > 1 ? half / tensorParallel + 2 * half : half,
    topK: multiprocessors * shape.vocabSize * FLOAT,
  }
}

/**
 * What the first calls after the cache is sized hold at once: the sampler on as many sequences as may run. The newer
 * runner tries every option of it, with raw copies for log-probabilities of answers and of prompts.
 */
export function warmUpPeak(situation: PeakSituation): Range {
  const { shape, rules, batch } = situation
  if (!situation.lastStage || rules.generation === "V0") return exactly(0)
  const { half, gathered, topK } = logitsOf(situation)
  if (rules.runner === "V2") {
    const likely = 2 * batch.sequences * shape.hiddenSize * HALF + gathered + 2 * half + topK
    return between(0.7 * likely, likely, 1.3 * likely)
  }
  const kept = rules.keepsExpertWorkspace ? expertWorkspace(situation) : 0
  const likely = samplerStep({ ...situation, batch: { ...batch, tokens: batch.sequences } }) + kept
  return between(0.7 * likely, likely, 1.15 * likely)
}

/**
 * What the runner sets aside before loading and keeps: the newer one counts every token of the vocabulary for every
 * sequence, whether or not anybody asks for penalties (vllm/v1/worker/gpu/sample/penalties.py, 0.22 to 0.32).
 */
export function runnerState({ shape, rules, batch, lastStage }: PeakSituation): Range {
  if (rules.generation === "V0") return exactly(0)
  if (rules.runner === "V1") return between(0.05 * GIB, 0.2 * GIB, 0.7 * GIB)
  const counts = lastStage ? batch.sequences * shape.vocabSize * (FLOAT + 1 / 8) : 0
  return between(counts, counts + 0.02 * GIB, counts + 0.06 * GIB)
}

/** Kernels are tried on example inputs: the embedding table and two hidden states. */
function compileStep({
  shape,
  batch,
  tensorParallel,
  rules,
  enforceEager,
  firstStage,
}: PeakSituation): number {
  // Where images may come in, the table is looked up outside of what is compiled.
  if (enforceEager || !rules.autotunesOnInputs || !firstStage || shape.vision !== null) return 0
  const table = (Math.ceil(shape.vocabSize / 64) * 64 * shape.hiddenSize * HALF) / tensorParallel
  return table + 2 * batch.tokens * shape.hiddenSize * HALF
}

/**
 * The image encoder is run on as many of the largest images or videos as a step may carry, and its results are kept
 * through the rest of the run. How large they may be is in the processor's file, not the config: hence the range.
 */
function visionStep({ shape, batch, maxModelLen, tensorParallel, firstStage, rules }: PeakSituation): {
  readonly encoder: Range
  readonly kept: number
} {
  const { vision } = shape
  if (vision === null || !firstStage || !rules.profilesImages) return { encoder: exactly(0), kept: 0 }
  // A video may fill what an image leaves of the context.
  const video = Math.min(vision.videoTokens, maxModelLen - vision.imageTokens)
  const item = Math.max(video, Math.min(vision.imageTokens, maxModelLen))
  const tokens = item * Math.max(1, Math.floor(batch.tokens / item))
  const { width, mlpWidth } = vision
  // Attention holds its input, the fused projection and the turned query and key; the MLP its gate, up and product.
  const layer = Math.max(
    2 * width + (9 * width) / tensorParallel,
    3 * width + (3 * mlpWidth) / tensorParallel,
  )
  const pixels = 3 * 2 * 14 * 14 * (FLOAT + HALF) + HALF * width
  const likely = tokens * vision.patchesPerToken * (HALF * layer + pixels) + tokens * shape.hiddenSize * HALF
  // The first engine took as many images as the context could hold.
  const most = rules.generation === "V0" ? 40 * likely : 2 * likely
  return { encoder: between(likely * 0.3, likely, most), kept: tokens * shape.hiddenSize * HALF }
}

function largest(steps: readonly [PeakStep, number][]): [PeakStep, number] {
  return steps.reduce((best, step) => (step[1] > best[1] ? step : best))
}
