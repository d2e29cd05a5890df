import { useTranslation } from "react-i18next"
import type { SelftestRecord } from "#common/domain/setup"
import { useFormat } from "../../../i18n/use-format"
import { Card } from "../../../ui/card"

/** What the new engine was asked and what it answered: the reason why it counts as ready. */
export function Proof({ record }: { readonly record: SelftestRecord }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const rows = [
    [t("versions.question"), record.chat, format.duration(record.chatMs)],
    [t("versions.toolCall"), record.toolCall, format.duration(record.toolCallMs)],
    [t("versions.answer"), record.answer, null],
  ] as const
  return (
    <Card className="px-4 py-3">
      <dl className="grid grid-cols-[max-content_1fr_max-content] items-baseline gap-x-6 gap-y-1.5 text-13">
        {rows.map(([term, said, time]) => (
          <div key={term} className="contents">
            <dt className="text-muted">{term}</dt>
            <dd className="min-w-0 font-mono text-12 [overflow-wrap:anywhere]">{said}</dd>
            <dd className="tabular text-12 text-muted">{time}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
