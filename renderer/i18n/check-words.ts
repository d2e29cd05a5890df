import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import type { CheckWords } from "#common/data/words/check-words"
import { checkWords as english } from "#common/data/words/checks.en"
import { checkWords as chinese } from "#common/data/words/checks.zh-CN"
import type { CheckFinding } from "#common/domain/checks/check"
import { fillIn } from "#common/domain/fill-in"
import { asLanguage } from "./language"
import { useFormat } from "./use-format"

const WORDS = { en: english, "zh-CN": chinese }

/** The names of checks and of their groups. */
export function useCheckNames(): Pick<CheckWords, "groups" | "names"> {
  const { i18n } = useTranslation()
  return WORDS[asLanguage(i18n.language)]
}

/** What a check found, as a sentence. */
export function useFindingWords(): (finding: CheckFinding) => string {
  const { i18n } = useTranslation()
  const format = useFormat()
  const { says } = WORDS[asLanguage(i18n.language)]
  return useCallback((finding) => fillIn(says[finding.says], finding.values, format), [says, format])
}
