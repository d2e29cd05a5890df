import type { ReactNode } from "react"
import { classes } from "../../ui/classes"
import { KEYBOARD_SCROLL } from "../../ui/keyboard-scroll"
import { hashOf, type Route } from "../route"

export interface SectionTabsProps {
  readonly label: string
  readonly tabs: readonly { readonly name: string; readonly route: Route; readonly here: boolean }[]
  readonly children: ReactNode
}

/** A page of a few sections, each with an address of its own. */
export function SectionTabs({ label, tabs, children }: SectionTabsProps) {
  return (
    <>
      <nav
        aria-label={label}
        className="flex h-13 shrink-0 items-end gap-5 border-b border-line px-6 min-[860px]:px-10"
      >
        {tabs.map((tab) => (
          <a
            key={tab.name}
            href={hashOf(tab.route)}
            aria-current={tab.here ? "page" : undefined}
            className={classes(
              "-mb-px border-b-2 border-transparent px-0.5 pb-3 text-14 text-muted hover:text-ink",
              tab.here && "border-accent font-medium text-ink",
            )}
          >
            {tab.name}
          </a>
        ))}
      </nav>
      <div className="min-h-0 flex-1 overflow-y-auto outline-none" {...KEYBOARD_SCROLL}>
        <div className="mx-auto w-full max-w-[54rem] px-6 py-8 min-[860px]:px-10 min-[860px]:py-10">
          {children}
        </div>
      </div>
    </>
  )
}
