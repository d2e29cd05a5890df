/** Frames of a watch stream until `stop` says so; leaves the stream properly. Returns the last state. */
export async function followUntil<T>(
  frames: AsyncIterable<{ readonly state: T }>,
  stop: (state: T) => boolean,
  signal: AbortSignal,
): Promise<T> {
  let last: { readonly state: T } | null = null
  for await (const frame of frames) {
    last = frame
    if (stop(frame.state)) return frame.state
    if (signal.aborted) break
  }
  signal.throwIfAborted()
  if (last === null) throw new Error("the stream ended before it began")
  return last.state
}

/** The state as it is now. */
export async function stateNow<T>(frames: AsyncIterable<{ readonly state: T }>): Promise<T> {
  for await (const frame of frames) return frame.state
  throw new Error("the stream ended before it began")
}
