import type { ReactNode } from "react"

export interface PanelHeadProps {
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly action?: ReactNode
}

/** The first thing a panel says. */
export function PanelHead({ title, lead, action }: PanelHeadProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-96">
        <h1 className="text-28 [overflow-wrap:anywhere]">{title}</h1>
        {lead !== undefined && <p className="mt-1 max-w-[72ch] text-muted">{lead}</p>}
      </div>
      {action !== undefined && <div className="mt-1">{action}</div>}
    </header>
  )
}
