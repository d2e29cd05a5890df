import type { ModelChoice } from "#common/domain/model"
import { catalogPage } from "../../state/catalog-page"
import type { Verdict } from "../../ui/verdict"
import { runsHere } from "./model-families"

/** What somebody wants to see of the list. */
export interface ModelFilter {
  readonly text: string
  readonly runsHere: boolean
  readonly tools: boolean
  readonly images: boolean
}

export const NO_FILTER: ModelFilter = { text: "", runsHere: false, tools: false, images: false }

/** Does a model answer to the filter? Every word of the text has to be in its name, maker, format or strengths. */
export function passes(
  model: ModelChoice,
  name: string,
  filter: ModelFilter,
  verdictOf: (model: ModelChoice) => Verdict,
): boolean {
  const page = catalogPage(model)
  const searched = [name, model.id, page?.name, page?.series, page?.format, ...(page?.goodAt ?? [])]
    .join(" ")
    .toLowerCase()
  return (
    filter.text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => searched.includes(word)) &&
    (!filter.tools || model.toolCallParser !== null) &&
    (!filter.images || page?.images === true) &&
    (!filter.runsHere || runsHere(verdictOf(model)))
  )
}
