import { useTranslation } from "react-i18next"
import type { CatalogModel, ModelChoice } from "#common/domain/model"
import { useFormat } from "../../i18n/use-format"
import { useAction } from "../../state/use-action"
import { useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { type Fact, Facts } from "../../ui/facts"
import { showToast } from "../../ui/toasts"
import { useVerdictSentence, type Verdict } from "../../ui/verdict"
import { catalogPage } from "../../state/catalog-page"
import { useModelName } from "./model-words"
import { WhereToGet } from "./where-to-get"

export interface ModelDetailProps {
  readonly model: ModelChoice
  readonly verdict: Verdict
  readonly onChooseFolder: () => void
}

/** Everything to know before choosing: what it needs, what it can, on which terms. */
export function ModelDetail({ model, verdict, onChooseFolder }: ModelDetailProps) {
  const { t } = useTranslation("models")
  const { client, models } = useGlimmer()
  const sentence = useVerdictSentence()
  const name = useModelName()(model)
  const page = catalogPage(model)
  const facts = useFacts(model, page)
  const forget = useAction(async (path: string) => {
    await client.models.forgetFolder({ path })
    await client.settings.updateJourney({ modelId: null, launch: null })
    await models.askAgain()
    showToast({
      text: t("forgotten", { name }),
      action: {
        label: t("restore"),
        run: () => void client.models.addFolder({ path }).then(() => models.askAgain()),
      },
    })
  })
  return (
    <div className="flex flex-col gap-4 border-t border-line px-4 py-4 min-[560px]:pl-12">
      <p className="text-13">{sentence(verdict)}</p>
      {model.path === null && <WhereToGet page={page} id={model.id} onChooseFolder={onChooseFolder} />}
      <Facts facts={facts} />
      {model.kind === "folder" && model.path !== null && (
        <div>
          <Button
            size="small"
            variant="quiet"
            className="-ml-2.5"
            busy={forget.busy}
            onClick={() => model.path !== null && void forget.run(model.path)}
          >
            {t("forget")}
          </Button>
        </div>
      )}
    </div>
  )
}

function useFacts(model: ModelChoice, page: CatalogModel | null): readonly Fact[] {
  const { t } = useTranslation("models")
  const format = useFormat()
  const exact = model.weightBytes ?? (page?.weights?.exact === true ? page.weights.bytes : null)
  const size =
    exact !== null
      ? format.bytes(exact)
      : page?.weights == null
        ? t("facts.sizeUnknown")
        : t("facts.sizeEstimated", { size: format.bytes(page.weights.bytes) })
  const facts: (Fact | null)[] = [
    { term: t("facts.size"), value: size },
    page?.totalParametersBillions == null
      ? null
      : {
          term: t("facts.parameters"),
          value:
            page.activeParametersBillions === null
              ? t("facts.parametersValue", { total: page.totalParametersBillions })
              : t("facts.parametersActive", {
                  total: page.totalParametersBillions,
                  active: page.activeParametersBillions,
                }),
        },
    page?.contextTokens == null
      ? null
      : {
          term: t("facts.context"),
          value: t("facts.contextValue", { tokens: format.number(page.contextTokens) }),
        },
    {
      term: t("facts.tools"),
      value: model.toolCallParser === null ? t("facts.toolsNo") : t("facts.toolsYes"),
    },
    page === null || page.goodAt.length === 0
      ? null
      : { term: t("facts.good"), value: page.goodAt.map((one) => t(`good.${one}`)).join(" · ") },
    page === null ? null : { term: t("facts.licence"), value: licenceText(page) },
    page === null ? null : { term: t("facts.format"), value: page.format },
    page?.minVllmVersion == null
      ? null
      : { term: t("facts.vllm"), value: t("facts.vllmValue", { version: page.minVllmVersion }) },
    page?.released == null ? null : { term: t("facts.released"), value: page.released },
    model.path === null ? null : { term: t("facts.folder"), value: <code>{model.path}</code> },
  ]
  return facts.filter((fact) => fact !== null)

  function licenceText({ license }: CatalogModel): string {
    const kind = t(`facts.licenceKind.${license.class}`)
    return license.id === null ? kind : `${t("facts.licenceId", { name: license.id })} · ${kind}`
  }
}
