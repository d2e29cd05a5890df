import type { Language, Settings } from "#common/domain/settings"
import { languageFor } from "../i18n/language"
import { speak } from "../i18n/start"

const REMEMBERED = "glimmer.appearance"

/**
 * What the page looked and spoke like last time, so that it does not flash in another colour or language before the
 * settings have come. The settings decide; this only bridges the first moment.
 */
export function rememberedAppearance(): Pick<Settings, "language" | "theme"> {
  const [language, theme] = (localStorage.getItem(REMEMBERED) ?? "").split(" ")
  return {
    language: language === "en" || language === "zh-CN" ? language : "system",
    theme: theme === "light" || theme === "dark" ? theme : "system",
  }
}

/** The language those settings mean on this machine. */
export function spokenLanguage(wish: Settings["language"]): Language {
  return languageFor(wish, navigator.languages)
}

/** Makes the page look and speak as set. */
export function applyAppearance({ language, theme }: Pick<Settings, "language" | "theme">): void {
  localStorage.setItem(REMEMBERED, `${language} ${theme}`)
  speak(spokenLanguage(language))
  if (theme === "system") delete document.documentElement.dataset["theme"]
  else document.documentElement.dataset["theme"] = theme
}
