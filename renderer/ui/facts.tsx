import type { ReactNode } from "react"
import { classes } from "./classes"

export interface Fact {
  readonly term: string
  readonly value: ReactNode
}

/** Terms and values in two columns; values may be selected and wrap anywhere. */
export function Facts({
  facts,
  className,
}: {
  readonly facts: readonly Fact[]
  readonly className?: string
}) {
  return (
    <dl className={classes("grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1.5 text-13", className)}>
      {facts.map((fact) => (
        <div key={fact.term} className="contents">
          <dt className="text-muted">{fact.term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
