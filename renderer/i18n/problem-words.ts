import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { fixes as englishFixes } from "#common/data/words/fixes.en"
import { fixes as chineseFixes } from "#common/data/words/fixes.zh-CN"
import { problems as english } from "#common/data/words/problems.en"
import { problems as chinese } from "#common/data/words/problems.zh-CN"
import type { Fix } from "#common/domain/diagnosis/fix"
import { detailsOf, labelFor } from "#common/domain/diagnosis/fix-words"
import { fillIn } from "#common/domain/fill-in"
import type { Problem } from "#common/domain/problem"
import { sentencesFor } from "#common/domain/problem-words"
import { asLanguage } from "./language"
import { useFormat } from "./use-format"

const PROBLEMS = { en: english, "zh-CN": chinese }
const FIXES = { en: englishFixes, "zh-CN": chineseFixes }

/** What is said about a problem in the language of the page. */
export interface ProblemSentences {
  /** What happened. */
  readonly sentence: string
  /** Why that is so; null where the first sentence says it all. */
  readonly why: string | null
  /** What can be done. */
  readonly todo: string
}

/** Turns problems into words. */
export function useProblemWords(): (problem: Problem) => ProblemSentences {
  const { i18n } = useTranslation()
  const format = useFormat()
  const words = PROBLEMS[asLanguage(i18n.language)]
  return useCallback(
    ({ code, values }) => {
      const { what, why, todo } = sentencesFor(words[code], values)
      const fill = (sentence: string) => fillIn(sentence, values, format)
      return { sentence: fill(what), why: why === undefined ? null : fill(why), todo: fill(todo) }
    },
    [words, format],
  )
}

/** What stands on the button of a fix. */
export function useFixLabel(): (fix: Fix) => string {
  const { i18n } = useTranslation()
  const format = useFormat()
  const words = FIXES[asLanguage(i18n.language)]
  return useCallback((fix) => fillIn(labelFor(words[fix.kind], fix), detailsOf(fix), format), [words, format])
}
