import { classes } from "./classes"

export interface ProgressProps {
  /** 0..1; null while nobody can know. */
  readonly fraction: number | null
  readonly label: string
  /** The fraction in words, for those who do not see the bar. */
  readonly valueText?: string
  readonly className?: string
  readonly tone?: "accent" | "neutral"
}

/** A bar that tells the truth: a length where there is one, movement where there is none. */
export function Progress({ fraction, label, valueText, className, tone = "accent" }: ProgressProps) {
  const colour = tone === "accent" ? "bg-accent" : "bg-muted"
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : Math.floor(fraction * 100)}
      aria-valuetext={valueText}
      className={classes("h-1.5 w-full overflow-hidden rounded-full bg-hover", className)}
    >
      {fraction === null ? (
        <div className={classes("drifts h-full w-2/7 rounded-full opacity-60", colour)} />
      ) : (
        <div
          className={classes("h-full rounded-full transition-[width] duration-[180ms] ease-linear", colour)}
          style={{ width: `${Math.min(1, Math.max(0, fraction)) * 100}%` }}
        />
      )}
    </div>
  )
}
