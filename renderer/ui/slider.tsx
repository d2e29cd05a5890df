import { Slider as RadixSlider } from "radix-ui"
import { classes } from "./classes"

export interface SliderProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
  /** The value in words. */
  readonly valueText: string
  readonly disabled?: boolean
  readonly className?: string
}

/** A value that is felt rather than typed. Arrow keys step, Page keys leap, Home and End go to the ends. */
export function Slider({
  label,
  value,
  min,
  max,
  step,
  onChange,
  valueText,
  disabled = false,
  className,
}: SliderProps) {
  return (
    <RadixSlider.Root
      value={[value]}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={([next]) => {
        if (next !== undefined) onChange(next)
      }}
      className={classes("relative flex h-6 w-full touch-none items-center select-none", className)}
    >
      <RadixSlider.Track className="relative h-1.5 w-full grow rounded-full bg-hover shadow-[inset_0_0_0_1px_color-mix(in_oklch,var(--border-control)_35%,transparent)]">
        <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
      </RadixSlider.Track>
      <RadixSlider.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-4.5 rounded-full border-2 border-accent bg-raised shadow-[0_1px_3px_rgb(0_0_0/0.25)] hover:bg-accent-soft"
      />
    </RadixSlider.Root>
  )
}
