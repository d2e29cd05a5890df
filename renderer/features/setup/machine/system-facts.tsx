import { useTranslation } from "react-i18next"
import type { MachineReport } from "#common/domain/hardware"
import { useFormat } from "../../../i18n/use-format"
import { Section } from "../../../ui/card"
import { Disclosure } from "../../../ui/disclosure"
import { type Fact, Facts } from "../../../ui/facts"

/** Processor, memory, disk, system; and how long it took to find out. */
export function SystemFacts({ report }: { readonly report: MachineReport }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const took: Fact[] = Object.entries(report.tookMs).map(([what, ms]) => ({
    term: what,
    value: `${format.number(ms)} ms`,
  }))
  return (
    <Section title={t("machine.system")}>
      <Facts facts={useSystemFacts(report)} />
      <Disclosure label={t("machine.measured")}>
        <Facts facts={took} />
        <p className="mt-2 text-12 text-muted">
          {t("machine.takenAt", { time: format.dateTime(report.takenAtMs) })}
        </p>
      </Disclosure>
    </Section>
  )
}

function useSystemFacts({
  cpu,
  memory,
  disk,
  os,
  driverVersion,
  cudaVersion,
}: MachineReport): readonly Fact[] {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const system = [
    `${os.name} ${os.release}`.trim(),
    os.wsl ? t("machine.wsl") : null,
    `Linux ${os.kernel}`,
    os.architecture,
  ]
  const facts: (Fact | null)[] = [
    {
      term: t("machine.cpu"),
      value: t("machine.cpuValue", { name: cpu.name, cores: cpu.cores, threads: cpu.threads }),
    },
    {
      term: t("machine.memory"),
      value: t("machine.memoryValue", {
        available: format.bytes(memory.availableBytes),
        total: format.bytes(memory.totalBytes),
      }),
    },
    {
      term: t("machine.disk"),
      value: t("machine.diskValue", {
        free: format.bytes(disk.freeBytes),
        total: format.bytes(disk.totalBytes),
        path: disk.path,
      }),
    },
    { term: t("machine.os"), value: system.filter((part) => part !== null && part !== "").join(" · ") },
    driverVersion === null
      ? null
      : {
          term: t("machine.driver"),
          value: t("machine.driverValue", { driver: driverVersion, cuda: cudaVersion ?? "?" }),
        },
  ]
  return facts.filter((fact) => fact !== null)
}
