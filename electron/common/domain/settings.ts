import type { ToolPolicy } from "./chat"
import type { LaunchSettings } from "./launch"
import type { SourceWish } from "./library"

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
  readonly downloads: DownloadSettings
}

/** Where models come from. */
export interface DownloadSettings {
  /** For models whose source is left open. */
  readonly source: SourceWish
  /** A server with Hugging Face's interface, in its place; null: Hugging Face, or what `HF_ENDPOINT` names. */
  readonly huggingfaceMirror: string | null
  /** Bytes a second of all downloads together; null: as fast as it goes. */
  readonly limitBytesPerSecond: number | null
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
    downloads: { source: "auto", huggingfaceMirror: null, limitBytesPerSecond: null },
  }
}

export function newJourney(): Journey {
  return { page: "welcome", modelId: null, launch: null, completed: false }
}
