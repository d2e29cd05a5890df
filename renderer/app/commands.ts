import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { focusComposer } from "../features/chat/composer/focus-composer"
import type { Glimmer } from "../state/glimmer"
import { useGlimmer, useLivePart } from "../state/use-glimmer"
import { useProblemToast } from "./problem-toast"
import { go, type Route, useRoute } from "./route"

/** Something a person can do from anywhere. */
export interface CommandEntry {
  readonly id: string
  readonly group: "go" | "chat" | "engine" | "look"
  readonly label: string
  readonly keys: string | null
  readonly run: () => void
}

/** Every action there is now, with its shortcut; the palette and the keyboard both read from here. */
export function useCommands(): readonly CommandEntry[] {
  const { t } = useTranslation("app")
  const glimmer = useGlimmer()
  const report = useProblemToast()
  const route = useRoute()
  const state = useLivePart(glimmer.engine, (engine) => engine?.state ?? "idle")
  const request = useLivePart(glimmer.journey, (journey) => journey)
  const threadId = route?.page === "chat" ? route.threadId : null
  return useMemo(() => {
    const running = state === "starting" || state === "loading" || state === "ready"
    const { modelId = null, launch = null } = request ?? {}
    const commands: (CommandEntry | null)[] = [
      { id: "new-chat", group: "chat", label: t("palette.newChat"), keys: "Mod+Shift+O", run: newChat },
      threadId === null
        ? null
        : {
            id: "stop-answer",
            group: "chat",
            label: t("palette.stopAnswer"),
            keys: "Escape",
            run: () => report(glimmer.client.chat.stop({ threadId })),
          },
      place("chat", "Mod+1", () => go({ page: "chat", threadId: null })),
      place("models", "Mod+2", () => go({ page: "models", section: "choose" })),
      place("engine", "Mod+3", () => go({ page: "engine", section: "now" })),
      place("connect", "Mod+4", () => go({ page: "connect", section: "curl" })),
      section("memory", t("memoryTab"), { page: "models", section: "memory" }),
      section("library", t("libraryTab"), { page: "models", section: "library" }),
      section("checks", t("checksTab"), { page: "engine", section: "checks" }),
      section("machine", t("machineTab"), { page: "engine", section: "machine" }),
      section("versions", t("versionsPlace"), { page: "engine", section: "versions" }),
      place("settings", "Mod+,", () => go({ page: "settings", section: "general" })),
      section("guide", t("palette.openGuide"), { page: "guide", step: "welcome" }),
      running
        ? {
            id: "stop-engine",
            group: "engine",
            label: t("palette.stopEngine"),
            keys: null,
            run: () => report(glimmer.client.engine.stop()),
          }
        : modelId === null || launch === null
          ? null
          : {
              id: "start-engine",
              group: "engine",
              label: t("palette.startEngine"),
              keys: null,
              run: () => report(glimmer.client.engine.start({ modelId, settings: launch })),
            },
      look("light", () => setTheme(glimmer, "light")),
      look("dark", () => setTheme(glimmer, "dark")),
      look("system", () => setTheme(glimmer, "system")),
      look("chinese", () => glimmer.client.settings.update({ language: "zh-CN" })),
      look("english", () => glimmer.client.settings.update({ language: "en" })),
    ]
    return commands.filter((command) => command !== null)

    function place(
      page: "chat" | "models" | "engine" | "connect" | "settings",
      keys: string,
      run: () => void,
    ): CommandEntry {
      return { id: `go-${page}`, group: "go", label: t(`nav.${page}`), keys, run }
    }
    function section(id: string, label: string, to: Route): CommandEntry {
      return { id: `go-${id}`, group: "go", label, keys: null, run: () => go(to) }
    }
    function look(
      id: "light" | "dark" | "system" | "chinese" | "english",
      run: () => Promise<unknown>,
    ): CommandEntry {
      return { id, group: "look", label: t(`palette.${id}`), keys: null, run: () => report(run()) }
    }
  }, [t, glimmer, report, state, request, threadId])
}

function newChat(): void {
  go({ page: "chat", threadId: null })
  // Also when the page already stands on a new chat.
  focusComposer()
}

function setTheme(glimmer: Glimmer, theme: "light" | "dark" | "system"): Promise<unknown> {
  return glimmer.client.settings.update({ theme })
}
