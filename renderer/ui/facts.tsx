import type { ReactNode } from "react"
import { classes } from "./classes"

export interface Fact {
  readonly term: string
  readonly value: ReactNode
}

export interface FactsProps {
  readonly facts: readonly Fact[]
  /** Two facts side by side where there is room: for many short ones. */
  readonly twice?: boolean
}

/** Terms and values in two columns; values may be selected and wrap anywhere. */
export function Facts({ facts, twice = false }: FactsProps) {
  return (
    <dl
      className={classes(
        "grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1.5 text-13",
        twice && "min-[960px]:grid-cols-[max-content_1fr_max-content_1fr]",
      )}
    >
      {facts.map((fact) => (
        <div key={fact.term} className="contents">
          <dt className="text-muted">{fact.term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
