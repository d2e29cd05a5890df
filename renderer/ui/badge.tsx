import { cva, type VariantProps } from "class-variance-authority"
import type { ComponentProps } from "react"
import { classes } from "./classes"

const look = cva(
  "inline-flex h-5.5 shrink-0 items-center gap-1 rounded-full px-2 text-12 font-medium whitespace-nowrap [&_svg]:size-3.5",
  {
    variants: {
      tone: {
        neutral: "bg-hover text-muted",
        positive: "bg-positive-soft text-positive",
        caution: "bg-caution-soft text-caution",
        danger: "bg-danger-soft text-danger",
        accent: "bg-accent-soft text-accent",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
)

/** A short word with a tone; the word alone carries the meaning. */
export function Badge({ tone, className, ...rest }: ComponentProps<"span"> & VariantProps<typeof look>) {
  return <span {...rest} className={classes(look({ tone }), className)} />
}
