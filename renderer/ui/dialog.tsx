import X from "lucide-react/icons/x"
import { Dialog as RadixDialog } from "radix-ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { classes } from "./classes"
import { IconButton } from "./icon-button"

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly hint?: ReactNode
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly className?: string
}

/** A window over the page; the page waits, Esc closes. */
export function Dialog({ open, onOpenChange, title, hint, children, footer, className }: DialogProps) {
  const { t } = useTranslation("ui")
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="appears fixed inset-0 z-40 bg-scrim" />
        <RadixDialog.Content
          // The window itself, not its close button: whoever opens it wants to read it first.
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            if (event.target instanceof HTMLElement) event.target.focus()
          }}
          {...(hint === undefined ? { "aria-describedby": undefined } : {})}
          className={classes(
            "rises fixed outline-none top-[max(1rem,8dvh)] left-1/2 z-40 flex max-h-[84dvh] w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-hidden rounded-card bg-float shadow-float",
            className,
          )}
        >
          <header className="flex items-start justify-between gap-4 border-b border-line px-5 py-3.5">
            <div className="min-w-0">
              <RadixDialog.Title className="text-16 font-semibold">{title}</RadixDialog.Title>
              {hint !== undefined && (
                <RadixDialog.Description className="text-13 text-muted">{hint}</RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close asChild>
              <IconButton size="small" label={t("close")} icon={<X aria-hidden />} side="bottom" />
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
