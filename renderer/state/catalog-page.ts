import { CATALOG } from "#common/data/catalog/index"
import type { CatalogModel, ModelChoice } from "#common/domain/model"

/** The catalogue's page on a model, also on one found in a folder of the same name; null for any other. */
export function catalogPage(model: ModelChoice): CatalogModel | null {
  if (model.kind === "selftest") return null
  const name = model.name.toLowerCase()
  return (
    CATALOG.find((entry) => entry.id === model.id) ??
    CATALOG.find((entry) => entry.id.toLowerCase().endsWith(`/${name}`)) ??
    null
  )
}
