import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { ModelChoice } from "#common/domain/model"
import { Button } from "../../ui/button"
import { Dialog } from "../../ui/dialog"
import { useVerdictSentence, type Verdict, VerdictBadge } from "../../ui/verdict"
import { useModelFacts } from "./use-model-facts"
import { useModelName } from "./model-words"

/** More than this do not fit side by side. */
export const MOST_COMPARED = 3

export interface CompareProps {
  readonly models: readonly ModelChoice[]
  readonly verdictOf: (model: ModelChoice) => Verdict
  readonly onChoose: (modelId: string) => void
  readonly onClear: () => void
}

/** What was picked for comparing, at the foot of the list; side by side at a press. */
export function Compare({ models, verdictOf, onChoose, onClear }: CompareProps) {
  const { t } = useTranslation("models")
  const nameOf = useModelName()
  const [open, setOpen] = useState(false)
  if (models.length === 0) return null
  return (
    <div className="sticky bottom-0 z-10 -my-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-float px-4 py-2.5 shadow-float">
      <p className="min-w-0 flex-1 basis-60 text-13 [overflow-wrap:anywhere]">
        {models.length === 1 && <span className="text-muted">{t("compare.more")} </span>}
        {models.map(nameOf).join(" · ")}
      </p>
      <Button size="small" variant="quiet" onClick={onClear}>
        {t("compare.clear")}
      </Button>
      <Button size="small" disabled={models.length < 2} onClick={() => setOpen(true)}>
        {t("compare.open", { count: models.length })}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("compare.title")}
        className="w-[min(60rem,calc(100vw-2rem))]"
      >
        <SideBySide
          models={models}
          verdictOf={verdictOf}
          onChoose={(modelId) => {
            setOpen(false)
            onChoose(modelId)
          }}
        />
      </Dialog>
    </div>
  )
}

function SideBySide({ models, verdictOf, onChoose }: Omit<CompareProps, "onClear">) {
  const { t } = useTranslation("models")
  const nameOf = useModelName()
  const sentence = useVerdictSentence()
  const factsOf = useModelFacts()
  const columns = models.map((model) => ({ model, verdict: verdictOf(model), facts: factsOf(model) }))
  const rows = columns[0]?.facts ?? []
  return (
    <div className="thin-scroll overflow-x-auto p-5">
      <table className="w-full table-fixed text-13">
        <thead>
          <tr className="align-top">
            <th scope="col" className="w-28">
              <span className="sr-only">{t("details")}</span>
            </th>
            {columns.map(({ model, verdict }) => (
              <th key={model.id} scope="col" className="min-w-40 pr-4 pb-3 text-left font-normal">
                <span className="block text-14 font-medium [overflow-wrap:anywhere]">{nameOf(model)}</span>
                <span className="mt-1 block">
                  <VerdictBadge verdict={verdict} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="border-t border-line align-top">
            <th scope="row" className="py-2 pr-4 text-left font-normal text-muted">
              {t("compare.here")}
            </th>
            {columns.map(({ model, verdict }) => (
              <td key={model.id} className="py-2 pr-4">
                {sentence(verdict)}
              </td>
            ))}
          </tr>
          {rows.map(({ term }, row) => (
            <tr key={term} className="border-t border-line align-top">
              <th scope="row" className="py-2 pr-4 text-left font-normal text-muted">
                {term}
              </th>
              {columns.map(({ model, facts }) => (
                <td key={model.id} className="tabular py-2 pr-4 [overflow-wrap:anywhere]">
                  {facts[row]?.value ?? "–"}
                </td>
              ))}
            </tr>
          ))}
          <tr className="border-t border-line">
            <th scope="row">
              <span className="sr-only">{t("use")}</span>
            </th>
            {columns.map(({ model }) => (
              <td key={model.id} className="pt-3 pr-4">
                <Button size="small" onClick={() => onChoose(model.id)}>
                  {t("use")}
                </Button>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}
