import { classes } from "./classes"

export interface ProgressProps {
  /** 0..1; null while nobody can know. */
  readonly fraction: number | null
  readonly label: string
  readonly className?: string
}

/** A bar that tells the truth: a length where there is one, movement where there is none. */
export function Progress({ fraction, label, className }: ProgressProps) {
  return (
    <div className={classes("h-1.5 w-full overflow-hidden rounded-full bg-hover", className)}>
      <progress
        className="sr-only"
        aria-label={label}
        max={100}
        {...(fraction === null ? {} : { value: Math.floor(fraction * 100) })}
      />
      {fraction === null ? (
        <div aria-hidden className="drifts h-full w-2/7 rounded-full bg-accent opacity-60" />
      ) : (
        <div
          aria-hidden
          className="h-full rounded-full bg-accent transition-[width] duration-[180ms] ease-linear"
          style={{ width: `${Math.min(1, Math.max(0, fraction)) * 100}%` }}
        />
      )}
    </div>
  )
}
