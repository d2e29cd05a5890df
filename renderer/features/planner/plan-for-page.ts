import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import { SELFTEST_SIZE } from "#common/data/selftest"
import { type MachineReport, targetFor } from "#common/domain/hardware"
import { defaultLaunchSettings, type LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import type { Calibration } from "#common/domain/plan/calibration"
import { planGpuOf } from "#common/domain/plan/gpus"
import { planMemory } from "#common/domain/plan/plan"
import type { PlanMachine } from "#common/domain/plan/recommend"
import { applyPreset, dialPositions, PLAN_PRESETS, type PlanPreset } from "#common/domain/plan/presets"
import { type MemoryPlan, noWishes, type PlanGpu, type PlanInput } from "#common/domain/plan/types"
import { selftestSettings } from "#common/domain/selftest-settings"
import { catalogPage } from "../../state/catalog-page"

/** What the page lets a person decide; null leaves it to the planner. */
export interface PageWishes {
  readonly utilization: number | null
  readonly contextTokens: number | null
  readonly tensorParallel: number | null
}

/** What is being planned: a model on a machine with a version of the engine. */
export interface PageCase {
  readonly model: ModelChoice
  readonly report: MachineReport
  /** Null while no engine has been built. */
  readonly vllmVersion: string | null
  /** What starts really took here. */
  readonly measured: readonly Calibration[]
}

export { PLAN_PRESETS, type PlanPreset }

/** Shares of the card the slider offers. */
export const UTILIZATION = { least: 0.6, most: 0.97 } as const

/** The planner's answer for what is wished; the one place where pages meet the planner. */
export function planForPage(subject: PageCase, wishes: PageWishes): MemoryPlan {
  return planMemory(inputOf(subject, wishes))
}

/** The wishes behind a preset on this machine. */
export function presetWishes(subject: PageCase, preset: PlanPreset): PageWishes {
  const { wishes } = applyPreset(inputOf(subject, NO_WISHES), preset)
  return {
    utilization: wishes.utilization,
    contextTokens: wishes.maxModelLen ?? usualContext(subject.model),
    tensorParallel: null,
  }
}

/** Context lengths worth offering for a plan, from short to long; the wished one is always among them. */
export function contextSteps(plan: MemoryPlan, wished: number): readonly number[] {
  const longest = plan.shape?.maxPosition ?? wished
  const dial = dialPositions(plan).map((position) => position.contextTokens)
  const steps = new Set([...USUAL_STEPS.filter((tokens) => tokens < longest), longest, wished, ...dial])
  return [...steps].toSorted((one, other) => one - other)
}

/** Settings that need no decision: the tiny model, and anything on a processor. Null where there is one to make. */
export function fixedSettings({ model, report }: PageCase): LaunchSettings | null {
  const target = targetFor(report)
  if (model.kind === "selftest") return selftestSettings(target, report.gpus, SELFTEST_SIZE)
  if (target === "cuda") return null
  return {
    ...defaultLaunchSettings(),
    maxModelLen: CPU_CONTEXT,
    toolCallParser: model.toolCallParser,
    reasoningParser: model.reasoningParser,
  }
}

const NO_WISHES: PageWishes = { utilization: null, contextTokens: null, tensorParallel: null }
const USUAL_STEPS = [4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 524_288]
/** A processor reads slowly: a longer context would only make people wait. */
const CPU_CONTEXT = 4096
const USUAL_CONTEXT = 32_768

function usualContext(model: ModelChoice): number {
  return catalogPage(model)?.suggestedContextTokens ?? USUAL_CONTEXT
}

function inputOf({ model, report, vllmVersion, measured }: PageCase, wishes: PageWishes): PlanInput {
  return {
    modelId: model.id,
    config: model.config,
    stored: model.weightBytes === null ? null : { totalBytes: model.weightBytes, tensors: null },
    quantizationHint: null,
    gpus: gpusOf(report),
    topology: report.topology,
    vllmVersion,
    day: null,
    generation: null,
    runner: null,
    target: targetFor(report),
    wishes: {
      ...noWishes(),
      utilization: wishes.utilization,
      maxModelLen: wishes.contextTokens,
      tensorParallel: wishes.tensorParallel,
    },
    measured,
    toolCallParser: model.toolCallParser,
    reasoningParser: model.reasoningParser,
  }
}

/** The machine as far as choosing a model goes; the same object for the same machine, as judgements are kept by it. */
export function machineOf({ report, vllmVersion, measured }: Omit<PageCase, "model">): PlanMachine {
  const gpus = gpusOf(report)
  const known = machines.get(gpus)
  if (known !== undefined && known.vllmVersion === vllmVersion && known.measured === measured) return known
  const machine = { gpus, topology: report.topology, target: targetFor(report), vllmVersion, measured }
  machines.set(gpus, machine)
  return machine
}

/** Cards as the planner sees them; a report is looked at many times while a slider moves. */
function gpusOf(report: MachineReport): readonly PlanGpu[] {
  const known = seen.get(report)
  if (known !== undefined) return known
  const gpus = report.gpus.map((gpu) => planGpuOf(gpu, GPU_SPECS))
  seen.set(report, gpus)
  return gpus
}

const seen = new WeakMap<MachineReport, readonly PlanGpu[]>()
const machines = new WeakMap<readonly PlanGpu[], PlanMachine>()
