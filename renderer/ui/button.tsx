import { cva, type VariantProps } from "class-variance-authority"
import type { ComponentProps, ReactNode } from "react"
import { classes } from "./classes"

const look = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-[background-color,border-color,color] duration-[120ms] disabled:pointer-events-none disabled:opacity-45 aria-disabled:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary: "border border-control/45 bg-raised text-ink hover:bg-hover",
        quiet: "text-muted hover:bg-hover hover:text-ink",
        danger: "border border-danger/45 bg-raised text-danger hover:bg-danger-soft",
      },
      size: {
        small: "h-7 px-2.5 text-13",
        medium: "h-9 px-3.5 text-14",
        large: "h-11 px-6 text-16",
      },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
)

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof look> {
  readonly icon?: ReactNode
  /** The action is under way: the button stays where it is and cannot be pressed twice. */
  readonly busy?: boolean
}

/** The button. One primary on a screen. */
export function Button({
  variant,
  size,
  icon,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={classes(look({ variant, size }), busy && "breathes", className)}
    >
      {icon}
      {children}
    </button>
  )
}
