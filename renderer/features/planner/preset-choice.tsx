import { RadioGroup } from "radix-ui"
import { useTranslation } from "react-i18next"
import { PLAN_PRESETS, type PlanPreset } from "./plan-for-page"

export interface PresetChoiceProps {
  /** Null once something was set by hand. */
  readonly chosen: PlanPreset | null
  readonly onChoose: (preset: PlanPreset) => void
}

/** What matters most, in words; the sliders follow. */
export function PresetChoice({ chosen, onChoose }: PresetChoiceProps) {
  const { t } = useTranslation("planner")
  return (
    <RadioGroup.Root
      aria-label={t("preset.label")}
      value={chosen ?? ""}
      onValueChange={(value) => {
        const preset = PLAN_PRESETS.find((one) => one === value)
        if (preset !== undefined) onChoose(preset)
      }}
      className="grid grid-cols-2 gap-2 min-[900px]:grid-cols-4"
    >
      {PLAN_PRESETS.map((preset) => (
        <RadioGroup.Item
          key={preset}
          value={preset}
          className="flex flex-col items-start gap-0.5 rounded-control border border-line bg-raised px-3 py-1.5 text-left transition-colors duration-[120ms] hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="text-13 font-medium">{t(`preset.${preset}.name`)}</span>
          <span className="text-12 text-muted">{t(`preset.${preset}.hint`)}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
