import Check from "lucide-react/icons/check"
import X from "lucide-react/icons/x"
import { useTranslation } from "react-i18next"
import type { SetupSnapshot, StepState } from "#common/domain/setup"
import { useSetupStepWords } from "../../../i18n/step-words"
import { useFormat } from "../../../i18n/use-format"
import { Card } from "../../../ui/card"
import { classes } from "../../../ui/classes"
import { RunningStep } from "./running-step"
import { usualSeconds } from "./time-left"

/** All steps in order, the one under way open. */
export function StepList({ snapshot }: { readonly snapshot: SetupSnapshot }) {
  return (
    <Card>
      <ol className="divide-y divide-line">
        {snapshot.steps.map((step) => (
          <StepRow key={step.id} step={step} idle={snapshot.phase === "idle"} />
        ))}
      </ol>
    </Card>
  )
}

function StepRow({ step, idle }: { readonly step: StepState; readonly idle: boolean }) {
  const { t } = useTranslation("setup")
  const format = useFormat()
  const words = useSetupStepWords()(step.id)
  const open = step.state === "running"
  return (
    <li
      aria-current={open ? "step" : undefined}
      className={classes("flex gap-3.5 px-4", open ? "py-4" : "py-2.5")}
    >
      <StepSign state={step.state} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-4">
          <h3
            className={classes(
              "text-14",
              !open && !idle && "font-normal",
              step.state === "waiting" && !idle && "text-muted",
            )}
          >
            {words.name}
            <span className="sr-only"> ({t(`progress.state.${step.state}`)})</span>
          </h3>
          <span className="tabular shrink-0 text-12 text-muted">
            {step.state === "waiting" && usualSeconds(step.id) >= 5
              ? t("progress.usual", { time: format.duration(usualSeconds(step.id) * 1000) })
              : step.startedAtMs !== null && step.endedAtMs !== null
                ? t("progress.took", { time: format.duration(step.endedAtMs - step.startedAtMs) })
                : ""}
          </span>
        </div>
        {(open || idle) && <p className="max-w-[64ch] text-13 text-muted">{words.why}</p>}
        {open && <RunningStep step={step} silentWords={words.silent} />}
      </div>
    </li>
  )
}

function StepSign({ state }: { readonly state: StepState["state"] }) {
  const frame = "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full [&_svg]:size-3"
  switch (state) {
    case "done":
      return (
        <span aria-hidden className={classes(frame, "bg-positive-soft text-positive")}>
          <Check strokeWidth={3} />
        </span>
      )
    case "failed":
      return (
        <span aria-hidden className={classes(frame, "bg-caution-soft text-caution")}>
          <X strokeWidth={3} />
        </span>
      )
    case "running":
      return (
        <span aria-hidden className={classes(frame, "border-2 border-accent")}>
          <span className="breathes size-2 rounded-full bg-accent" />
        </span>
      )
    case "waiting":
      return <span aria-hidden className={classes(frame, "border border-control/60")} />
  }
}
