import i18next, { type i18n } from "i18next"
import { initReactI18next } from "react-i18next"
import type { Language } from "#common/domain/settings"
import { english } from "./en"
import { chinese } from "./zh-CN"

/** Makes the words of both languages known; switching is then instant and needs nothing from anywhere. */
export async function startI18n(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: ["en", "zh-CN"],
    ns: Object.keys(english),
    defaultNS: "ui",
    resources: { en: english, "zh-CN": chinese },
    // React escapes.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return i18next
}

/** Speaks another language from now on. */
export function speak(language: Language): void {
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}
