import type { ComponentProps, ReactNode } from "react"
import { classes } from "./classes"
import { Hint } from "./hint"

export interface IconButtonProps extends Omit<ComponentProps<"button">, "title"> {
  /** What it does, said to everybody: as tooltip and to screen readers. */
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string
  readonly side?: "top" | "right" | "bottom" | "left"
  readonly size?: "small" | "medium"
}

/** A button of one icon; its words stand in the tooltip. */
export function IconButton({
  label,
  icon,
  shortcut,
  side = "top",
  size = "medium",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Hint text={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={classes(
          "inline-flex shrink-0 items-center justify-center rounded-control text-muted transition-colors duration-[120ms] hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-45 aria-pressed:bg-accent-soft aria-pressed:text-accent [&_svg]:size-4",
          size === "small" ? "size-7" : "size-9",
          className,
        )}
      >
        {icon}
      </button>
    </Hint>
  )
}
