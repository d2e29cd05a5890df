import ChevronRight from "lucide-react/icons/chevron-right"
import { Collapsible } from "radix-ui"
import type { ReactNode } from "react"
import { classes } from "./classes"

export interface DisclosureProps {
  readonly label: ReactNode
  readonly children: ReactNode
  readonly defaultOpen?: boolean
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly className?: string
  readonly contentClassName?: string
}

/** Evidence one click away. */
export function Disclosure({
  label,
  children,
  defaultOpen = false,
  open,
  onOpenChange,
  className,
  contentClassName,
}: DisclosureProps) {
  return (
    <Collapsible.Root
      defaultOpen={defaultOpen}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
      className={className}
    >
      <Collapsible.Trigger className="group -mx-1.5 flex max-w-full items-center gap-1.5 rounded-control px-1.5 py-1 text-left text-13 text-muted hover:text-ink">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 transition-transform duration-[140ms] group-data-[state=open]:rotate-90"
        />
        <span className="min-w-0">{label}</span>
      </Collapsible.Trigger>
      <Collapsible.Content className={classes("pt-2", contentClassName)}>{children}</Collapsible.Content>
    </Collapsible.Root>
  )
}
