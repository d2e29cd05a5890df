import type { EngineTarget, Topology } from "../hardware"
import type { CatalogModel } from "../model"
import type { Calibration } from "./calibration"
import { parseVersion } from "./engine-rules"
import { planMemory } from "./plan"
import { applyPreset, longestContext } from "./presets"
import { planReason, type PlanReason } from "./reasons"
import { formatSupport } from "./requirements"
import { type MemoryPlan, noWishes, type PlanGpu, type PlanInput } from "./types"

/** The machine as far as choosing a model goes. */
export interface PlanMachine {
  readonly gpus: readonly PlanGpu[]
  readonly topology: Topology | null
  readonly target: EngineTarget
  /** Version of the engine that is or will be installed; null when not decided. */
  readonly vllmVersion: string | null
  readonly measured: readonly Calibration[]
}

export const MODEL_VERDICTS = [
  "runs-well",
  "less-context",
  "another-variant",
  "does-not-fit",
  "unknown",
] as const
export type ModelVerdictKind = (typeof MODEL_VERDICTS)[number]

/** What a card in the list says of a model on this machine. */
export interface ModelVerdict {
  readonly modelId: string
  readonly kind: ModelVerdictKind
  /** Context that can be had, and chats of that length at once; null where it does not run. */
  readonly contextTokens: number | null
  readonly chats: number | null
  readonly plan: MemoryPlan | null
  /** The nearest thing that works: another format of the same model, or a smaller one. */
  readonly insteadId: string | null
  readonly reasons: readonly PlanReason[]
}

/** What "well" means: a context for documents and tools, or all the model has. */
const GOOD_CONTEXT = 32_768
/** Below this a chat with tools breaks off. */
const USABLE_CONTEXT = 8192

/** The verdict for one model; `catalog` is where a substitute is looked for. */
export function verdictFor(
  model: CatalogModel,
  machine: PlanMachine,
  catalog: readonly CatalogModel[],
): ModelVerdict {
  const own = verdictAlone(model, machine)
  if (own.kind !== "does-not-fit") return own
  const variant = catalog.find(
    (other) => other.family === model.family && other.id !== model.id && runs(verdictAlone(other, machine)),
  )
  if (variant !== undefined) return { ...own, kind: "another-variant", insteadId: variant.id }
  return { ...own, insteadId: nearestSmaller(model, machine, catalog)?.id ?? null }
}

/** One model to begin with, its verdict, and the values of the argument for it. */
export interface Recommendation {
  readonly model: CatalogModel
  readonly verdict: ModelVerdict
}

/**
 * The most capable model that runs well and calls tools; where none runs well, the best that runs. Capable means
 * newer series first and, within one, more parameters at work.
 */
export function recommendModel(
  catalog: readonly CatalogModel[],
  machine: PlanMachine,
): Recommendation | null {
  const judged = catalog
    .filter((model) => model.kind !== "community-quant")
    .map((model) => ({ model, verdict: verdictAlone(model, machine) }))
    .filter(({ verdict }) => runs(verdict) && verdict.plan?.tight !== true)
  const withTools = judged.filter(({ model }) => model.toolCallParser !== null)
  const able = withTools.length > 0 ? withTools : judged
  const well = able.filter(({ verdict }) => verdict.kind === "runs-well")
  const from = well.length > 0 ? well : able
  return from.reduce<Recommendation | null>(
    (best, next) => (best === null || capability(next.model) > capability(best.model) ? next : best),
    null,
  )
}

// A list asks for every model, and each answer looks at the others for a substitute: judge each once per machine.
const judgements = new WeakMap<PlanMachine, Map<CatalogModel, ModelVerdict>>()

function verdictAlone(model: CatalogModel, machine: PlanMachine): ModelVerdict {
  const known = judgements.get(machine) ?? new Map<CatalogModel, ModelVerdict>()
  judgements.set(machine, known)
  const verdict = known.get(model) ?? judge(model, machine)
  known.set(model, verdict)
  return verdict
}

function judge(model: CatalogModel, machine: PlanMachine): ModelVerdict {
  const refusals = requirementReasons(model, machine)
  if (refusals.length > 0) return without(model, "does-not-fit", refusals)
  if (model.config === null)
    return without(model, "unknown", [planReason("config-incomplete", { model: model.id })])
  if (machine.gpus.length === 0) return without(model, "unknown", [planReason("gpu-unknown")])
  const input = inputFor(model, model.config, machine)
  const wanted = Math.min(model.contextTokens ?? GOOD_CONTEXT, GOOD_CONTEXT)
  const good = planMemory({ ...input, wishes: { ...input.wishes, maxModelLen: wanted } })
  if (good.fits === true) {
    const { tensorParallel, pipelineParallel } = good
    const cut = { ...input, wishes: { ...input.wishes, tensorParallel, pipelineParallel } }
    const plan = planMemory(applyPreset(cut, "balanced"))
    return running(model, "runs-well", plan.fits === true ? plan : good)
  }
  // Less context makes no room for weights.
  const hopeless = good.failStage === "weights" || good.failStage === "memory_busy"
  const shorter = hopeless
    ? null
    : longestContext({ ...input, wishes: { ...input.wishes, maxModelLen: wanted } }, 1)
  if (shorter !== null && shorter >= Math.min(USABLE_CONTEXT, wanted)) {
    const plan = planMemory({ ...input, wishes: { ...input.wishes, maxModelLen: shorter } })
    return running(model, "less-context", plan)
  }
  return { ...without(model, good.fits === null ? "unknown" : "does-not-fit", good.reasons), plan: good }
}

/** A plan input for a model of the catalogue, with nothing wished. */
export function inputFor(model: CatalogModel, config: PlanInput["config"], machine: PlanMachine): PlanInput {
  return {
    modelId: model.id,
    config,
    stored: model.weights?.exact === true ? { totalBytes: model.weights.bytes, tensors: null } : null,
    quantizationHint: null,
    gpus: machine.gpus,
    topology: machine.topology,
    vllmVersion: machine.vllmVersion,
    day: null,
    generation: null,
    runner: null,
    target: machine.target,
    wishes: noWishes(),
    measured: machine.measured,
    toolCallParser: model.toolCallParser,
    reasoningParser: model.reasoningParser,
  }
}

function requirementReasons(model: CatalogModel, machine: PlanMachine): readonly PlanReason[] {
  const needed = parseVersion(model.minVllmVersion)
  const have = parseVersion(machine.vllmVersion)
  if (needed !== null && have !== null && have < needed) {
    return [
      planReason("version-too-old", { needed: model.minVllmVersion ?? "", have: machine.vllmVersion ?? "" }),
    ]
  }
  const known = machine.gpus.map((gpu) => gpu.capability).filter((value) => value !== null)
  const least = known.length === 0 ? null : Math.min(...known)
  if (least !== null && formatSupport(model.format, least) === "none") {
    return [planReason("capability-too-low", { format: model.format, capability: least })]
  }
  return []
}

function running(model: CatalogModel, kind: "runs-well" | "less-context", plan: MemoryPlan): ModelVerdict {
  return {
    modelId: model.id,
    kind,
    contextTokens: plan.maxModelLen,
    chats: Math.floor(plan.cache?.maxConcurrency.likely ?? 0),
    plan,
    insteadId: null,
    reasons: plan.reasons,
  }
}

function without(model: CatalogModel, kind: ModelVerdictKind, reasons: readonly PlanReason[]): ModelVerdict {
  return { modelId: model.id, kind, contextTokens: null, chats: null, plan: null, insteadId: null, reasons }
}

function runs(verdict: ModelVerdict): boolean {
  return verdict.kind === "runs-well" || verdict.kind === "less-context"
}

/** The largest model below this one that runs. */
function nearestSmaller(
  model: CatalogModel,
  machine: PlanMachine,
  catalog: readonly CatalogModel[],
): CatalogModel | null {
  const size = model.totalParametersBillions ?? Infinity
  return (
    catalog
      .filter(
        (other) => (other.totalParametersBillions ?? Infinity) < size && other.kind !== "community-quant",
      )
      .toSorted((one, other) => capability(other) - capability(one))
      .find((other) => runs(verdictAlone(other, machine))) ?? null
  )
}

/** Newer counts for more than larger: a year makes up for a fourfold size. */
function capability(model: CatalogModel): number {
  const year = Number(/^\d{4}/.exec(model.released ?? "")?.[0] ?? 2024)
  const month = Number(/^\d{4}-(\d{2})/.exec(model.released ?? "")?.[1] ?? 6)
  const size = Math.log2(Math.max(1, model.totalParametersBillions ?? 1))
  return size + 2 * (year + month / 12 - 2024)
}
