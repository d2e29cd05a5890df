import { ORPCError } from "@orpc/client"
import { type ConnectionStore, untilOpen } from "./connection-state"
import type { AnyFrame, OpenStream, Wire } from "./wire"

/** Pauses between two tries of one stream, ms: doubled each time, back to the first with every frame. */
const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 5000

/** The `watch` of a wire whose connection comes and goes as the store says. */
export function resumableWatch(connection: ConnectionStore): Wire["watch"] {
  return (open, onFrame, onError) => {
    const leave = new AbortController()
    void follow(connection, open, onFrame, onError, leave.signal)
    return () => leave.abort()
  }
}

async function follow<Frame extends AnyFrame>(
  connection: ConnectionStore,
  open: OpenStream<Frame>,
  onFrame: (frame: Frame) => void,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let cursor: string | undefined
  let pauseMs = FIRST_PAUSE_MS
  for (;;) {
    await untilOpen(connection, signal)
    if (signal.aborted) return
    try {
      for await (const frame of await open(cursor === undefined ? {} : { cursor }, { signal })) {
        // A frame that was on its way when the reader left is not for it any more.
        if (signal.aborted) return
        cursor = frame.cursor
        pauseMs = FIRST_PAUSE_MS
        call(onFrame, frame)
      }
    } catch (error) {
      if (signal.aborted) return
      // Anything else is the wire breaking, which the connection tells on its own.
      if (error instanceof ORPCError) call(onError, error)
    }
    await pause(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }
}

/** A reader that throws is reported like any fault of the page; it neither ends nor repeats the stream. */
function call<T>(reader: (value: T) => void, value: T): void {
  try {
    reader(value)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener("abort", settle)
      resolve()
    }
    const timer = setTimeout(settle, ms)
    signal.addEventListener("abort", settle)
  })
}
