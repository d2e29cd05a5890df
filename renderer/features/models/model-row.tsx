import Columns3 from "lucide-react/icons/columns-3"
import { RadioGroup } from "radix-ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useFormat } from "../../i18n/use-format"
import { catalogPage } from "../../state/catalog-page"
import { classes } from "../../ui/classes"
import { IconButton } from "../../ui/icon-button"
import { type Verdict, VerdictBadge } from "../../ui/verdict"
import { useModelName } from "./model-words"

export interface ModelRowProps {
  readonly model: ModelChoice
  readonly verdict: Verdict
  readonly chosen: boolean
  /** Formats the model is published in. */
  readonly variantCount: number
  readonly compared: boolean
  /** Null where no more can stand side by side. */
  readonly onCompare: (() => void) | null
  /** What is shown of the chosen one. */
  readonly children: ReactNode
}

/** One model: name, size, what it can do, its verdict; the chosen one shows everything about itself. */
export function ModelRow({
  model,
  verdict,
  chosen,
  variantCount,
  compared,
  onCompare,
  children,
}: ModelRowProps) {
  const { t } = useTranslation("models")
  const name = useModelName()(model)
  const traits = useTraits(model, variantCount)
  return (
    <li
      className={classes("list-none rounded-card border bg-raised", chosen ? "border-accent" : "border-line")}
    >
      <div className={classes("flex items-center rounded-card", !chosen && "hover:bg-hover")}>
        <RadioGroup.Item
          value={model.id}
          className="group flex min-w-0 flex-1 items-center gap-3.5 rounded-card py-3 pl-4 text-left"
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
        <IconButton
          size="small"
          label={t("compare.add", { name })}
          aria-pressed={compared}
          disabled={onCompare === null}
          icon={<Columns3 aria-hidden />}
          onClick={() => onCompare?.()}
          className="mx-2"
        />
      </div>
      {chosen && children}
    </li>
  )
}

function useTraits(model: ModelChoice, variantCount: number): readonly string[] {
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
    variantCount > 1 ? t("variantCount", { count: variantCount }) : null,
  ].filter((trait) => trait !== null)
}
