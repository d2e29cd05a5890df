import { useCallback } from "react"
import { useProblemWords } from "../i18n/problem-words"
import { problemFrom } from "../state/problem-from"
import { showToast } from "../ui/toasts"

/** Tells of a failure where an action has no place of its own to tell it. */
export function useProblemToast(): (work: Promise<unknown>) => void {
  const words = useProblemWords()
  return useCallback(
    (work) => {
      work.catch((error: unknown) => showToast({ text: words(problemFrom(error)).sentence, tone: "danger" }))
    },
    [words],
  )
}
