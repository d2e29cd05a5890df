import { useTranslation } from "react-i18next"
import type { Finding, Gpu, MachineReport } from "#common/domain/hardware"
import { useFormat } from "../../../i18n/use-format"
import { Notice } from "../../../ui/notice"
import { ProblemNotice } from "../../../ui/problem-notice"
import { useHolderName } from "./gpu-card"

/** Memory of a card that others hold before it is worth a word: a desktop takes up to this much. */
const WORTH_A_WORD_BYTES = 1.5 * 1024 ** 3

const LEVELS = { error: "danger", warning: "caution", note: "note" } as const

/** Everything that is wrong or worth knowing, most serious first; one calm line when there is nothing. */
export function Findings({ report }: { readonly report: MachineReport }) {
  const { t } = useTranslation("setup")
  const old = report.foreignEngines
  const busy = report.gpus.filter((gpu) => largestHolder(gpu) !== null)
  if (report.findings.length === 0 && old.length === 0 && busy.length === 0) {
    return <Notice level="good" title={t("machine.fine")} />
  }
  return (
    <div className="flex flex-col gap-3">
      {report.findings.filter(isNotAboutForeign).map((finding) => (
        <ProblemNotice key={finding.problem.code} problem={finding.problem} level={LEVELS[finding.level]} />
      ))}
      {busy.map((gpu) => (
        <BusyGpu key={gpu.uuid} gpu={gpu} />
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

function BusyGpu({ gpu }: { readonly gpu: Gpu }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const name = useHolderName()
  const holder = largestHolder(gpu)
  if (holder === null) return null
  return (
    <Notice
      level="caution"
      title={t("machine.busy", {
        holder: name(holder),
        held: format.gigabytes(holder.memoryBytes ?? 0),
        gpu: gpu.index,
      })}
    >
      {t("machine.busyFix")}
    </Notice>
  )
}

/** The one that holds most, when that is worth a word and not our own engine. */
function largestHolder(gpu: Gpu) {
  const others = gpu.processes.filter((process) => !process.own)
  const largest = others.toSorted((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0))[0]
  return largest !== undefined && (largest.memoryBytes ?? 0) > WORTH_A_WORD_BYTES ? largest : null
}

/** The old vLLM has a sentence of its own here, with its folder. */
function isNotAboutForeign(finding: Finding): boolean {
  return finding.problem.code !== "glm4-linear-tuple"
}
