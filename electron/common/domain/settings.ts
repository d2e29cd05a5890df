import type { ToolPolicy } from "./chat"
import type { LaunchSettings } from "./launch"

export const LANGUAGES = ["zh-CN", "en"] as const
export type Language = (typeof LANGUAGES)[number]

/** Where Python packages come from. */
export type IndexChoice =
  /** Whatever uv and pip on this machine are set to; the public index otherwise. */
  | { readonly kind: "default" }
  | { readonly kind: "mirror"; readonly id: string }
  | { readonly kind: "custom"; readonly url: string }

/** What a person may set; kept as JSON a person can read. */
export interface Settings {
  readonly language: Language | "system"
  readonly theme: "light" | "dark" | "system"
  readonly index: IndexChoice
  /** A Python to build with; null lets Glimmer look. */
  readonly pythonPath: string | null
  readonly toolPolicies: Readonly<Record<string, ToolPolicy>>
}

/** How far a person has come on the way to the first chat; kept, so that leaving costs nothing. */
export interface Journey {
  readonly page: JourneyPage
  readonly modelId: string | null
  readonly launch: LaunchSettings | null
  /** True once a chat was reached; the wizard is then only opened by hand. */
  readonly completed: boolean
}

export const JOURNEY_PAGES = ["welcome", "machine", "model", "memory", "setup", "chat"] as const
export type JourneyPage = (typeof JOURNEY_PAGES)[number]

export function defaultSettings(): Settings {
  return {
    language: "system",
    theme: "system",
    index: { kind: "default" },
    pythonPath: null,
    toolPolicies: {},
  }
}

export function newJourney(): Journey {
  return { page: "welcome", modelId: null, launch: null, completed: false }
}
