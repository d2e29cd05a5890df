import type { GlimmerClient } from "#common/contract/index"
import type { ConnectionState } from "./connection-state"

/** A frame of any watch stream. */
export interface AnyFrame {
  readonly cursor: string
}

/** Opens a stream behind a cursor; without one it begins with what is there. */
export type OpenStream<Frame extends AnyFrame> = (
  input: { readonly cursor?: string },
  options: { readonly signal: AbortSignal },
) => Promise<AsyncIterable<Frame>>

/** The way to the services. What lies between, a port or a socket, cannot be told from here. */
export interface Wire {
  readonly client: GlimmerClient
  /**
   * Follows a stream until the answer is called, over any number of broken connections: each frame comes once and
   * in order. `onError` hears of problems of the service; the stream is tried again after a pause.
   */
  readonly watch: <Frame extends AnyFrame>(
    open: OpenStream<Frame>,
    onFrame: (frame: Frame) => void,
    onError: (error: unknown) => void,
  ) => () => void
  readonly connection: () => ConnectionState
  /** Calls back on every change; the answer ends it. */
  readonly onConnection: (listener: (connection: ConnectionState) => void) => () => void
  /** Ends the connection for good. */
  readonly close: () => void
}
