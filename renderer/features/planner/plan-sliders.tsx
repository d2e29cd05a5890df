import { useTranslation } from "react-i18next"
import { chatsFor, contextFor } from "#common/domain/plan/presets"
import type { MemoryPlan } from "#common/domain/plan/types"
import { useFormat } from "../../i18n/use-format"
import { usePages } from "../../i18n/use-pages"
import { Slider } from "../../ui/slider"
import { contextSteps, type PageWishes, UTILIZATION } from "./plan-for-page"
import { SliderRow } from "./slider-row"

export interface PlanSlidersProps {
  readonly plan: MemoryPlan
  readonly wishes: PageWishes
  readonly onWish: (wishes: PageWishes) => void
}

/** The three things a person may turn: how much of the card, how long a text, how many people at once. */
export function PlanSliders({ plan, wishes, onWish }: PlanSlidersProps) {
  return (
    <div className="flex flex-col gap-3.5">
      <UtilizationSlider
        utilization={plan.utilization}
        onChange={(utilization) => onWish({ ...wishes, utilization })}
      />
      <ContextSlider plan={plan} onChange={(contextTokens) => onWish({ ...wishes, contextTokens })} />
      <ChatsSlider plan={plan} onChange={(contextTokens) => onWish({ ...wishes, contextTokens })} />
    </div>
  )
}

interface UtilizationSliderProps {
  readonly utilization: number
  readonly onChange: (utilization: number) => void
}

function UtilizationSlider({ utilization, onChange }: UtilizationSliderProps) {
  const { t } = useTranslation("planner")
  const format = useFormat()
  const shown = format.percent(utilization)
  return (
    <SliderRow
      name={t("utilization.name")}
      term="gpu-memory-utilization"
      value={shown}
      hint={t("utilization.hint")}
    >
      <Slider
        label={t("utilization.name")}
        value={Math.round(utilization * 100)}
        min={UTILIZATION.least * 100}
        max={UTILIZATION.most * 100}
        step={1}
        valueText={shown}
        onChange={(percent) => onChange(percent / 100)}
      />
    </SliderRow>
  )
}

interface DialProps {
  readonly plan: MemoryPlan
  readonly onChange: (contextTokens: number) => void
}

function ContextSlider({ plan, onChange }: DialProps) {
  const { t } = useTranslation("planner")
  const format = useFormat()
  const pages = usePages()
  const context = plan.maxModelLen ?? plan.shape?.maxPosition ?? 0
  const steps = contextSteps(plan, context)
  const tokens = format.number(context)
  return (
    <SliderRow
      name={t("context.name")}
      term="max-model-len"
      value={t("context.value", { tokens })}
      hint={t("context.hint", { pages: pages(context) })}
    >
      <Slider
        label={t("context.name")}
        value={steps.indexOf(context)}
        min={0}
        max={Math.max(1, steps.length - 1)}
        step={1}
        valueText={t("context.spoken", { tokens, pages: pages(context) })}
        onChange={(step) => onChange(steps[step] ?? context)}
      />
    </SliderRow>
  )
}

/** The other end of the same dial: more chats at once mean less context for each. */
function ChatsSlider({ plan, onChange }: DialProps) {
  const { t } = useTranslation("planner")
  const format = useFormat()
  const context = plan.maxModelLen ?? plan.shape?.maxPosition ?? 0
  const steps = contextSteps(plan, context)
  const chats = chatsFor(plan, context)
  const most = Math.max(2, chatsFor(plan, steps[0] ?? context))
  const least = Math.max(1, chatsFor(plan, steps.at(-1) ?? context))
  const value = t("chats.value", { count: chats })
  return (
    <SliderRow
      name={t("chats.name")}
      term={t("chats.term")}
      value={value}
      hint={t("chats.hint", { tokens: format.tokens(plan.cache?.tokens.likely ?? 0) })}
    >
      <Slider
        label={t("chats.name")}
        value={Math.log2(Math.max(1, chats))}
        min={Math.log2(least)}
        max={Math.log2(most)}
        step={0.01}
        valueText={value}
        disabled={most <= least}
        onChange={(power) => onChange(stepFor(contextFor(plan, Math.round(2 ** power)), steps))}
      />
    </SliderRow>
  )
}

/** The longest of the steps that stays within a length. */
function stepFor(tokens: number, steps: readonly number[]): number {
  return steps.findLast((step) => step <= tokens) ?? steps[0] ?? tokens
}
