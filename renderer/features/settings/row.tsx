import type { ReactNode } from "react"

export interface RowProps {
  readonly name: ReactNode
  readonly hint?: ReactNode
  readonly children: ReactNode
}

/** One setting: its name and what it does on the left, its control on the right. */
export function Row({ name, hint, children }: RowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
      <div className="min-w-0 flex-1 basis-52">
        <h2 className="text-14 font-medium">{name}</h2>
        {hint !== undefined && <p className="max-w-[56ch] text-13 text-muted">{hint}</p>}
      </div>
      <div className="shrink-0">{children}</div>
    </div>
  )
}
