import type { LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { usePlan } from "./use-plan"

/** The settings in sight on the planner page; null while there are none that could be started with. */
export function usePlannedLaunch(
  model: ModelChoice | null,
  saved: LaunchSettings | null,
): LaunchSettings | null {
  const state = usePlan(model, saved)
  if (state === null) return null
  // What only may not fit may be tried; what cannot fit need not be.
  const impossible = state.plan?.fits === false && !state.plan.tight
  return impossible ? null : state.launch
}
