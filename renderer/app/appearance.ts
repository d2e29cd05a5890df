import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import type { Language, Settings } from "#common/domain/settings"
import { languageFor } from "../i18n/language"

type Appearance = Pick<Settings, "language" | "theme">

const REMEMBERED = "glimmer.appearance"

/**
 * What the page looked and spoke like last time, so that it does not flash in another colour or language before the
 * settings have come. The settings decide; this only bridges the first moment.
 */
export function rememberedAppearance(): Appearance {
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

/** Makes the page look and say of itself as set. */
export function applyAppearance({ language, theme }: Appearance): void {
  document.documentElement.lang = spokenLanguage(language)
  if (theme === "system") delete document.documentElement.dataset["theme"]
  else document.documentElement.dataset["theme"] = theme
}

/** Keeps the page looking and speaking as set. */
export function useAppearance(settings: Appearance | null): void {
  const { i18n } = useTranslation()
  useEffect(() => {
    if (settings === null) return
    localStorage.setItem(REMEMBERED, `${settings.language} ${settings.theme}`)
    applyAppearance(settings)
    const language = spokenLanguage(settings.language)
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [settings, i18n])
}
