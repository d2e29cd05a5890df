import { useTranslation } from "react-i18next"

const KNOWN = ["get_time", "current_time", "calculator", "read_file", "read_text_file"] as const

/** What people call a tool. */
export interface ToolWords {
  readonly name: (toolName: string) => string
  /** What it does, in a few words; null for a tool Glimmer has no words for. */
  readonly about: (toolName: string) => string | null
}

/** Names of tools in words; a tool nobody here knows keeps its own name. */
export function useToolWords(): ToolWords {
  const { t } = useTranslation("chat")
  return {
    name: (toolName) => {
      const known = KNOWN.find((one) => one === toolName)
      return known === undefined ? toolName.replaceAll("_", " ") : t(`tool.names.${known}`)
    },
    about: (toolName) => {
      const known = KNOWN.find((one) => one === toolName)
      return known === undefined ? null : t(`tool.about.${known}`)
    },
  }
}
