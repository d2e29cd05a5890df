import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import type { EngineState } from "#common/domain/engine"
import { useModelName } from "../features/models/model-words"
import { useFormat } from "../i18n/use-format"
import { useAsked, useGlimmer, useLivePart } from "../state/use-glimmer"
import { classes } from "../ui/classes"
import { Hint } from "../ui/hint"
import { MeterBar } from "../ui/meter-bar"
import { hashOf } from "./route"

const DOTS: Readonly<Record<EngineState, string>> = {
  idle: "bg-control",
  stopped: "bg-control",
  starting: "bg-caution breathes",
  loading: "bg-caution breathes",
  stopping: "bg-caution breathes",
  ready: "bg-positive",
  crashed: "bg-danger",
}

/** The one place that always tells the truth about the engine. */
export function EngineChip() {
  const { t } = useTranslation("app")
  const glimmer = useGlimmer()
  const engine = useLivePart(glimmer.engine, (view) => view)
  const hasEngine = useLivePart(glimmer.setup, (view) => view === null || view.current !== null)
  const state = engine?.state ?? "idle"
  const word = hasEngine ? t(`engineState.${state}`) : t("chip.none")
  const nameOf = useModelName()
  const chosenId = useLivePart(glimmer.journey, (journey) => journey?.modelId ?? null)
  const chosen = useAsked(glimmer.models).value?.find(({ id }) => id === chosenId)
  const model = engine?.request?.modelName ?? (chosen === undefined ? null : nameOf(chosen))
  return (
    <Hint text={model === null ? word : `${word} · ${model}`} side="right">
      <a
        href={hashOf({ page: "engine", section: "now" })}
        className="mt-auto flex flex-col gap-1.5 rounded-control border border-line bg-raised p-2.5 transition-colors duration-[120ms] hover:bg-hover max-[1099px]:items-center"
      >
        <span className="flex items-center gap-2 text-13 font-medium">
          <span aria-hidden className={classes("size-2 shrink-0 rounded-full", DOTS[state])} />
          <span className="truncate max-[1099px]:sr-only">{word}</span>
        </span>
        <span className="truncate text-12 text-muted max-[1099px]:sr-only">{model ?? t("chip.noModel")}</span>
        <span className="sr-only">{t("chip.open")}</span>
        {state !== "idle" && state !== "stopped" && <ChipMemory />}
      </a>
    </Hint>
  )
}

/** The memory of all cards together, asked for only while the page can be seen. */
function ChipMemory() {
  const visible = useVisible()
  return visible ? <LiveChipMemory /> : null
}

function LiveChipMemory() {
  const { t } = useTranslation("app")
  const format = useFormat()
  const gpus = useLivePart(useGlimmer().gpus, (cards) => cards) ?? []
  if (gpus.length === 0) return null
  const total = gpus.reduce((sum, gpu) => sum + gpu.memoryTotalBytes, 0)
  const used = gpus.reduce((sum, gpu) => sum + gpu.memoryTotalBytes - gpu.memoryFreeBytes, 0)
  const label = t("chip.memory", { used: format.gigabytes(used), total: format.gigabytes(total, 0) })
  return (
    <MeterBar
      label={label}
      total={total}
      parts={[{ amount: used, fill: "bg-chart-2" }]}
      className="h-1 w-full"
    />
  )
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === "visible")
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === "visible")
    document.addEventListener("visibilitychange", look)
    return () => document.removeEventListener("visibilitychange", look)
  }, [])
  return visible
}
