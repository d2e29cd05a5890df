import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { targetFor } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import { Card } from "../../ui/card"
import { Notice } from "../../ui/notice"
import { PanelHead } from "../../ui/panel-head"
import { SkeletonPage } from "../../ui/skeleton"
import { Arithmetic } from "./arithmetic"
import { GpuBars } from "./gpu-bars"
import { LaunchCommand } from "./launch-command"
import { ParallelChoice } from "./parallel-choice"
import { PlanSliders } from "./plan-sliders"
import { presetWishes } from "./plan-for-page"
import { PresetChoice } from "./preset-choice"
import { presetOf } from "./preset-of"
import { usePlan, wish } from "./use-plan"
import { VerdictLine } from "./verdict-line"

export interface PlannerPanelProps {
  readonly model: ModelChoice | null
  /** Settings taken over earlier. */
  readonly saved: LaunchSettings | null
  /** Whether it is to be started now, or after something that takes a while. */
  readonly when: "now" | "later"
  readonly onModels: () => void
  /** Leads to what can be done about memory that others hold. */
  readonly onChecks: () => void
}

/** How a model's memory is laid out on the cards, and the few things there are to decide about it. */
export function PlannerPanel({ model, saved, when, onModels, onChecks }: PlannerPanelProps) {
  const { t } = useTranslation("planner")
  const state = usePlan(model, saved)
  const subject = state?.subject
  const presets = useMemo(
    () =>
      subject === undefined
        ? null
        : {
            balanced: presetWishes(subject, "balanced"),
            "longest-context": presetWishes(subject, "longest-context"),
            "most-chats": presetWishes(subject, "most-chats"),
            "leave-room": presetWishes(subject, "leave-room"),
          },
    [subject],
  )

  if (model === null) return <PanelHead title={t("title")} lead={t("noModel")} />
  if (state === null || presets === null) return <SkeletonPage label={t("title")} />
  if (state.plan === null) {
    return (
      <div className="flex flex-col gap-7">
        <PanelHead title={t("fixed.title")} lead={t("fixed.lead")} />
        <Notice level="note">
          {targetFor(state.subject.report) === "cpu" ? t("fixed.cpu") : t("fixed.selftest")}
        </Notice>
        <LaunchCommand model={model} launch={state.launch} />
      </div>
    )
  }
  const { plan, wishes } = state
  return (
    <div className="flex flex-col gap-5">
      <PanelHead
        title={t("title")}
        lead={t(plan.fits === false ? "leadUnfit" : "lead", { model: model.name })}
      />
      <PresetChoice
        chosen={presetOf(wishes, presets)}
        onChoose={(preset) => wish(model.id, presets[preset])}
      />
      <Card className="flex flex-col gap-4 p-5">
        <VerdictLine
          plan={plan}
          contextTokens={plan.maxModelLen ?? 0}
          when={when}
          onModels={onModels}
          onChecks={onChecks}
        />
        <GpuBars plan={plan} />
        <PlanSliders plan={plan} wishes={wishes} onWish={(next) => wish(model.id, next)} />
      </Card>
      <ParallelChoice
        gpuCount={state.subject.report.gpus.length}
        plan={plan}
        wishes={wishes}
        onWish={(next) => wish(model.id, next)}
      />
      <Arithmetic plan={plan} />
      <LaunchCommand model={model} launch={state.launch} />
    </div>
  )
}
