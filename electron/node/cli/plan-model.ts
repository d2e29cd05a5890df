import type { Calibration } from "#common/domain/plan/calibration"
import { planMemory } from "#common/domain/plan/plan"
import { applyPreset } from "#common/domain/plan/presets"
import { type MemoryPlan, noWishes, type PlanInput, type PlanWishes } from "#common/domain/plan/types"
import type { CardsToPlan } from "./cards-to-plan"
import type { ModelToPlan } from "./model-to-plan"

/** What somebody asks of a plan; absent is left to the planner. */
export interface PlanWish {
  readonly utilization?: number | undefined
  readonly context?: number | undefined
  readonly tensorParallel?: number | undefined
  readonly eager?: boolean | undefined
}

/** A model's plan on these cards, and the wishes it was made for. Without a wished context, the one to recommend. */
export function planModel(
  model: ModelToPlan,
  { gpus, topology }: CardsToPlan,
  wish: PlanWish,
  vllmVersion: string | null,
  measured: readonly Calibration[],
): { readonly plan: MemoryPlan; readonly wishes: PlanWishes } {
  const input: PlanInput = {
    modelId: model.id,
    config: model.config,
    stored: model.storedBytes === null ? null : { totalBytes: model.storedBytes, tensors: null },
    quantizationHint: model.quantizationHint,
    gpus,
    topology,
    vllmVersion,
    day: null,
    generation: null,
    target: "cuda",
    wishes: {
      ...noWishes(),
      utilization: wish.utilization ?? null,
      maxModelLen: wish.context ?? null,
      tensorParallel: wish.tensorParallel ?? null,
      enforceEager: wish.eager ?? false,
    },
    measured,
    toolCallParser: model.toolCallParser,
    reasoningParser: model.reasoningParser,
  }
  const settled = wish.context === undefined ? applyPreset(input, "balanced") : input
  return { plan: planMemory(settled), wishes: settled.wishes }
}
