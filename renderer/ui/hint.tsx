import { Tooltip } from "radix-ui"
import type { ReactElement, ReactNode } from "react"
import { KeyHint } from "./key-hint"

export interface HintProps {
  readonly text: ReactNode
  readonly shortcut?: string | undefined
  readonly side?: "top" | "right" | "bottom" | "left"
  readonly children: ReactElement
}

/** Words beside a control, on hover and on focus. */
export function Hint({ text, shortcut, side = "top", children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="appears z-50 flex max-w-72 items-center gap-2 rounded-control bg-float px-2.5 py-1.5 text-12 text-ink shadow-float"
        >
          {text}
          {shortcut !== undefined && <KeyHint keys={shortcut} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** Stands once around everything that has hints. */
export function HintProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={350} skipDelayDuration={250} disableHoverableContent>
      {children}
    </Tooltip.Provider>
  )
}
