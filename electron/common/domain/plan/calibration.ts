import type { EngineMeasurements } from "../engine"
import { parseVersion } from "./engine-rules"
import { around, between, type Range } from "./range"
import type { MemoryPlan } from "./types"

const GIB = 1024 ** 3

/** What one start really took, kept for the next prediction; bytes per card, null where the log was silent. */
export interface Calibration {
  readonly gpuName: string
  readonly modelId: string
  readonly version: string
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly enforceEager: boolean
  readonly maxNumSeqs: number | null
  readonly weightsBytes: number | null
  readonly peakBytes: number | null
  readonly nonTorchBytes: number | null
  readonly graphsBytes: number | null
  readonly graphsDeductedBytes: number | null
  readonly cacheBytes: number | null
  readonly cacheTokens: number | null
}

/** Terms a log gives beyond what every start prints. */
export interface LoggedTerms {
  readonly peakGiB: number | null
  readonly nonTorchGiB: number | null
  readonly graphsEstimatedGiB: number | null
}

export interface CalibrationKey {
  readonly gpuName: string
  readonly modelId: string
  readonly version: string
}

/** Makes a record out of a start: what was planned, and what the engine said of it. */
export function calibrationOf(
  key: CalibrationKey,
  plan: MemoryPlan,
  measured: EngineMeasurements,
  terms: LoggedTerms,
): Calibration {
  return {
    ...key,
    tensorParallel: plan.tensorParallel,
    pipelineParallel: plan.pipelineParallel,
    enforceEager: plan.settings.enforceEager,
    maxNumSeqs: plan.settings.maxNumSeqs,
    weightsBytes: fromGiB(measured.weightsGiB),
    peakBytes: fromGiB(terms.peakGiB),
    nonTorchBytes: fromGiB(terms.nonTorchGiB),
    graphsBytes: fromGiB(measured.cudaGraphGiB),
    graphsDeductedBytes: fromGiB(terms.graphsEstimatedGiB),
    cacheBytes: fromGiB(measured.kvCacheGiB),
    cacheTokens: measured.kvCacheTokens,
  }
}

function fromGiB(gib: number | null): number | null {
  return gib === null ? null : gib * GIB
}

/** How far a prediction was off, for showing; measured less planned, null where nothing was measured. */
export interface PredictionError {
  readonly term: "weights" | "cache" | "tokens" | "graphs"
  readonly planned: number
  readonly measured: number
}

export function predictionErrors(plan: MemoryPlan, record: Calibration): readonly PredictionError[] {
  const graphs = plan.gpus[0]?.items.find((item) => item.kind === "graphs")?.bytes.likely
  const terms: readonly (readonly [PredictionError["term"], number | undefined, number | null])[] = [
    ["weights", plan.weightsPerGpuBytes?.likely, record.weightsBytes],
    ["cache", plan.cache?.budgetBytes.likely, record.cacheBytes],
    ["tokens", plan.cache?.tokens.likely, record.cacheTokens],
    ["graphs", graphs, record.graphsBytes],
  ]
  return terms.flatMap(([term, planned, measured]) =>
    planned === undefined || measured === null ? [] : [{ term, planned, measured }],
  )
}

/** What the next start resembles. */
export interface CalibrationWanted extends CalibrationKey {
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly enforceEager: boolean
  readonly maxNumSeqs: number | null
}

/**
 * The record that applies: same card, model and cut. A newer one replaces an older; another release counts only when
 * there is none of this one, and then for the weights alone.
 */
export function calibrationFor(
  wanted: CalibrationWanted,
  records: readonly Calibration[],
): Calibration | null {
  const alike = records.filter(
    (record) =>
      record.gpuName === wanted.gpuName &&
      record.modelId === wanted.modelId &&
      record.tensorParallel === wanted.tensorParallel &&
      record.pipelineParallel === wanted.pipelineParallel,
  )
  const same = alike.findLast(
    (record) =>
      parseVersion(record.version) === parseVersion(wanted.version) &&
      record.enforceEager === wanted.enforceEager &&
      record.maxNumSeqs === wanted.maxNumSeqs,
  )
  if (same !== undefined) return same
  const other = alike.at(-1)
  return other === undefined ? null : { ...other, ...WEIGHTS_ONLY }
}

const WEIGHTS_ONLY = {
  peakBytes: null,
  nonTorchBytes: null,
  graphsBytes: null,
  graphsDeductedBytes: null,
  cacheBytes: null,
  cacheTokens: null,
}

/** Measured weights in place of those planned: every start loads the same bytes, logs round them to 0.01 GiB. */
export function measuredWeights(measured: number | null, planned: Range): Range {
  if (measured === null) return planned
  const rounding = 0.005 * GIB
  return between(Math.max(0, measured - rounding), measured, measured + rounding)
}

/** A measured term in place of an estimate; starts differ by a few per cent. */
export function measuredOr(measured: number | null, estimate: Range): Range {
  return measured === null ? estimate : around(measured, 0.02)
}
