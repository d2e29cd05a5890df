import { RadioGroup } from "radix-ui"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { useFormat } from "../../i18n/use-format"
import { catalogPage } from "../../state/catalog-page"
import { type Verdict, VerdictBadge } from "../../ui/verdict"

export interface VariantChoiceProps {
  readonly variants: readonly ModelChoice[]
  readonly chosenId: string
  readonly verdictOf: (model: ModelChoice) => Verdict
  readonly onChoose: (modelId: string) => void
}

/** The formats one model is published in: how large each is, by whom, and what it does here. */
export function VariantChoice({ variants, chosenId, verdictOf, onChoose }: VariantChoiceProps) {
  const { t } = useTranslation("models")
  const format = useFormat()
  return (
    <div className="border-t border-line px-4 py-3 min-[560px]:pl-12">
      <p className="mb-1.5 text-12 text-muted">{t("variants")}</p>
      <RadioGroup.Root aria-label={t("variants")} value={chosenId} onValueChange={onChoose}>
        {variants.map((variant) => {
          const page = catalogPage(variant)
          const bytes = variant.weightBytes ?? page?.weights?.bytes ?? null
          return (
            <RadioGroup.Item
              key={variant.id}
              value={variant.id}
              className="group -mx-2 flex w-[calc(100%+1rem)] flex-wrap items-center gap-x-3 gap-y-0.5 rounded-control px-2 py-1.5 text-left text-13 hover:bg-hover"
            >
              <span
                aria-hidden
                className="flex size-4 shrink-0 rounded-full border border-control group-data-[state=checked]:border-[5px] group-data-[state=checked]:border-accent"
              />
              <span className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
                {variant.name}{" "}
                <span className="tabular text-muted">
                  {[page?.format, bytes === null ? null : format.bytes(bytes)].filter(Boolean).join(" · ")}
                </span>
              </span>
              <VerdictBadge verdict={verdictOf(variant)} />
            </RadioGroup.Item>
          )
        })}
      </RadioGroup.Root>
    </div>
  )
}
