import { createStore, type StoreApi } from "zustand/vanilla"
import type { Problem } from "#common/domain/problem"
import type { StateFrame } from "#common/domain/watch"
import { problemFrom } from "./problem-from"
import type { OpenStream, Wire } from "../rpc/wire"

/** A state of the program as this page last heard it; null until it first did. */
export interface Heard<T> {
  readonly value: T | null
  /** Why it cannot be heard; the last value stays. */
  readonly problem: Problem | null
}

/** A state that is followed while somebody looks at it. */
export interface Live<T> {
  readonly store: StoreApi<Heard<T>>
  /** Follows it until the answer is called. Any number may look at once. */
  readonly follow: () => () => void
}

/** Feeds a store from a stream for as long as anybody follows it. What was heard last is kept for the next look. */
export function followed<T>(start: (store: StoreApi<Heard<T>>) => () => void): Live<T> {
  const store = createStore<Heard<T>>(() => ({ value: null, problem: null }))
  let followers = 0
  let stop: (() => void) | null = null
  return {
    store,
    follow: () => {
      followers++
      stop ??= start(store)
      let left = false
      return () => {
        if (left) return
        left = true
        followers--
        if (followers > 0) return
        stop?.()
        stop = null
      }
    },
  }
}

/** A live state from a state stream. */
export function liveState<T>(wire: Wire, open: OpenStream<StateFrame<T>>): Live<T> {
  return followed<T>((store) =>
    wire.watch(
      open,
      (frame) => store.setState({ value: frame.state, problem: null }),
      (error) => store.setState({ problem: problemFrom(error) }),
    ),
  )
}
