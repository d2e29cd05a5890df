import { useTranslation } from "react-i18next"
import type { BinnedModel } from "#common/domain/library"
import { useFormat } from "../../../i18n/use-format"
import { useAction } from "../../../state/use-action"
import { useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Card, Section } from "../../../ui/card"
import { ProblemNotice } from "../../../ui/problem-notice"
import { showToast } from "../../../ui/toasts"

/** What was deleted and can come back; emptying it is what frees the disk. */
export function Bin({ bin }: { readonly bin: readonly BinnedModel[] }) {
  const { t } = useTranslation("library")
  const format = useFormat()
  const { client } = useGlimmer()
  const size = format.bytes(bin.reduce((sum, model) => sum + model.bytes, 0))
  const empty = useAction(async () => {
    await client.library.emptyBin({ binId: null })
    showToast({ text: t("binEmptied", { size }) })
  })
  const restore = useAction((binId: string) => client.library.restore({ binId }))
  const problem = empty.problem ?? restore.problem
  if (bin.length === 0) return null
  return (
    <Section
      title={t("bin")}
      hint={t("binHint", { size })}
      action={
        <Button size="small" busy={empty.busy} onClick={() => void empty.run()}>
          {t("binEmpty")}
        </Button>
      }
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <Card>
        <ul className="divide-y divide-line">
          {bin.map((model) => (
            <li key={model.binId} className="flex items-center gap-3 px-4 py-2">
              <div className="min-w-0 flex-1">
                <p className="text-14 [overflow-wrap:anywhere]">{model.name}</p>
                <p className="tabular text-12 text-muted">
                  {format.bytes(model.bytes)} · {t("removedAt", { when: format.dateTime(model.removedAtMs) })}
                </p>
              </div>
              <Button size="small" disabled={restore.busy} onClick={() => void restore.run(model.binId)}>
                {t("putBack")}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
