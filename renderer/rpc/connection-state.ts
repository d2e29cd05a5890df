import { createStore, type StoreApi } from "zustand/vanilla"

/**
 * `connecting`: not reached yet. `lost`: was reached, is being sought again. `session-ended`: reached, but this
 * browser has to come in anew with the address Glimmer shows.
 */
export type ConnectionState = "connecting" | "open" | "lost" | "session-ended"

/** The state of one connection and since when, ms since 1970. */
interface ConnectionStatus {
  readonly state: ConnectionState
  readonly sinceMs: number
}

export type ConnectionStore = StoreApi<ConnectionStatus>

export function createConnectionStore(): ConnectionStore {
  return createStore<ConnectionStatus>(() => ({ state: "connecting", sinceMs: Date.now() }))
}

/** Notes a state; the same state again keeps its beginning. */
export function setConnection(store: ConnectionStore, state: ConnectionState): void {
  if (store.getState().state !== state) store.setState({ state, sinceMs: Date.now() })
}

/** Resolves once the connection is open, or when the signal is aborted. */
export function untilOpen(store: ConnectionStore, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      unsubscribe()
      signal.removeEventListener("abort", settle)
      resolve()
    }
    const unsubscribe = store.subscribe(({ state }) => {
      if (state === "open") settle()
    })
    signal.addEventListener("abort", settle)
    if (signal.aborted || store.getState().state === "open") settle()
  })
}
