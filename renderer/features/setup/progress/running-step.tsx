import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { StepProgress, StepState } from "#common/domain/setup"
import { type Format } from "../../../i18n/format"
import { useFormat } from "../../../i18n/use-format"
import { Progress } from "../../../ui/progress"
import { useNow } from "../../../ui/use-now"

/** Silent for longer than this, a step explains itself, ms. */
const SILENT_MS = 8000

export interface RunningStepProps {
  readonly step: StepState
  readonly silentWords: string
}

/** The step under way: how much, how fast, how long still, its newest line; and that silence is normal. */
export function RunningStep({ step, silentWords }: RunningStepProps) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const now = useNow("second")
  const { progress } = step
  const silentMs = useSilence(progress, now)
  const figures = progress === null ? [] : figuresOf(progress, format, t)
  const since =
    step.startedAtMs === null
      ? null
      : t("progress.since", { time: format.duration(Math.max(0, now - step.startedAtMs)) })
  return (
    <div className="mt-3 flex flex-col gap-2">
      <Progress fraction={fractionOf(progress)} label={t("progress.stepProgress")} />
      <p className="tabular flex flex-wrap gap-x-4 text-12 text-muted">
        {[...figures, since]
          .filter((figure) => figure !== null)
          .map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
      </p>
      {progress !== null && progress.line !== "" && (
        <p className="truncate font-mono text-12 text-muted" title={progress.line}>
          {progress.line}
        </p>
      )}
      {silentMs > SILENT_MS && <p className="appears text-13">{silentWords}</p>}
    </div>
  )
}

function fractionOf(progress: StepProgress | null): number | null {
  if (progress === null || progress.total === null || progress.total <= 0) return null
  return progress.done / progress.total
}

function figuresOf(
  progress: StepProgress,
  format: Format,
  t: ReturnType<typeof useTranslation<"setup">>["t"],
): readonly string[] {
  const { done, total, unit, rate, remainingSeconds } = progress
  const figures: string[] = []
  if (unit === "bytes" && total !== null) {
    figures.push(t("progress.bytes", { done: format.bytes(done), total: format.bytes(total) }))
  }
  if (unit === "bytes" && total === null) figures.push(format.bytes(done))
  if (unit === "files" && total !== null) {
    figures.push(t("progress.files", { done: format.number(done), total: format.number(total) }))
  }
  if (unit === "bytes" && rate !== null) figures.push(format.rate(rate))
  if (remainingSeconds !== null) figures.push(t("progress.left", { time: format.range(remainingSeconds) }))
  return figures
}

/** ms since the step last showed a sign of life. Its own clock ticking is none. */
function useSilence(progress: StepProgress | null, now: number): number {
  const sign = progress === null ? "" : `${progress.line}|${progress.unit === "bytes" ? progress.done : ""}`
  const [last, setLast] = useState({ sign, atMs: now })
  if (last.sign !== sign) setLast({ sign, atMs: now })
  return now - last.atMs
}
