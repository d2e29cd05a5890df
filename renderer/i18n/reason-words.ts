import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { planReasons as english } from "#common/data/words/plan-reasons.en"
import { planReasons as chinese } from "#common/data/words/plan-reasons.zh-CN"
import { fillIn } from "#common/domain/fill-in"
import type { PlanReason } from "#common/domain/plan/reasons"
import { asLanguage } from "./language"
import { useFormat } from "./use-format"

const WORDS = { en: english, "zh-CN": chinese }

/** Turns the reasons of a plan into words. */
export function useReasonWords(): (reason: PlanReason) => string {
  const { i18n } = useTranslation()
  const format = useFormat()
  const words = WORDS[asLanguage(i18n.language)]
  return useCallback((reason) => fillIn(words[reason.code], reason.values, format), [words, format])
}
