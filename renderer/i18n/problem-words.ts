import { useCallback } from "react"
import type { Problem } from "#common/domain/problem"

/** What is said about a problem in the language of the page. */
export interface ProblemWords {
  /** One sentence: what happened. */
  readonly sentence: string
  /** What can be done, best first. */
  readonly fixes: readonly string[]
}

/** Turns problems into words. */
export function useProblemWords(): (problem: Problem) => ProblemWords {
  return useCallback(
    (problem) => ({ sentence: `${problem.code} ${JSON.stringify(problem.values)}`, fixes: [] }),
    [],
  )
}
