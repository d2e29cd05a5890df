import { useTranslation } from "react-i18next"
import type { CatalogModel, ModelChoice } from "#common/domain/model"
import { useFormat } from "../../i18n/use-format"
import { catalogPage } from "../../state/catalog-page"

/** One thing to know of a model; a value that is not known is null, so that models can stand side by side. */
export interface ModelFact {
  readonly term: string
  readonly value: string | null
}

/** What is known of models, the same facts in the same order for each. */
export function useModelFacts(): (model: ModelChoice) => readonly ModelFact[] {
  const { t } = useTranslation("models")
  const format = useFormat()
  return (model) => {
    const page = catalogPage(model)
    return [
      { term: t("facts.size"), value: sizeText(model, page) },
      { term: t("facts.parameters"), value: page === null ? null : parametersText(page) },
      {
        term: t("facts.context"),
        value:
          page?.contextTokens == null
            ? null
            : t("facts.contextValue", { tokens: format.number(page.contextTokens) }),
      },
      {
        term: t("facts.tools"),
        value:
          model.toolCallParser === null
            ? t("facts.toolsNo")
            : t("facts.toolsParser", { parser: model.toolCallParser }),
      },
      {
        term: t("facts.images"),
        value: page === null ? null : t(page.images ? "facts.imagesYes" : "facts.imagesNo"),
      },
      {
        term: t("facts.good"),
        value: page === null ? null : listed(page.goodAt.map((one) => t(`good.${one}`))),
      },
      {
        term: t("facts.languages"),
        value: page === null ? null : listed(page.languages.map((one) => t(`language.${one}`))),
      },
      { term: t("facts.licence"), value: page === null ? null : licenceText(page) },
      { term: t("facts.format"), value: page === null ? null : formatText(page) },
      {
        term: t("facts.vllm"),
        value: page?.minVllmVersion == null ? null : t("facts.vllmValue", { version: page.minVllmVersion }),
      },
      { term: t("facts.released"), value: page?.released ?? null },
    ]
  }

  function sizeText(model: ModelChoice, page: CatalogModel | null): string {
    const exact = model.weightBytes ?? (page?.weights?.exact === true ? page.weights.bytes : null)
    if (exact !== null) return format.bytes(exact)
    if (page?.weights == null) return t("facts.sizeUnknown")
    return t("facts.sizeEstimated", { size: format.bytes(page.weights.bytes) })
  }

  function parametersText(page: CatalogModel): string | null {
    const { totalParametersBillions: total, activeParametersBillions: active } = page
    if (total === null) return null
    return active === null
      ? format.billions(total)
      : t("facts.parametersActive", { total: format.billions(total), active: format.billions(active) })
  }

  function licenceText({ license, gated }: CatalogModel): string {
    const kind = t(`facts.licenceKind.${license.class}`)
    return [license.id, kind, gated === true ? t("facts.gated") : null]
      .filter((part) => part !== null)
      .join(" · ")
  }

  function formatText(page: CatalogModel): string {
    return `${page.format} · ${t(`facts.checkpoint.${page.kind}`)}`
  }
}

function listed(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(" · ")
}
