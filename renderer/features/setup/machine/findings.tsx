import { useTranslation } from "react-i18next"
import type { MachineReport } from "#common/domain/hardware"
import { useFormat } from "../../../i18n/use-format"
import { Button } from "../../../ui/button"
import { Notice } from "../../../ui/notice"
import { ProblemNotice } from "../../../ui/problem-notice"
import { useHolderName } from "./gpu-card"
import { type BusyCard, busyCards, plainFindings } from "./machine-notices"

/** Red is for lost work, and here none is. */
const LEVELS = { error: "caution", warning: "caution", note: "note" } as const

export interface FindingsProps {
  readonly report: MachineReport
  /** Leads to what can be done. */
  readonly onChecks: () => void
}

/** Everything that is wrong or worth knowing, most serious first; one calm line when there is nothing. */
export function Findings({ report, onChecks }: FindingsProps) {
  const { t } = useTranslation("setup")
  const plain = plainFindings(report)
  const busy = busyCards(report)
  const old = report.foreignEngines
  if (plain.length === 0 && old.length === 0 && busy.length === 0) {
    return <Notice level="good" title={t("machine.fine")} />
  }
  return (
    <div className="flex flex-col gap-3">
      {plain.map(({ level, problem }) => (
        <ProblemNotice
          key={`${problem.code}${JSON.stringify(problem.values)}`}
          problem={problem}
          level={LEVELS[level]}
        />
      ))}
      {busy.map((card) => (
        <BusyNotice key={card.gpu.uuid} card={card} onChecks={onChecks} />
      ))}
      {old.map((engine) => (
        <Notice key={engine.python} level="note" title={t("machine.foreign")}>
          {engine.version === "0.8.4"
            ? t("machine.foreign084", { python: engine.python })
            : t("machine.foreignText", { version: engine.version, python: engine.python })}
        </Notice>
      ))}
    </div>
  )
}

interface BusyNoticeProps {
  readonly card: BusyCard
  readonly onChecks: () => void
}

function BusyNotice({ card: { gpu, heldBytes, holder }, onChecks }: BusyNoticeProps) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const name = useHolderName()
  const values = { held: format.gigabytes(heldBytes), gpu: gpu.index }
  return (
    <Notice
      level="caution"
      title={
        holder === null
          ? t("machine.busyUnknown", values)
          : holder.name === null
            ? t("machine.busyHidden", { ...values, pid: holder.pid })
            : t("machine.busy", { ...values, holder: name(holder) })
      }
      actions={
        <Button size="small" onClick={onChecks}>
          {t("machine.whatToDo")}
        </Button>
      }
    >
      {t("machine.busyFix")}
    </Notice>
  )
}
