import { activationPeak, type PeakSituation, runnerState, warmUpPeak } from "./activation"
import type { Batch } from "./batch"
import { type CacheShape, cacheShapeOf, type CacheType } from "./cache"
import { type Calibration, measuredOr, measuredWeights } from "./calibration"
import type { EngineRules } from "./engine-rules"
import { graphMemory, type GraphMemory } from "./graphs"
import { addRanges, between, exactly, type Range, scaleRange, subtractRange } from "./range"
import { planReason, type PlanReason } from "./reasons"
import { formatSupport } from "./requirements"
import type { ModelShape } from "./shape/types"
import type { PlanGpu, PlanInput } from "./types"
import { stageLayers, totalOf, type WeightCut } from "./weights/per-gpu"
import { weightsOnGpu } from "./weights/stored"

const GIB = 1024 ** 3

/** All that is fixed before any card is looked at. */
export interface StageSituation {
  readonly input: PlanInput
  readonly shape: ModelShape
  readonly rules: EngineRules
  readonly batch: Batch
  readonly cacheType: CacheType
  readonly maxModelLen: number
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly utilization: number
  readonly calibration: Calibration | null
}

/** The terms of one pipeline stage on one card. */
export interface StageTerms {
  readonly weights: Range
  readonly parts: ReadonlyMap<string, Range>
  /** On top of the weights while they load: a repack for other kernels keeps both forms of a layer. */
  readonly loadTransient: Range
  readonly peak: Range
  /** Held at once by the first calls after the cache is sized. */
  readonly warmUp: Range
  /** What the runner keeps beside weights and cache. */
  readonly runner: Range
  readonly nonTorch: Range
  readonly graphs: GraphMemory
  readonly cache: CacheShape
  /** What the process takes before vLLM starts counting: CUDA's context, NCCL's buffers. */
  readonly context: Range
  readonly reasons: readonly PlanReason[]
}

/** Computes every term of a stage; cards of one stage differ in their total only. */
export function stageTerms(situation: StageSituation, stage: number, gpu: PlanGpu): StageTerms {
  const { shape, rules, input, tensorParallel, pipelineParallel, calibration, batch } = situation
  const withMtp = input.wishes.draftTokens > 0
  const cut: WeightCut = {
    tensorParallel,
    expertParallel: input.wishes.expertParallel,
    dataParallel: input.wishes.dataParallel,
    marlin: gpu.capability !== null && gpu.capability < 9,
    pipelineParallel,
    withMtp,
    wholeBlocks: rules.wholeBlocks,
  }
  const reading = weightsOnGpu(shape, cut, stage, input.stored)
  const layers = stageLayers(shape.layers, pipelineParallel)[stage] ?? shape.layers
  const cache = cacheShapeOf(shape, situation.cacheType, {
    tensorParallel,
    decodeContextParallel: input.wishes.decodeContextParallel,
    layerShare: layers / shape.layers,
    withMtp: withMtp && stage === pipelineParallel - 1,
  })
  const graphs = graphMemory({
    shape,
    rules,
    batch,
    tensorParallel,
    layers,
    enforceEager: input.wishes.enforceEager,
    capability: gpu.capability,
    cacheType: situation.cacheType,
  })
  const dryRun: PeakSituation = {
    shape,
    rules,
    batch,
    maxModelLen: situation.maxModelLen,
    tensorParallel,
    expertParallel: input.wishes.expertParallel,
    firstStage: stage === 0,
    lastStage: stage === pipelineParallel - 1,
    enforceEager: input.wishes.enforceEager,
    capability: gpu.capability,
    multiprocessors: gpu.multiprocessors,
    blockTokens: cache.blockTokens,
    draftTokens: input.wishes.draftTokens,
  }
  const gpus = tensorParallel * pipelineParallel
  return {
    weights: measuredWeights(calibration?.weightsBytes ?? null, offloaded(totalOf(reading.parts), input)),
    parts: reading.parts,
    loadTransient: loadTransient(reading.parts, layers, shape, gpu),
    peak: measuredOr(calibration?.peakBytes ?? null, activationPeak(dryRun).bytes),
    warmUp: warmUpPeak(dryRun),
    runner: runnerState(dryRun),
    nonTorch: measuredOr(calibration?.nonTorchBytes ?? null, nonTorchOf(rules, gpus, gpu)),
    graphs: {
      deducted: measuredOr(calibration?.graphsDeductedBytes ?? null, graphs.deducted),
      used: measuredOr(calibration?.graphsBytes ?? null, graphs.used),
    },
    cache,
    context: contextOf(gpus, gpu),
    reasons: [...reading.reasons, ...cache.reasons, ...transientReasons(shape, gpu)],
  }
}

/** Weights without native kernels are rearranged for Marlin layer by layer: 3.4 GiB were seen on 88.5. */
function repacks(shape: ModelShape, gpu: PlanGpu): boolean {
  const format = shape.experts === null ? shape.quantization.mlp : shape.quantization.experts
  const weightOnly = /^(int|nvfp4|mxfp4|fp8)/.test(format.label)
  return weightOnly && gpu.capability !== null && formatSupport(format.label, gpu.capability) === "fallback"
}

function loadTransient(
  parts: ReadonlyMap<string, Range>,
  layers: number,
  shape: ModelShape,
  gpu: PlanGpu,
): Range {
  // On consumer Blackwell the same way is taken for some four-bit experts, without saying so beforehand.
  const may = repacks(shape, gpu) || (gpu.capability ?? 0) >= 12
  const largest = ((parts.get("experts")?.likely ?? parts.get("mlp")?.likely ?? 0) / Math.max(1, layers)) * 2
  const quantized = shape.quantization.method !== null
  return may && quantized ? between(0, repacks(shape, gpu) ? largest : 0, 2 * largest) : exactly(0)
}

function transientReasons(shape: ModelShape, gpu: PlanGpu): readonly PlanReason[] {
  return repacks(shape, gpu) ? [planReason("weights-load-transient", { gpu: gpu.name })] : []
}

/** What is left for conversations on a card: the share asked for, less all terms that are counted. */
export function budgetOf(
  terms: StageTerms,
  gpu: PlanGpu,
  { utilization, rules }: Pick<StageSituation, "utilization" | "rules">,
): Range {
  const requested = scaleRange(gpu.totalBytes, utilization)
  const taken = addRanges(
    terms.weights,
    terms.peak,
    terms.nonTorch,
    terms.graphs.deducted,
    ...(rules.countsRunner ? [terms.runner] : []),
    ...(rules.countsContext ? [terms.context] : []),
  )
  return subtractRange(requested, taken)
}

/**
 * Kernels' code, their local memory and libraries' handles, seen as the driver's memory that PyTorch does not know of.
 * Like the context it grows with the multiprocessors: 0.13 GiB on the 132 of an H100, 0.22 with newer kernels, 0.04 on
 * the 34 of an RTX 2060.
 */
function nonTorchOf(rules: EngineRules, gpus: number, gpu: PlanGpu): Range {
  // On a shared memory this counts whatever the host does meanwhile: up to 8.3 GiB were seen.
  if (gpu.unified) return between(-0.05 * GIB, 0.5 * GIB, 8.3 * GIB)
  const recent = rules.version === null || rules.version >= 20_000
  if (gpus === 1) {
    const likely = (recent ? 0.0017 : 0.001) * gpu.multiprocessors * GIB
    return between(0.5 * likely, likely, 1.7 * likely)
  }
  // NCCL sets up part of its buffers before the count starts, how much changed with versions.
  return between(0.05 * GIB, (recent ? 0.1 : 0.4) * GIB, 0.9 * GIB)
}

/** CUDA's context, and NCCL's buffers: large where cards speak over NVLink, next to nothing over PCIe. */
function contextOf(gpus: number, gpu: PlanGpu): Range {
  if (gpu.unified) return exactly(0)
  // Much of a context is local memory for each multiprocessor: 0.52 GiB for the 132 of an H100.
  const measured = (0.2 + 0.0024 * gpu.multiprocessors) * GIB
  const context = between(0.7 * measured, measured, 1.25 * measured)
  if (gpus === 1) return context
  const fabric = gpu.capability !== null && gpu.capability >= 9 && gpu.capability < 12
  const buffers = fabric ? between(0.3 * GIB, 0.95 * GIB, 1.3 * GIB) : between(0, 0.1 * GIB, 0.4 * GIB)
  return addRanges(context, buffers)
}

/** Weights kept in host memory leave the card, whole parameters at a time. */
function offloaded(weights: Range, input: PlanInput): Range {
  const bytes = input.wishes.cpuOffloadGiB * GIB
  if (bytes <= 0) return weights
  const rest = (value: number) => Math.max(value - bytes, 0.1 * value)
  return between(rest(weights.low) * 0.97, rest(weights.likely), rest(weights.high) * 1.05)
}
