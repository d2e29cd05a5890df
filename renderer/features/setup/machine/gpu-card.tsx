import { useTranslation } from "react-i18next"
import type { Gpu, GpuProcess } from "#common/domain/hardware"
import { shortGpuName } from "../../../i18n/gpu-name"
import { useFormat } from "../../../i18n/use-format"
import { useGlimmer, useLivePart } from "../../../state/use-glimmer"
import { Card } from "../../../ui/card"
import { MeterBar } from "../../../ui/meter-bar"

/** One card: how much of its memory is free, and who has the rest. */
export function GpuCard({ gpu: reported }: { readonly gpu: Gpu }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const now = useLivePart(useGlimmer().gpus, (gpus) => gpus?.find((one) => one.uuid === reported.uuid))
  const gpu = now ?? reported
  const used = gpu.memoryTotalBytes - gpu.memoryFreeBytes
  const own = gpu.processes
    .filter((process) => process.own)
    .reduce((sum, process) => sum + (process.memoryBytes ?? 0), 0)
  const free = t("machine.free", {
    free: format.gigabytes(gpu.memoryFreeBytes),
    total: format.gigabytes(gpu.memoryTotalBytes),
  })
  return (
    <li>
      <Card className="flex flex-col gap-2.5 p-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className="text-14">
            {t("machine.gpuName", { index: gpu.index, name: shortGpuName(gpu.name) })}
          </h3>
          <span className="tabular text-13 text-muted">{free}</span>
        </div>
        <MeterBar
          label={free}
          total={gpu.memoryTotalBytes}
          parts={[
            { amount: own, fill: "bg-chart-2" },
            { amount: Math.max(0, used - own), fill: "hatched bg-chart-1" },
          ]}
          className="h-2.5"
        />
        <p className="tabular flex flex-wrap gap-x-3 text-12 text-muted">
          {useTraits(gpu).map((trait) => (
            <span key={trait}>{trait}</span>
          ))}
        </p>
        <Holders processes={gpu.processes} />
      </Card>
    </li>
  )
}

function useTraits(gpu: Gpu): readonly string[] {
  const { t } = useTranslation("setup")
  const format = useFormat()
  return [
    gpu.computeCapability === null
      ? null
      : t("machine.capability", { value: format.number(gpu.computeCapability, 1) }),
    gpu.temperatureCelsius === null ? null : t("machine.temperature", { value: gpu.temperatureCelsius }),
    gpu.powerDrawWatts === null || gpu.powerLimitWatts === null
      ? null
      : t("machine.power", {
          now: format.number(gpu.powerDrawWatts),
          limit: format.number(gpu.powerLimitWatts),
        }),
    gpu.displayActive === true ? t("machine.display") : null,
  ].filter((trait) => trait !== null)
}

function Holders({ processes }: { readonly processes: readonly GpuProcess[] }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const name = useHolderName()
  if (processes.length === 0) return null
  return (
    <div className="border-t border-line pt-2.5">
      <p className="mb-1 text-12 text-muted">{t("machine.holders")}</p>
      <ul className="flex flex-col gap-0.5 text-13">
        {processes.map((process) => (
          <li key={process.pid} className="flex justify-between gap-4">
            <span className="min-w-0 break-words">{name(process)}</span>
            <span className="tabular text-muted">
              {process.memoryBytes === null ? "–" : format.bytes(process.memoryBytes)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Whose program it is, as far as the driver tells. */
export function useHolderName(): (process: GpuProcess) => string {
  const { t } = useTranslation("setup")
  return (process) => {
    if (process.own) return t("machine.holderOwn")
    if (process.name === null) return t("machine.holderHidden", { pid: process.pid })
    return t("machine.holder", {
      name: process.name,
      user: process.user ?? t("machine.unknownUser"),
      pid: process.pid,
    })
  }
}
