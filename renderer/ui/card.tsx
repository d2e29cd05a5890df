import type { ComponentProps, ReactNode } from "react"
import { classes } from "./classes"

/** A raised surface with a hairline. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={classes("rounded-card border border-line bg-raised", className)} />
}

export interface SectionProps {
  readonly title: ReactNode
  /** One muted line under the title. */
  readonly hint?: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** A titled part of a page. */
export function Section({ title, hint, action, children, className }: SectionProps) {
  return (
    <section className={classes("flex flex-col gap-3", className)}>
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-16">{title}</h2>
          {hint !== undefined && <p className="max-w-[72ch] text-13 text-muted">{hint}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  )
}
