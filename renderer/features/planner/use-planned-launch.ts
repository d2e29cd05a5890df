import type { LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { usePlan } from "./use-plan"

/**
 * The settings in sight on the planner page; null while there are none that could be started with. `later`: it need
 * not be now, so memory that another program holds at this moment is no obstacle.
 */
export function usePlannedLaunch(
  model: ModelChoice | null,
  saved: LaunchSettings | null,
  when: "now" | "later",
): LaunchSettings | null {
  const state = usePlan(model, saved)
  if (state === null) return null
  // What only may not fit may be tried; what cannot fit need not be.
  const impossible = state.plan?.fits === false && !state.plan.tight
  const passes = when === "later" && state.plan?.failStage === "memory_busy"
  return impossible && !passes ? null : state.launch
}
