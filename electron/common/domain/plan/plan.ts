import type { LaunchSettings } from "../launch"
import { batchOf } from "./batch"
import { cacheTypeOf } from "./cache"
import { calibrationFor } from "./calibration"
import { cutRefusals } from "./divisibility"
import { engineRules, parseVersion, versionOfDay } from "./engine-rules"
import { gpuPlanOf } from "./gpu-bar"
import { chooseParallelism, type ParallelChoice } from "./parallelism"
import { planReason, type PlanReason } from "./reasons"
import { capabilityReasons } from "./requirements"
import { readModelShape } from "./shape/read"
import type { ModelShape } from "./shape/types"
import { budgetOf, type StageSituation, stageTerms } from "./stage"
import type { MemoryPlan, PlanGpu, PlanInput } from "./types"
import { cachePlanOf, type SeatedGpu, type Verdict, verdictOf } from "./verdict"

/**
 * Plans a model's memory on given cards: pure arithmetic, the same for the slider, the launcher and the terminal.
 * What is not known widens a range and says so; nothing is guessed in silence.
 */
export function planMemory(input: PlanInput): MemoryPlan {
  const reading = readModelShape(input.config, input.quantizationHint)
  if (reading.shape === null) return unknownPlan(input, null, reading.reasons)
  const { shape } = reading
  if (input.gpus.length === 0)
    return unknownPlan(input, shape, [...reading.reasons, planReason("gpu-unknown")])
  const choice = chooseParallelism(
    shape,
    input.gpus,
    input.topology,
    input.wishes,
    (gpus, tensor, pipeline) => {
      const seated = seat(input, shape, gpus, tensor, pipeline)
      const verdict = verdictOf(seated.seats, seated.situation)
      return {
        fits: verdict.fits === true,
        loads: verdict.failStage === null || verdict.failStage === "kv_too_small_for_max_model_len",
      }
    },
  )
  const needed = choice.tensorParallel * choice.pipelineParallel
  if (choice.gpus.length < needed) {
    const reason = planReason("not-enough-gpus", { needed, gpus: choice.gpus.length })
    return { ...unknownPlan(input, shape, [...reading.reasons, reason]), fits: false, failStage: "weights" }
  }
  const { seats, situation } = seat(input, shape, choice.gpus, choice.tensorParallel, choice.pipelineParallel)
  const refusals = refusalsOf(shape, choice, input)
  const verdict = withRefusals(verdictOf(seats, situation), refusals)
  const cache = cachePlanOf(seats, situation)
  // What decides stands first, how sure the figures are behind it.
  const reasons = [
    ...verdict.reasons,
    ...reading.reasons,
    ...inputReasons(input, situation),
    ...unique(seats.flatMap((seated) => seated.terms.reasons)),
    ...capabilityReasons(
      shape,
      choice.gpus.map((gpu) => gpu.capability),
    ),
    ...choice.reasons,
  ]
  const weights = seats.map((seated) => seated.terms.weights)
  return {
    shape,
    tensorParallel: choice.tensorParallel,
    pipelineParallel: choice.pipelineParallel,
    utilization: situation.utilization,
    maxModelLen: situation.maxModelLen,
    gpus: seats.map((seated) => gpuPlanOf(seated, situation)),
    weightsPerGpuBytes: weights.reduce<(typeof weights)[number] | null>(
      (most, next) => (most === null || next.likely > most.likely ? next : most),
      null,
    ),
    cache,
    fits: verdict.fits,
    failStage: verdict.failStage,
    tight: verdict.tight,
    reasons: unique(reasons),
    settings: settingsOf(input, choice, situation.utilization),
  }
}

/** Places every rank and computes its terms; ranks of a stage on like cards share them. */
function seat(
  input: PlanInput,
  shape: ModelShape,
  gpus: readonly PlanGpu[],
  tensorParallel: number,
  pipelineParallel: number,
): { readonly seats: readonly SeatedGpu[]; readonly situation: StageSituation } {
  const version = parseVersion(input.vllmVersion) ?? versionOfDay(input.day)
  const rules = engineRules(version, shape, input)
  const largest = gpus.reduce<PlanGpu | null>(
    (most, gpu) => (most === null || gpu.totalBytes.likely > most.totalBytes.likely ? gpu : most),
    null,
  )
  const maxModelLen = input.wishes.maxModelLen ?? shape.maxPosition ?? 8192
  const card = { name: largest?.name ?? "", totalBytes: largest?.totalBytes.likely ?? 0 }
  const situation: StageSituation = {
    input,
    shape,
    rules,
    batch: batchOf(input.wishes, rules, card, maxModelLen),
    cacheType: cacheTypeOf(shape, input.wishes.kvCacheType),
    maxModelLen,
    tensorParallel,
    pipelineParallel,
    utilization: input.wishes.utilization ?? rules.defaultUtilization,
    calibration: calibrationFor(
      {
        gpuName: card.name,
        modelId: input.modelId ?? "",
        version: input.vllmVersion ?? "",
        tensorParallel,
        pipelineParallel,
        enforceEager: input.wishes.enforceEager,
        maxNumSeqs: input.wishes.maxNumSeqs,
      },
      input.measured,
    ),
  }
  const known = new Map<string, ReturnType<typeof stageTerms>>()
  const seats = gpus.slice(0, tensorParallel * pipelineParallel).map((gpu, rank) => {
    const stage = Math.floor(rank / tensorParallel)
    const key = `${stage} ${gpu.name} ${gpu.capability} ${gpu.unified}`
    const terms = known.get(key) ?? stageTerms(situation, stage, gpu)
    known.set(key, terms)
    return { gpu, stage, terms, budget: budgetOf(terms, gpu, situation) }
  })
  return { seats, situation }
}

function refusalsOf(shape: ModelShape, choice: ParallelChoice, input: PlanInput): readonly PlanReason[] {
  const refusals = [...cutRefusals(shape, choice.tensorParallel, input.wishes.expertParallel)]
  const blocked = refusals.some((reason) => reason.code === "fp8-blocks-not-divisible")
  if (blocked && cutRefusals(shape, choice.tensorParallel, true).length === 0) {
    refusals.push(planReason("expert-parallel-needed", { gpus: choice.tensorParallel }))
  }
  const sparse = shape.attention.kind === "mla" && shape.attention.indexer !== null
  if (input.target === "cpu" && sparse) refusals.push(planReason("cpu-unsupported-attention"))
  const { maxModelLen } = input.wishes
  if (input.longerContext !== true) refusals.push(...contextRefusals(shape, maxModelLen))
  return refusals
}

/** A context beyond what the model was made for. */
export function contextRefusals(
  { maxPosition }: ModelShape,
  maxModelLen: number | null,
): readonly PlanReason[] {
  if (maxModelLen === null || maxPosition === null || maxModelLen <= maxPosition) return []
  return [planReason("context-above-model", { context: maxModelLen, modelContext: maxPosition })]
}

/** What vLLM refuses, it refuses before it looks at memory. */
function withRefusals(verdict: Verdict, refusals: readonly PlanReason[]): Verdict {
  if (refusals.length === 0) return verdict
  return { fits: false, failStage: "weights", tight: false, reasons: [...refusals, ...verdict.reasons] }
}

function inputReasons(input: PlanInput, situation: StageSituation): readonly PlanReason[] {
  const reasons: PlanReason[] = []
  if (situation.calibration !== null) {
    reasons.push(
      planReason("measured-here", {
        model: situation.calibration.modelId,
        version: situation.calibration.version,
      }),
    )
  } else {
    reasons.push(planReason("activation-estimated"))
  }
  if (situation.rules.version === null) reasons.push(planReason("version-unknown"))
  if (input.wishes.utilization === null) {
    reasons.push(planReason("utilization-assumed", { utilization: situation.utilization }))
  }
  const { batch, rules } = situation
  if (input.wishes.maxNumBatchedTokens === null) {
    reasons.push(planReason("batch-defaults-assumed", { tokens: batch.tokens, sequences: batch.sequences }))
  }
  if (rules.deductsGraphs && !input.wishes.enforceEager) reasons.push(planReason("graphs-estimated"))
  if (input.wishes.draftTokens > 0) reasons.push(planReason("mtp-estimated"))
  if (input.wishes.cpuOffloadGiB > 0) reasons.push(planReason("offload-estimated"))
  if (input.gpus.some((gpu) => gpu.unified)) reasons.push(planReason("unified-memory"))
  if (!situation.rules.deductsGraphs && !input.wishes.enforceEager) reasons.push(planReason("graphs-on-top"))
  return reasons
}

function settingsOf(input: PlanInput, choice: ParallelChoice, utilization: number): LaunchSettings {
  const { wishes } = input
  const old = choice.gpus.some((gpu) => gpu.capability !== null && gpu.capability < 8)
  return {
    gpuMemoryUtilization: utilization,
    maxModelLen: wishes.maxModelLen,
    tensorParallelSize: choice.tensorParallel,
    pipelineParallelSize: choice.pipelineParallel,
    gpuUuids:
      choice.leftOut.length > 0 || wishes.gpuUuids.length > 0 ? choice.gpus.map((gpu) => gpu.uuid) : [],
    maxNumSeqs: wishes.maxNumSeqs,
    kvCacheDtype: wishes.kvCacheType?.startsWith("fp8") === true ? "fp8" : "auto",
    // Cards before Ampere have no bfloat16.
    dtype: old ? "half" : "auto",
    enforceEager: wishes.enforceEager,
    toolCallParser: input.toolCallParser,
    reasoningParser: input.reasoningParser,
    kvBlocks: null,
  }
}

function unknownPlan(input: PlanInput, shape: ModelShape | null, reasons: readonly PlanReason[]): MemoryPlan {
  const { wishes } = input
  const choice: ParallelChoice = {
    tensorParallel: wishes.tensorParallel ?? 1,
    pipelineParallel: wishes.pipelineParallel ?? 1,
    gpus: [],
    leftOut: [],
    reasons: [],
  }
  const utilization = wishes.utilization ?? 0.92
  return {
    shape,
    tensorParallel: choice.tensorParallel,
    pipelineParallel: choice.pipelineParallel,
    utilization,
    maxModelLen: wishes.maxModelLen,
    gpus: [],
    weightsPerGpuBytes: null,
    cache: null,
    fits: null,
    failStage: null,
    tight: false,
    reasons,
    settings: settingsOf(input, choice, utilization),
  }
}

function unique(reasons: readonly PlanReason[]): readonly PlanReason[] {
  const seen = new Map(reasons.map((reason) => [`${reason.code}${JSON.stringify(reason.values)}`, reason]))
  return [...seen.values()]
}
