import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Rail } from "./rail"
import type { Route } from "./route"

export interface FrameProps {
  readonly route: Exclude<Route, { page: "guide" }>
  readonly children: ReactNode
}

/** The rail on the left, the page beside it. */
export function Frame({ route, children }: FrameProps) {
  const { t } = useTranslation("app")
  return (
    <div className="flex min-h-0 flex-1">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById("main")?.focus()
        }}
        className="sr-only focus-visible:not-sr-only focus-visible:absolute focus-visible:top-2 focus-visible:left-2 focus-visible:z-50 focus-visible:rounded-control focus-visible:bg-float focus-visible:px-3 focus-visible:py-2"
      >
        {t("skip")}
      </a>
      <Rail route={route} />
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  )
}
