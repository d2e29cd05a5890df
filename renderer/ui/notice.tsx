import CircleAlert from "lucide-react/icons/circle-alert"
import CircleCheck from "lucide-react/icons/circle-check"
import Info from "lucide-react/icons/info"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import type { ReactNode } from "react"
import { classes } from "./classes"

export type NoticeLevel = "note" | "good" | "caution" | "danger"

const LOOKS = {
  note: { icon: Info, frame: "border-line bg-raised", sign: "text-muted" },
  good: { icon: CircleCheck, frame: "border-positive/30 bg-positive-soft", sign: "text-positive" },
  caution: { icon: TriangleAlert, frame: "border-caution/30 bg-caution-soft", sign: "text-caution" },
  danger: { icon: CircleAlert, frame: "border-danger/30 bg-danger-soft", sign: "text-danger" },
} as const

export interface NoticeProps {
  readonly level: NoticeLevel
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly className?: string
  /** Spoken when it appears. */
  readonly live?: boolean
  /** On one line where there is room, its actions at the end. */
  readonly compact?: boolean
}

/** Something to know, beside the thing it is about. */
export function Notice({
  level,
  title,
  children,
  actions,
  className,
  live = false,
  compact = false,
}: NoticeProps) {
  const { icon: Icon, frame, sign } = LOOKS[level]
  return (
    <div
      role={live ? "status" : undefined}
      className={classes(
        "flex gap-3 rounded-card border px-4",
        compact ? "py-2" : "py-3",
        compact && children === undefined && "items-center",
        frame,
        className,
      )}
    >
      <Icon
        aria-hidden
        className={classes("size-4 shrink-0", (!compact || children !== undefined) && "mt-0.5", sign)}
      />
      <div
        className={classes(
          "flex min-w-0 flex-1",
          compact ? "flex-wrap items-center justify-between gap-x-4 gap-y-1.5" : "flex-col gap-1",
        )}
      >
        <div className="min-w-0">
          {title !== undefined && <p className="font-medium break-words">{title}</p>}
          {children !== undefined && <div className="text-13 break-words text-muted">{children}</div>}
        </div>
        {actions !== undefined && (
          <div className={classes("flex flex-wrap gap-2", !compact && "mt-2")}>{actions}</div>
        )}
      </div>
    </div>
  )
}
