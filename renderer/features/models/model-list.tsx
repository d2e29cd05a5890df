import { RadioGroup } from "radix-ui"
import { type ReactNode, useState } from "react"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { Section } from "../../ui/card"
import type { Verdict } from "../../ui/verdict"
import { Compare, MOST_COMPARED } from "./compare"
import { insteadOf } from "./instead"
import { ModelDetail } from "./model-detail"
import { familiesOf, type ModelFamily } from "./model-families"
import { type ModelFilter, passes } from "./model-filter"
import { ModelRow } from "./model-row"
import { useModelName } from "./model-words"
import { VariantChoice } from "./variant-choice"

export interface ModelListProps {
  readonly models: readonly ModelChoice[]
  readonly chosenId: string | null
  readonly filter: ModelFilter
  readonly verdictOf: (model: ModelChoice) => Verdict
  readonly onChoose: (modelId: string) => void
  /** How more come into each part of the list. */
  readonly actions: Readonly<Record<"onDisk" | "catalogue", ReactNode>>
}

/** What is here, and what could be: every model once, with the formats it comes in. */
export function ModelList({ models, chosenId, filter, verdictOf, onChoose, actions }: ModelListProps) {
  const { t } = useTranslation("models")
  const nameOf = useModelName()
  const [picked, setPicked] = useState<readonly string[]>([])
  const shown = models.filter((model) => passes(model, nameOf(model), filter, verdictOf))
  const names = new Set(models.filter((model) => model.path !== null).map((model) => model.name))
  const here = shown
    .filter((model) => model.path !== null)
    .map((model) => ({ key: model.id, variants: [model], best: model }))
  // What is on this disk need not be fetched.
  const absent = shown.filter((model) => model.path === null && !names.has(model.name))
  const known = familiesOf(absent, verdictOf)
  const groups = [
    { id: "onDisk", families: here },
    { id: "catalogue", families: known },
  ] as const
  const toggle = (id: string) =>
    setPicked((ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]))
  const row = ({ key, variants, best }: ModelFamily) => {
    const model = variants.find((variant) => variant.id === chosenId) ?? best
    const compared = picked.includes(model.id)
    const verdict = verdictOf(model)
    return (
      <ModelRow
        key={key}
        model={model}
        verdict={verdict}
        chosen={model.id === chosenId}
        variantCount={variants.length}
        compared={compared}
        onCompare={compared || picked.length < MOST_COMPARED ? () => toggle(model.id) : null}
      >
        {variants.length > 1 && (
          <VariantChoice variants={variants} chosenId={model.id} verdictOf={verdictOf} onChoose={onChoose} />
        )}
        <ModelDetail
          model={model}
          verdict={verdict}
          instead={insteadOf(verdict, models)}
          onChoose={onChoose}
        />
      </ModelRow>
    )
  }
  return (
    <>
      <RadioGroup.Root
        aria-label={t("title")}
        value={chosenId ?? ""}
        onValueChange={onChoose}
        className="flex flex-col gap-6"
      >
        {groups.map((group) => (
          <Section key={group.id} title={t(group.id)} action={actions[group.id]}>
            {group.families.length === 0 ? (
              <p className="text-13 text-muted">{t("noneMatch")}</p>
            ) : (
              <ul className="flex flex-col gap-2">{group.families.map(row)}</ul>
            )}
          </Section>
        ))}
      </RadioGroup.Root>
      <Compare
        models={picked.flatMap((id) => models.find((model) => model.id === id) ?? [])}
        verdictOf={verdictOf}
        onChoose={onChoose}
        onClear={() => setPicked([])}
      />
    </>
  )
}
