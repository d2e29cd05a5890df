import { useTranslation } from "react-i18next"
import type { SetupView } from "#common/domain/setup"
import { useSetupStepWords } from "../../../i18n/step-words"
import { useFormat } from "../../../i18n/use-format"
import { Progress } from "../../../ui/progress"
import { useNow } from "../../../ui/use-now"
import { timeLeft } from "./time-left"

/** The whole way as one bar, with the time it still takes. */
export function OverallProgress({ setup: { snapshot, overall } }: { readonly setup: SetupView }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const words = useSetupStepWords()
  const now = useNow(snapshot.phase === "running" ? "second" : "never")
  const left = timeLeft(snapshot, now)
  const running = snapshot.steps.find((step) => step.state === "running")
  // Spoken when the step changes or another tenth is done, not with every byte.
  const spoken =
    running === undefined
      ? ""
      : t("progress.live", {
          step: words(running.id).name,
          percent: format.percent(Math.floor(overall * 10) / 10),
        })
  return (
    <div className="flex flex-col gap-2">
      <div className="tabular flex justify-between gap-4 text-13">
        <span className="font-medium">{format.percent(overall)}</span>
        <span className="text-muted">
          {left === null
            ? snapshot.phase === "running"
              ? t("progress.leftUnknown")
              : ""
            : left === "late"
              ? t("progress.late")
              : t("progress.left", { time: format.range(left) })}
        </span>
      </div>
      <Progress fraction={overall} label={t("progress.overall")} className="h-2" />
      <output className="sr-only">{spoken}</output>
    </div>
  )
}
