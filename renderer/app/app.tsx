import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import type { Journey } from "#common/domain/settings"
import { useStore } from "zustand"
import { useGlimmer, useLive } from "../state/use-glimmer"
import { SkeletonPage } from "../ui/skeleton"
import { Toasts } from "../ui/toasts"
import { useAppearance } from "./appearance"
import { ConnectionBanner } from "./connection-banner"
import { Frame } from "./frame"
import { GuidePage } from "./pages/guide-page"
import { Page } from "./pages/page"
import { Palette } from "./palette"
import { SessionEnded } from "./session-ended"
import { go, type Route, useRoute } from "./route"

/** The whole program: the guide takes the window, everything else stands beside the rail. */
export function App() {
  const { t } = useTranslation("app")
  const glimmer = useGlimmer()
  const settings = useLive(glimmer.settings).value
  const journey = useLive(glimmer.journey).value
  const asked = useRoute()

  useAppearance(settings)
  const connection = useStore(glimmer.connection)
  const route = asked ?? (journey === null ? null : startOf(journey))
  useEffect(() => {
    if (asked === null && route !== null) go(route, "replace")
  }, [asked, route])

  if (connection === "session-ended") return <SessionEnded />
  return (
    <div className="flex h-full flex-col">
      <ConnectionBanner />
      {route === null || journey === null ? (
        <main className="mx-auto w-full max-w-[46rem] p-10">
          <SkeletonPage label={t("connecting")} />
        </main>
      ) : route.page === "guide" ? (
        <GuidePage step={route.step} journey={journey} />
      ) : (
        <Frame route={route}>
          <Page route={route} journey={journey} />
        </Frame>
      )}
      <Palette />
      <Toasts />
    </div>
  )
}

/** Where a person left off. */
function startOf(journey: Journey): Route {
  if (journey.completed || journey.page === "chat") return { page: "chat", threadId: null }
  return { page: "guide", step: journey.page }
}
