import type { ModelChoice } from "#common/domain/model"
import { catalogPage } from "../../state/catalog-page"
import type { Verdict } from "../../ui/verdict"

/** One model in all the formats it is published in. */
export interface ModelFamily {
  readonly key: string
  /** At least one. */
  readonly variants: readonly ModelChoice[]
  /** The one to take here. */
  readonly best: ModelChoice
}

const RANK: Readonly<Record<Verdict["kind"], number>> = {
  "runs-well": 0,
  tight: 1,
  "less-context": 2,
  trial: 3,
  unknown: 4,
  "another-variant": 5,
  "too-large": 5,
  "needs-gpu": 6,
}

/** Families of models, those that run well here first and, among those, the newest. */
export function familiesOf(
  models: readonly ModelChoice[],
  verdictOf: (model: ModelChoice) => Verdict,
): readonly ModelFamily[] {
  const groups = Map.groupBy(models, (model) => catalogPage(model)?.family ?? model.id)
  const rankOf = (model: ModelChoice) => RANK[verdictOf(model).kind]
  return [...groups]
    .flatMap(([key, variants]) => {
      const [best] = variants.toSorted(
        (one, other) => rankOf(one) - rankOf(other) || makerRank(one) - makerRank(other),
      )
      return best === undefined ? [] : [{ key, variants, best }]
    })
    .toSorted(
      (one, other) =>
        rankOf(one.best) - rankOf(other.best) || releasedOf(other.best).localeCompare(releasedOf(one.best)),
    )
}

/** Does a model run here at all, for those who want to see no other? */
export function runsHere(verdict: Verdict): boolean {
  return RANK[verdict.kind] < RANK.unknown
}

/** The maker's own before conversions by others. */
function makerRank(model: ModelChoice): number {
  const kind = catalogPage(model)?.kind ?? "official"
  return ["official", "vendor-quant", "community-quant"].indexOf(kind)
}

function releasedOf(model: ModelChoice): string {
  return catalogPage(model)?.released ?? ""
}
