import { useTranslation } from "react-i18next"
import type { EngineView } from "#common/domain/engine"
import type { Gpu } from "#common/domain/hardware"
import { shortGpuName } from "../../i18n/gpu-name"
import { useFormat } from "../../i18n/use-format"
import { useAsked, useGlimmer, useLive } from "../../state/use-glimmer"
import { Card, Section } from "../../ui/card"
import { classes } from "../../ui/classes"
import { MeterBar } from "../../ui/meter-bar"

/** GPU memory as it is right now, once a second while this page is looked at. */
export function MemoryNow({ engine }: { readonly engine: EngineView }) {
  const { t } = useTranslation("engine")
  const glimmer = useGlimmer()
  const live = useLive(glimmer.gpus).value
  const report = useAsked(glimmer.machine).value
  const gpus = live ?? report?.gpus ?? []
  const used = engine.request?.settings.gpuUuids ?? []
  const shown = used.length === 0 ? gpus : gpus.filter((gpu) => used.includes(gpu.uuid))
  if (shown.length === 0) return null
  return (
    <Section title={t("memory.title")}>
      <Card className="flex flex-col gap-4 p-4">
        {shown.map((gpu) => (
          <GpuNow key={gpu.uuid} gpu={gpu} />
        ))}
      </Card>
    </Section>
  )
}

function GpuNow({ gpu }: { readonly gpu: Gpu }) {
  const { t } = useTranslation("engine")
  const format = useFormat()
  const used = gpu.memoryTotalBytes - gpu.memoryFreeBytes
  const own = gpu.processes
    .filter((process) => process.own)
    .reduce((sum, process) => sum + (process.memoryBytes ?? 0), 0)
  const others = Math.max(0, used - own)
  const words = t("memory.value", {
    used: format.gigabytes(used),
    total: format.gigabytes(gpu.memoryTotalBytes),
  })
  const details = [
    gpu.utilizationPercent === null
      ? null
      : t("memory.busy", { percent: format.percent(gpu.utilizationPercent / 100) }),
    gpu.temperatureCelsius === null ? null : t("memory.temperature", { value: gpu.temperatureCelsius }),
  ].filter((detail) => detail !== null)
  return (
    <div className="flex flex-col gap-2">
      <div className="tabular flex flex-wrap justify-between gap-x-4 text-13">
        <span className="font-medium">
          {t("memory.gpu", { index: gpu.index, name: shortGpuName(gpu.name) })}
        </span>
        <span className="text-muted">{[words, ...details].join(" · ")}</span>
      </div>
      <MeterBar
        label={words}
        total={gpu.memoryTotalBytes}
        parts={[
          { amount: own, fill: "bg-chart-2" },
          { amount: others, fill: "hatched bg-chart-1" },
        ]}
        className="h-3"
      />
      <ul className="tabular flex flex-wrap gap-x-5 gap-y-0.5 text-12 text-muted">
        <Part fill="bg-chart-2" name={t("memory.engine")} bytes={own} />
        <Part fill="hatched bg-chart-1" name={t("memory.others")} bytes={others} />
        <Part fill="bg-chart-6" name={t("memory.free")} bytes={gpu.memoryFreeBytes} />
      </ul>
    </div>
  )
}

interface PartProps {
  readonly fill: string
  readonly name: string
  readonly bytes: number
}

/** What a colour of the bar stands for, and how much it is. */
function Part({ fill, name, bytes }: PartProps) {
  const format = useFormat()
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={classes("size-2.5 rounded-[3px]", fill)} />
      {name} {format.gigabytes(bytes)}
    </li>
  )
}
