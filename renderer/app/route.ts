import { useSyncExternalStore } from "react"
import { JOURNEY_PAGES, type JourneyPage } from "#common/domain/settings"
import type { ProgramId } from "../features/connect/programs"

export type GuideStep = Exclude<JourneyPage, "chat">
export type EngineSection = "now" | "checks" | "machine" | "versions"
export type ModelSection = "choose" | "memory" | "library"
export type SettingsSection = "general" | "network" | "tools" | "storage" | "privacy" | "about"

/** Where in the program a person is. */
export type Route =
  | { readonly page: "guide"; readonly step: GuideStep }
  | { readonly page: "chat"; readonly threadId: string | null }
  | { readonly page: "models"; readonly section: ModelSection }
  | { readonly page: "engine"; readonly section: EngineSection }
  | { readonly page: "connect"; readonly section: ProgramId }
  | { readonly page: "settings"; readonly section: SettingsSection }

const SECTIONS = {
  models: ["choose", "memory", "library"],
  engine: ["now", "checks", "machine", "versions"],
  connect: ["curl", "python", "cherry-studio", "chatbox", "open-webui", "continue"],
  settings: ["general", "network", "tools", "storage", "privacy", "about"],
} as const

/** The place an address names; null when it names none. */
export function parseRoute(hash: string): Route | null {
  const [page, detail] = hash
    .replace(/^#?\/?/, "")
    .split("/")
    .map(decodeURIComponent)
  switch (page) {
    case "guide": {
      const step = JOURNEY_PAGES.find((one) => one === detail)
      return step === undefined || step === "chat" ? null : { page, step }
    }
    case "chat":
      return { page, threadId: detail ? detail : null }
    case "models":
      return { page, section: SECTIONS.models.find((one) => one === detail) ?? "choose" }
    case "engine":
      return { page, section: SECTIONS.engine.find((one) => one === detail) ?? "now" }
    case "connect":
      return { page, section: SECTIONS.connect.find((one) => one === detail) ?? "curl" }
    case "settings":
      return { page, section: SECTIONS.settings.find((one) => one === detail) ?? "general" }
    default:
      return null
  }
}

/** The address of a place. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case "guide":
      return `#/guide/${route.step}`
    case "chat":
      return route.threadId === null ? "#/chat" : `#/chat/${encodeURIComponent(route.threadId)}`
    case "models":
    case "engine":
    case "connect":
    case "settings":
      return `#/${route.page}/${route.section}`
  }
}

/** Goes to a place; with `replace` the way back does not lead here. */
export function go(route: Route, how: "push" | "replace" = "push"): void {
  const hash = hashOf(route)
  if (hash === location.hash) return
  if (how === "push") history.pushState(null, "", hash)
  else history.replaceState(null, "", hash)
  dispatchEvent(new HashChangeEvent("hashchange"))
}

/** The place the address names now; null when it names none. */
export function useRoute(): Route | null {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return parseRoute(hash)
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener)
  addEventListener("popstate", listener)
  return () => {
    removeEventListener("hashchange", listener)
    removeEventListener("popstate", listener)
  }
}
