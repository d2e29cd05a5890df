import type { Language, Settings } from "#common/domain/settings"

/** The language to speak: the one set, else the first of the system's that Glimmer knows. */
export function languageFor(wish: Settings["language"], systemLanguages: readonly string[]): Language {
  if (wish !== "system") return wish
  for (const tag of systemLanguages) {
    if (/^zh\b/i.test(tag)) return "zh-CN"
    if (/^en\b/i.test(tag)) return "en"
  }
  return "en"
}

/** A language tag as one of ours. */
export function asLanguage(tag: string): Language {
  return tag.startsWith("zh") ? "zh-CN" : "en"
}
