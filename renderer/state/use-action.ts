import { useRef, useState } from "react"
import type { Problem } from "#common/domain/problem"
import { problemFrom } from "./problem-from"

/** Something a person sets off: whether it is under way, and what went wrong the last time. */
export interface Action<Arguments extends readonly unknown[]> {
  /** Resolves to whether it went well; never rejects. */
  readonly run: (...values: Arguments) => Promise<boolean>
  readonly busy: boolean
  readonly problem: Problem | null
}

/** An action with its state. Pressed twice it runs once. */
export function useAction<Arguments extends readonly unknown[]>(
  work: (...values: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [state, setState] = useState<{ readonly busy: boolean; readonly problem: Problem | null }>({
    busy: false,
    problem: null,
  })
  const running = useRef(false)
  const run = async (...values: Arguments): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setState({ busy: true, problem: null })
    try {
      await work(...values)
      setState({ busy: false, problem: null })
      return true
    } catch (error) {
      setState({ busy: false, problem: problemFrom(error) })
      return false
    } finally {
      running.current = false
    }
  }
  return { run, ...state }
}
