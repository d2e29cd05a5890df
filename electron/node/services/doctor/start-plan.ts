import { join, relative } from "node:path"
import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import type { EngineStartRequest, EngineView } from "#common/domain/engine"
import type { MachineReport } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { type Calibration, calibrationOf } from "#common/domain/plan/calibration"
import { planGpuOf } from "#common/domain/plan/gpus"
import { planMemory } from "#common/domain/plan/plan"
import { type MemoryPlan, noWishes, type PlanInput } from "#common/domain/plan/types"
import type { EngineInstall } from "#common/domain/setup"
import type { Home } from "../../home"
import { SELFTEST_MODEL_ID } from "../models/models-service"

/** A start as the planner sees it. */
export interface StartSituation {
  readonly model: ModelChoice
  readonly engine: EngineInstall
  readonly report: MachineReport
  readonly measured: readonly Calibration[]
}

/** The plan of a start with these settings; null on a processor, whose memory is not planned. */
export function planStart(situation: StartSituation, settings: LaunchSettings): MemoryPlan | null {
  const { model, engine, report, measured } = situation
  if (engine.target !== "cuda" || report.gpus.length === 0) return null
  const input: PlanInput = {
    modelId: model.id,
    config: model.config,
    stored: model.weightBytes === null ? null : { totalBytes: model.weightBytes, tensors: null },
    quantizationHint: null,
    gpus: report.gpus.map((gpu) => planGpuOf(gpu, GPU_SPECS)),
    topology: report.topology,
    vllmVersion: engine.version,
    day: null,
    generation: null,
    target: engine.target,
    wishes: {
      ...noWishes(),
      utilization: settings.gpuMemoryUtilization,
      maxModelLen: settings.maxModelLen,
      tensorParallel: settings.tensorParallelSize,
      pipelineParallel: settings.pipelineParallelSize,
      maxNumSeqs: settings.maxNumSeqs,
      kvCacheType: settings.kvCacheDtype === "auto" ? null : settings.kvCacheDtype,
      enforceEager: settings.enforceEager,
      gpuUuids: settings.gpuUuids,
    },
    measured,
    toolCallParser: settings.toolCallParser,
    reasoningParser: settings.reasoningParser,
  }
  return planMemory(input)
}

/** What a start that answered teaches the planner; null where no card was measured. */
export function calibrationOfStart(situation: StartSituation, view: EngineView): Calibration | null {
  const settings = view.request?.settings
  const plan = settings === undefined ? null : planStart(situation, settings)
  const largest = plan?.gpus.toSorted((a, b) => b.totalBytes - a.totalBytes)[0]
  if (plan === null || largest === undefined) return null
  const key = { gpuName: largest.name, modelId: situation.model.id, version: situation.engine.version }
  const { measurements } = view
  return calibrationOf(key, plan, measurements, {
    peakGiB: measurements.peakActivationGiB,
    nonTorchGiB: measurements.nonTorchGiB,
    graphsEstimatedGiB: measurements.cudaGraphEstimateGiB,
  })
}

/** The id under which the model of a start is chosen and planned. */
export function modelIdOf(home: Home, selftestPath: string, { modelPath }: EngineStartRequest): string {
  if (modelPath === selftestPath) return SELFTEST_MODEL_ID
  const inside = relative(home.models, modelPath)
  return modelPath.startsWith(join(home.models, "/")) ? inside : `folder:${modelPath}`
}
