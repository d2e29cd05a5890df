import type { ReactNode } from "react"
import { classes } from "./classes"

export interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly className?: string
}

/** Nothing here yet: why, and what would put something here. */
export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div
      className={classes(
        "flex flex-col items-center justify-center gap-2 px-6 py-12 text-center text-muted [&>svg]:size-6",
        className,
      )}
    >
      {icon}
      <p className="font-medium text-ink">{title}</p>
      {children !== undefined && <div className="max-w-[56ch] text-13 text-balance">{children}</div>}
      {actions !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
