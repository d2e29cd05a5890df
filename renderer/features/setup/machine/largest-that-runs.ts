import type { ModelChoice } from "#common/domain/model"
import { catalogPage } from "../../../state/catalog-page"
import type { Verdict } from "../../../ui/verdict"

/** What this machine is good for in one name: the largest model that runs well on it. Null where none does. */
export function largestThatRuns(
  models: readonly ModelChoice[],
  verdictOf: (model: ModelChoice) => Verdict,
): { readonly name: string; readonly bytes: number } | null {
  return models.reduce<{ readonly name: string; readonly bytes: number } | null>((largest, model) => {
    const bytes = model.weightBytes ?? catalogPage(model)?.weights?.bytes ?? 0
    const larger = bytes > (largest?.bytes ?? 0) && verdictOf(model).kind === "runs-well"
    return larger ? { name: model.name, bytes } : largest
  }, null)
}
