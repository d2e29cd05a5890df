import { RadioGroup } from "radix-ui"
import type { ReactNode } from "react"
import { classes } from "./classes"

export interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly {
    readonly value: Value
    readonly label: ReactNode
    readonly disabled?: boolean
    /** Read aloud instead of the label where that is a figure or a sign. */
    readonly spoken?: string
  }[]
  readonly onChange: (value: Value) => void
  readonly className?: string
}

/** One of a few, all in sight. Arrow keys move, as in any radio group. */
export function Segmented<Value extends string>({
  label,
  value,
  choices,
  onChange,
  className,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      orientation="horizontal"
      onValueChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next)
        if (chosen !== undefined) onChange(chosen.value)
      }}
      className={classes("inline-flex flex-wrap gap-0.5 rounded-control bg-hover p-0.5", className)}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          disabled={choice.disabled ?? false}
          aria-label={choice.spoken}
          className="h-8 min-w-8 rounded-[6px] px-3 text-13 text-muted hover:text-ink disabled:opacity-45 data-[state=checked]:bg-raised data-[state=checked]:font-medium data-[state=checked]:text-accent data-[state=checked]:shadow-[0_0_0_1px_var(--border)]"
        >
          {choice.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
