import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { GpuPlan, MemoryPlan } from "#common/domain/plan/types"
import { shortGpuName } from "../../i18n/gpu-name"
import { useFormat } from "../../i18n/use-format"
import { MemoryBar, MemoryLegend, type MemorySegment, type MemoryTone } from "../../ui/memory-bar"
import { segmentBytes } from "./segments"

/** One bar a card, one legend for all. */
export function GpuBars({ plan }: { readonly plan: MemoryPlan }) {
  const { t } = useTranslation("planner")
  const format = useFormat()
  const [active, setActive] = useState<MemoryTone | null>(null)
  const segmentsOf = useSegments()
  const [first] = plan.gpus
  if (first === undefined) return null
  const legend = segmentsOf(first)
  const meaning = legend.find((segment) => segment.tone === (active ?? "chats"))?.meaning
  return (
    <>
      {plan.gpus.map((gpu) => (
        <div key={gpu.uuid}>
          <p className="tabular mb-1 flex justify-between gap-4 text-13">
            <span className="font-medium">
              {t("gpu", { index: gpu.index, name: shortGpuName(gpu.name) })}
            </span>
            <span className="text-muted">{format.gigabytes(gpu.totalBytes)}</span>
          </p>
          <MemoryBar
            label={t("barLabel", { index: gpu.index, name: shortGpuName(gpu.name) })}
            totalBytes={gpu.totalBytes}
            segments={segmentsOf(gpu)}
            limit={{
              bytes: gpu.limitBytes,
              label: t("limit", { percent: format.percent(plan.utilization) }),
            }}
            endLabel={t("end")}
            active={active}
            onActive={setActive}
          />
        </div>
      ))}
      {/* In a low window the sliders come first: bar and slider belong in one view. */}
      <div className="flex flex-col gap-2 [@media(max-height:719px)]:order-last">
        <MemoryLegend segments={legend} active={active} onActive={setActive} />
        {/* Always there: pointing at a part moves nothing. */}
        <p className="min-h-10 text-13 text-muted min-[900px]:min-h-5">{meaning}</p>
      </div>
    </>
  )
}

function useSegments(): (gpu: GpuPlan) => readonly MemorySegment[] {
  const { t } = useTranslation("planner")
  const format = useFormat()
  return (gpu) =>
    segmentBytes(gpu).map(({ tone, bytes }) => ({
      tone,
      bytes,
      label: t(`segment.${tone}.name`),
      meaning: t(`segment.${tone}.meaning`),
      value: format.gigabytes(bytes),
    }))
}
