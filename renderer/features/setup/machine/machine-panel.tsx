import RefreshCw from "lucide-react/icons/refresh-cw"
import { useTranslation } from "react-i18next"
import type { MachineReport } from "#common/domain/hardware"
import { shortGpuName } from "../../../i18n/gpu-name"
import { useFormat } from "../../../i18n/use-format"
import { useAsked, useGlimmer } from "../../../state/use-glimmer"
import { Button } from "../../../ui/button"
import { Section } from "../../../ui/card"
import { Notice } from "../../../ui/notice"
import { PanelHead } from "../../../ui/panel-head"
import { ProblemNotice } from "../../../ui/problem-notice"
import { Skeleton } from "../../../ui/skeleton"
import { useModels } from "../../models/use-models"
import { useVerdicts } from "../../planner/use-verdicts"
import { Findings } from "./findings"
import { GpuCard } from "./gpu-card"
import { largestThatRuns } from "./largest-that-runs"
import { LinkWords } from "./link-words"
import { SystemFacts } from "./system-facts"

/** What this machine is and whether anything stands in the way. */
export function MachinePanel({ onChecks }: { readonly onChecks: () => void }) {
  const { t } = useTranslation("setup")
  const { machine } = useGlimmer()
  const { value: report, problem, busy } = useAsked(machine)
  const again = (
    <Button
      size="small"
      icon={<RefreshCw aria-hidden />}
      busy={busy && report !== null}
      onClick={() => void machine.askAgain()}
    >
      {busy && report !== null ? t("machine.rechecking") : t("machine.recheck")}
    </Button>
  )
  if (report === null) {
    return problem === null ? <Looking /> : <ProblemNotice problem={problem} actions={again} />
  }
  return (
    <div className="flex flex-col gap-8">
      <Headline report={report} action={again} />
      {problem !== null && <ProblemNotice problem={problem} />}
      <Findings report={report} onChecks={onChecks} />
      {report.gpus.length > 0 && (
        <Section title={t("machine.gpus")}>
          <LiveGpuCards report={report} />
          <LinkWords report={report} />
        </Section>
      )}
      {report.gpus.length === 0 && (
        <Notice level="note" title={t("machine.cpuTrial")}>
          {t("machine.cpuTrialText")}
        </Notice>
      )}
      <SystemFacts report={report} />
    </div>
  )
}

/** A tool that hangs can take ten seconds: that is said, and the page already has its shape. */
function Looking() {
  const { t } = useTranslation("setup")
  return (
    <div className="flex flex-col gap-8">
      <PanelHead title={t("machine.looking")} lead={t("machine.lookingLead")} />
      <Skeleton className="h-12 w-full rounded-card" />
      <Skeleton className="h-24 w-full rounded-card" />
      <Skeleton className="h-24 w-full rounded-card" />
    </div>
  )
}

function Headline({ report, action }: { readonly report: MachineReport; readonly action: React.ReactNode }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const { models } = useModels()
  const { verdictOf } = useVerdicts()
  const largest = models === null || verdictOf === null ? null : largestThatRuns(models, verdictOf)
  const lead =
    report.gpus.length === 0
      ? t("machine.leadCpu")
      : largest === null
        ? t("machine.leadGpu")
        : t("machine.leadLargest", { model: largest.name, size: format.bytes(largest.bytes) })
  return <PanelHead title={useHeadline(report)} lead={lead} action={action} />
}

/** "2 × H100, 80 GB each". */
function useHeadline({ gpus }: MachineReport): string {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const [first] = gpus
  if (first === undefined) return t("machine.headlineNone")
  const memory = (bytes: number) => format.gigabytes(bytes, 0)
  const alike = gpus.every((gpu) => gpu.name === first.name)
  if (!alike) {
    const total = gpus.reduce((sum, gpu) => sum + gpu.memoryTotalBytes, 0)
    return t("machine.headlineMixed", { count: gpus.length, memory: memory(total) })
  }
  const name = shortGpuName(first.name)
  return gpus.length === 1
    ? t("machine.headlineOne", { cards: name, memory: memory(first.memoryTotalBytes) })
    : t("machine.headline", { cards: `${gpus.length} × ${name}`, memory: memory(first.memoryTotalBytes) })
}

function LiveGpuCards({ report }: { readonly report: MachineReport }) {
  return (
    <ul className="flex flex-col gap-3">
      {report.gpus.map((gpu) => (
        <GpuCard key={gpu.uuid} gpu={gpu} />
      ))}
    </ul>
  )
}
