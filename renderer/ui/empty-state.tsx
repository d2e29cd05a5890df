import type { ReactNode } from "react"
import { classes } from "./classes"

export interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** All there is on the page: it stands in its middle and names it. */
  readonly page?: boolean
}

/** Nothing here yet: why, and what would put something here. */
export function EmptyState({ icon, title, children, actions, page = false }: EmptyStateProps) {
  const Title = page ? "h1" : "p"
  return (
    <div
      className={classes(
        "flex flex-col items-center justify-center gap-2 px-6 py-12 text-center text-muted [&>svg]:mb-1 [&>svg]:size-8",
        page && "min-h-[60dvh]",
      )}
    >
      {icon}
      <Title className={classes("font-semibold text-ink", page ? "text-20" : "text-16")}>{title}</Title>
      {children !== undefined && <div className="max-w-[56ch] text-balance">{children}</div>}
      {actions !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
