import { RadioGroup } from "radix-ui"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useFormat } from "../../i18n/use-format"
import { classes } from "../../ui/classes"
import { type Verdict, VerdictBadge } from "../../ui/verdict"
import { ModelDetail } from "./model-detail"
import { catalogPage } from "../../state/catalog-page"
import { useModelName } from "./model-words"

export interface ModelRowProps {
  readonly model: ModelChoice
  readonly verdict: Verdict
  readonly chosen: boolean
  readonly onChooseFolder: () => void
}

/** One model: name, size, what it can do, its verdict; the chosen one shows everything about itself. */
export function ModelRow({ model, verdict, chosen, onChooseFolder }: ModelRowProps) {
  const name = useModelName()(model)
  const traits = useTraits(model)
  return (
    <li
      className={classes("list-none rounded-card border bg-raised", chosen ? "border-accent" : "border-line")}
    >
      <RadioGroup.Item
        value={model.id}
        className="group flex w-full items-center gap-3.5 rounded-card px-4 py-3 text-left hover:bg-hover data-[state=checked]:hover:bg-transparent"
      >
        <span
          aria-hidden
          className="flex size-4.5 shrink-0 items-center justify-center rounded-full border border-control group-data-[state=checked]:border-[5px] group-data-[state=checked]:border-accent"
        />
        <span className="min-w-0 flex-1">
          <span className="block font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="tabular block text-13 text-muted">{traits.join(" · ")}</span>
        </span>
        <VerdictBadge verdict={verdict} />
      </RadioGroup.Item>
      {chosen && <ModelDetail model={model} verdict={verdict} onChooseFolder={onChooseFolder} />}
    </li>
  )
}

function useTraits(model: ModelChoice): readonly string[] {
  const { t } = useTranslation("models")
  const format = useFormat()
  if (model.kind === "selftest") return [t("selftest.hint")]
  const page = catalogPage(model)
  const bytes = model.weightBytes ?? page?.weights?.bytes ?? null
  const context = page?.contextTokens ?? null
  return [
    bytes === null ? null : format.bytes(bytes),
    context === null ? null : t("facts.contextValue", { tokens: format.tokens(context) }),
    model.toolCallParser === null ? null : t("facts.toolsYes"),
    page?.images === true ? t("facts.imagesYes") : null,
  ].filter((trait) => trait !== null)
}
