import type { ModelChoice } from "#common/domain/model"
import type { Verdict } from "../../ui/verdict"

/** The model a verdict names in place of one that does not run, where it can be chosen. */
export function insteadOf(verdict: Verdict, models: readonly ModelChoice[]): ModelChoice | null {
  const insteadId = "insteadId" in verdict ? verdict.insteadId : null
  return models.find((model) => model.id === insteadId) ?? null
}
