import { CATALOG } from "#common/data/catalog/index"
import type { CatalogModel, ModelChoice } from "#common/domain/model"

/** The models the program lists, and every other one of the catalogue, which would have to be fetched. */
export function withCatalogue(listed: readonly ModelChoice[]): readonly ModelChoice[] {
  const known = new Set(listed.map((model) => model.id))
  return [...listed, ...CATALOG_CHOICES.filter((model) => !known.has(model.id))]
}

const CATALOG_CHOICES = CATALOG.map(choiceOf)

function choiceOf(page: CatalogModel): ModelChoice {
  return {
    id: page.id,
    name: page.id.slice(page.id.indexOf("/") + 1),
    kind: "catalog",
    path: null,
    // What is not known is not there: the planner then says that it cannot tell.
    config: page.config ?? {},
    weightBytes: page.weights?.exact === true ? page.weights.bytes : null,
    toolCallParser: page.toolCallParser,
    reasoningParser: page.reasoningParser,
  }
}
