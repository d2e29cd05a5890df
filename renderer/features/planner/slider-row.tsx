import type { ReactNode } from "react"

export interface SliderRowProps {
  readonly name: string
  /** The exact term, for those who know it. */
  readonly term: string
  readonly value: string
  readonly hint: string
  readonly children: ReactNode
}

/** A slider with its name, its value and what it means. */
export function SliderRow({ name, term, value, hint, children }: SliderRowProps) {
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-14">
          {name} <span className="text-12 font-normal text-muted">· {term}</span>
        </h3>
        <span className="tabular font-medium">{value}</span>
      </div>
      {children}
      <p className="tabular text-12 text-muted">{hint}</p>
    </div>
  )
}
