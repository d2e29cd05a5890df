import type { ReactNode } from "react"
import { classes } from "../../ui/classes"
import { hashOf, type Route } from "../route"
import { COLUMN, PageBody } from "./page-body"

export interface SectionTabsProps {
  readonly label: string
  readonly tabs: readonly { readonly name: string; readonly route: Route; readonly here: boolean }[]
  readonly children: ReactNode
}

/** A page of a few sections, each with an address of its own. */
export function SectionTabs({ label, tabs, children }: SectionTabsProps) {
  return (
    <>
      <nav aria-label={label} className="shrink-0 border-b border-line">
        <div className={classes(COLUMN, "flex h-13 items-end gap-5")}>
          {tabs.map((tab) => (
            <a
              key={tab.name}
              href={hashOf(tab.route)}
              aria-current={tab.here ? "page" : undefined}
              className={classes(
                "-mb-px border-b-2 border-transparent pb-3 text-14 text-muted hover:text-ink",
                tab.here && "border-accent font-medium text-ink",
              )}
            >
              {tab.name}
            </a>
          ))}
        </div>
      </nav>
      <PageBody>{children}</PageBody>
    </>
  )
}
