import { lazy, Suspense } from "react"
import { useTranslation } from "react-i18next"
import type { Journey } from "#common/domain/settings"
import { ConnectPage } from "../../features/connect/connect-page"
import { DownloadSettings } from "../../features/models/library/download-settings"
import { SettingsPage } from "../../features/settings/settings-page"
import { SkeletonPage } from "../../ui/skeleton"
import { go, type Route } from "../route"
import { EnginePage } from "./engine-page"
import { ModelsPage } from "./models-page"
import { PageBody } from "./page-body"

// Markdown, its grammars and formulas are half of the program; the guide does without them.
const ChatPage = lazy(() =>
  import("../../features/chat/chat-page").then((module) => ({ default: module.ChatPage })),
)

export interface PageProps {
  readonly route: Exclude<Route, { page: "guide" }>
  readonly journey: Journey
}

/** The page beside the rail. */
export function Page({ route, journey }: PageProps) {
  const { t } = useTranslation("ui")
  switch (route.page) {
    case "chat":
      return (
        <Suspense
          fallback={
            <div className="p-10">
              <SkeletonPage label={t("loading")} />
            </div>
          }
        >
          <ChatPage
            threadId={route.threadId}
            onThread={openThread}
            onEngine={openEngine}
            onMemory={openMemory}
            onGuide={() => go({ page: "guide", step: journey.page === "chat" ? "welcome" : journey.page })}
            onTools={() => go({ page: "settings", section: "tools" })}
          />
        </Suspense>
      )
    case "models":
      return <ModelsPage section={route.section} journey={journey} />
    case "engine":
      return <EnginePage section={route.section} />
    case "connect":
      return (
        <PageBody>
          <ConnectPage
            program={route.section}
            onProgram={(section) => go({ page: "connect", section }, "replace")}
            onGuide={() => go({ page: "guide", step: journey.page === "chat" ? "welcome" : journey.page })}
            onModels={() => go({ page: "models", section: "choose" })}
            onEngine={() => go({ page: "engine", section: "now" })}
          />
        </PageBody>
      )
    case "settings":
      return (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <SettingsPage
            section={route.section}
            onSection={(section) => go({ page: "settings", section })}
            onEngines={() => go({ page: "engine", section: "versions" })}
            onLibrary={() => go({ page: "models", section: "library" })}
            downloads={<DownloadSettings />}
          />
        </div>
      )
  }
}

// The same function every time: an answer is not drawn anew for a new one.
function openEngine(): void {
  go({ page: "engine", section: "now" })
}

function openMemory(): void {
  go({ page: "models", section: "memory" })
}

function openThread(threadId: string | null): void {
  go({ page: "chat", threadId })
}
