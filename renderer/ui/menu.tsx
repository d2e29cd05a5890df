import { DropdownMenu } from "radix-ui"
import type { ReactElement, ReactNode } from "react"
import { classes } from "./classes"
import { KeyHint } from "./key-hint"

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly shortcut?: string
  readonly danger?: boolean
  readonly run: () => void
}

export interface MenuProps {
  readonly items: readonly MenuItem[]
  readonly children: ReactElement
  readonly align?: "start" | "end"
}

/** A few actions behind one button. */
export function Menu({ items, children, align = "end" }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="appears z-50 min-w-44 rounded-control bg-float p-1 shadow-float"
        >
          {items.map((item) => (
            <DropdownMenu.Item
              key={item.id}
              onSelect={item.run}
              className={classes(
                "flex h-8 items-center gap-2 rounded-[6px] px-2 text-13 outline-none data-[highlighted]:bg-hover [&_svg]:size-4",
                item.danger === true && "text-danger",
              )}
            >
              {item.icon}
              <span className="flex-1">{item.label}</span>
              {item.shortcut !== undefined && <KeyHint keys={item.shortcut} />}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
