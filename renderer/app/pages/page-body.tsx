import type { ReactNode } from "react"
import { KEYBOARD_SCROLL } from "../../ui/keyboard-scroll"

/** The column all pages beside the rail stand in; what belongs to a page stands in line with it. */
export const COLUMN = "mx-auto w-full max-w-[54rem] px-6 min-[860px]:px-10"

/** What scrolls on a page. */
export function PageBody({ children }: { readonly children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto outline-none" {...KEYBOARD_SCROLL}>
      <div className={`${COLUMN} py-8 min-[860px]:py-10`}>{children}</div>
    </div>
  )
}
