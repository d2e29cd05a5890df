/** A stream as seen over the last while. */
export interface StreamPace {
  readonly bytes: number
  readonly tookMs: number
}

/** Long enough to tell a slow connection from a hiccup. */
export const TRICKLE_LOOK_MS = 20_000
/** Slower than this, no connection is worth keeping, ever. Bytes a second. */
const HOPELESS_RATE = 64
/** A stream this much slower than the best beside it is stuck on a bad path; a new connection may get a better one. */
const SLOW_SHARE = 0.05

/** Whether a stream should be hung up and dialled again, given the best rate of its neighbours (0: alone). */
export function isTrickle(pace: StreamPace, bestNeighbourRate: number): boolean {
  if (pace.tookMs < TRICKLE_LOOK_MS) return false
  const rate = (pace.bytes / pace.tookMs) * 1000
  return rate < HOPELESS_RATE || rate < bestNeighbourRate * SLOW_SHARE
}
