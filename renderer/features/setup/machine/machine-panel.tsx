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
import { SkeletonPage } from "../../../ui/skeleton"
import { Findings } from "./findings"
import { GpuCard } from "./gpu-card"
import { LinkWords } from "./link-words"
import { SystemFacts } from "./system-facts"

/** What this machine is and whether anything stands in the way. */
export function MachinePanel() {
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
    return problem === null ? (
      <SkeletonPage label={t("machine.looking")} />
    ) : (
      <ProblemNotice problem={problem} actions={again} />
    )
  }
  return (
    <div className="flex flex-col gap-8">
      <Headline report={report} action={again} />
      {problem !== null && <ProblemNotice problem={problem} />}
      <Findings report={report} />
      {report.gpus.length > 0 && (
        <Section title={t("machine.gpus")}>
          <LiveGpuCards report={report} />
          <LinkWords report={report} />
        </Section>
      )}
      {report.otherGpus.length > 0 && (
        <Section title={t("machine.otherGpus")}>
          <ul className="text-13 text-muted">
            {report.otherGpus.map((gpu) => (
              <li key={gpu.name}>{t("machine.otherGpu", { name: gpu.name, vendor: gpu.vendor })}</li>
            ))}
          </ul>
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

function Headline({ report, action }: { readonly report: MachineReport; readonly action: React.ReactNode }) {
  const { t } = useTranslation("setup")
  const lead =
    report.gpus.length === 0
      ? t("machine.leadCpu")
      : t("machine.leadGpu", { cuda: report.cudaVersion ?? "?", driver: report.driverVersion ?? "?" })
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
