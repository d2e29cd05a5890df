import { useTranslation } from "react-i18next"
import { asLanguage } from "./language"

/** Puts sentences one after the other; what is not there is left out. Chinese full stops bring their own space. */
export function useSentences(): (...sentences: readonly (string | null)[]) => string {
  const { i18n } = useTranslation()
  const between = asLanguage(i18n.language) === "zh-CN" ? "" : " "
  return (...sentences) => sentences.filter((sentence) => sentence !== null && sentence !== "").join(between)
}
