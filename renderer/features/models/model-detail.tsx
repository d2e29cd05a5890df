import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useAction } from "../../state/use-action"
import { useGlimmer } from "../../state/use-glimmer"
import { Button } from "../../ui/button"
import { type Fact, Facts } from "../../ui/facts"
import { showToast } from "../../ui/toasts"
import { useVerdictSentence, type Verdict } from "../../ui/verdict"
import { useModelFacts } from "./use-model-facts"
import { useModelName } from "./model-words"

export interface ModelDetailProps {
  readonly model: ModelChoice
  readonly verdict: Verdict
  /** The nearest thing that runs here, where this does not. */
  readonly instead: ModelChoice | null
  readonly onChoose: (modelId: string) => void
}

/** Everything to know before choosing: what it needs, what it can, on which terms. */
export function ModelDetail({ model, verdict, instead, onChoose }: ModelDetailProps) {
  const { t } = useTranslation("models")
  const sentence = useVerdictSentence()
  const nameOf = useModelName()
  const known = useModelFacts()(model)
  const facts: readonly Fact[] = known.filter((fact) => fact.value !== null)
  return (
    <div className="flex flex-col gap-4 border-t border-line px-4 py-4 min-[560px]:pl-12">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-72 text-13">{sentence(verdict)}</p>
        {instead !== null && (
          <Button size="small" onClick={() => onChoose(instead.id)}>
            {t("insteadUse", { name: nameOf(instead) })}
          </Button>
        )}
      </div>
      <Facts twice facts={facts} />
      {model.path !== null && <Facts facts={[{ term: t("facts.folder"), value: model.path }]} />}
      {model.kind === "folder" && model.path !== null && <Forget path={model.path} name={nameOf(model)} />}
    </div>
  )
}

/** Takes a folder off the list, and can put it back. */
function Forget({ path, name }: { readonly path: string; readonly name: string }) {
  const { t } = useTranslation("models")
  const { client, models } = useGlimmer()
  const forget = useAction(async () => {
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
    <Button
      size="small"
      variant="quiet"
      className="-ml-2.5 self-start"
      busy={forget.busy}
      onClick={() => void forget.run()}
    >
      {t("forget")}
    </Button>
  )
}
