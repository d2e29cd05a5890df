import { createStore, type StoreApi } from "zustand/vanilla"
import type { Problem } from "#common/domain/problem"
import { problemFrom } from "./problem-from"

/** An answer to a question that is asked once, and again when somebody wants to know anew. */
export interface Answer<T> {
  readonly value: T | null
  readonly problem: Problem | null
  readonly busy: boolean
}

export interface Asked<T> {
  readonly store: StoreApi<Answer<T>>
  /** Asks unless the answer is there or on its way. */
  readonly ask: () => Promise<void>
  /** Asks again; the former answer stays in sight until the new one is there. */
  readonly askAgain: () => Promise<void>
}

/** A question with its answer. `again` tells the other side to look anew. */
export function asked<T>(question: (again: boolean) => Promise<T>): Asked<T> {
  const store = createStore<Answer<T>>(() => ({ value: null, problem: null, busy: false }))
  let asking: Promise<void> | null = null
  const run = (again: boolean): Promise<void> => {
    asking ??= (async () => {
      store.setState({ busy: true, problem: null })
      try {
        store.setState({ value: await question(again) })
      } catch (error) {
        store.setState({ problem: problemFrom(error) })
      } finally {
        asking = null
        store.setState({ busy: false })
      }
    })()
    return asking
  }
  return {
    store,
    ask: () => (store.getState().value === null ? run(false) : Promise.resolve()),
    askAgain: () => run(true),
  }
}
