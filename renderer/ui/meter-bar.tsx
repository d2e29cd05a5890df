import { classes } from "./classes"

export interface MeterBarProps {
  /** What is measured, with its figures in words. */
  readonly label: string
  readonly total: number
  /** From the left: how much, and in which colour. */
  readonly parts: readonly { readonly amount: number; readonly fill: string }[]
  readonly className?: string
}

/** A measured amount against its total. */
export function MeterBar({ label, total, parts, className }: MeterBarProps) {
  const all = parts.reduce((sum, part) => sum + part.amount, 0)
  return (
    <div className={classes("overflow-hidden rounded-full bg-chart-6", className)}>
      <meter className="sr-only" aria-label={label} min={0} max={total} value={Math.min(all, total)} />
      <div aria-hidden className="flex h-full gap-px">
        {parts.map((part) => (
          <div
            key={part.fill}
            className={classes(part.fill, part.amount > 0 && "min-w-0.5")}
            style={{ width: `${total > 0 ? (part.amount / total) * 100 : 0}%` }}
          />
        ))}
      </div>
    </div>
  )
}
