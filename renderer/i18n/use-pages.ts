import { useTranslation } from "react-i18next"
import { asLanguage } from "./language"
import { useFormat } from "./use-format"

/** Tokens of a printed page: some 450 English words, or some 700 Chinese characters. */
const TOKENS_A_PAGE = { en: 600, "zh-CN": 450 } as const

/** A context length as what fits into it: "a 50-page document". */
export function usePages(): (tokens: number) => string {
  const { t, i18n } = useTranslation("planner")
  const format = useFormat()
  return (tokens) => {
    const pages = tokens / TOKENS_A_PAGE[asLanguage(i18n.language)]
    const rounded = pages < 10 ? Math.max(1, Math.round(pages)) : roundTo(pages, pages < 100 ? 5 : 10)
    return t("pages", { count: rounded, shown: format.number(rounded) })
  }
}

function roundTo(value: number, step: number): number {
  return Math.floor(value / step) * step
}
