import { useTranslation } from "react-i18next"
import { type Format, formatFor } from "./format"
import { asLanguage } from "./language"

const formats = { en: formatFor("en"), "zh-CN": formatFor("zh-CN") }

/** Figures in the language of the page. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formats[asLanguage(i18n.language)]
}
