/** How many bytes had come by when: the last minute of a transfer, one sample about every half second. */
export interface RateMeter {
  readonly samples: readonly { readonly atMs: number; readonly bytes: number }[]
}

const WINDOW_MS = 60_000
const SAMPLE_MS = 500
/** The rate that is shown: long enough to be calm, short enough to notice. */
const SHOWN_MS = 5_000
/** Before this much has been seen, nothing is said about the time left. */
const LEAST_SEEN_MS = 3_000
/** A line that was even so far may still change. */
const LEAST_DOUBT = 0.05
const MOST_DOUBT = 0.75

/** A meter at the start of a transfer that has `bytes` already. */
export function startMeter(bytes: number, nowMs: number): RateMeter {
  return { samples: [{ atMs: nowMs, bytes }] }
}

/** The meter after `bytes` in all; call as often as you like. */
export function measured(meter: RateMeter, bytes: number, nowMs: number): RateMeter {
  const kept = meter.samples.filter((sample) => sample.atMs >= nowMs - WINDOW_MS)
  const beforeLast = kept.at(-2)
  // The newest sample moves until it is half a second from the one before: no gap, no crowd.
  const isCrowded = beforeLast !== undefined && nowMs - beforeLast.atMs < SAMPLE_MS
  return { samples: [...(isCrowded ? kept.slice(0, -1) : kept), { atMs: nowMs, bytes }] }
}

/** Bytes a second over the last moments; null before there is anything to tell. */
export function rateOf(meter: RateMeter, nowMs: number): number | null {
  return rateSince(meter, nowMs - SHOWN_MS, nowMs)
}

/**
 * Seconds for `remainingBytes`, as a range that takes in how unevenly the bytes came so far; null while nothing
 * honest can be said: at first, and while nothing comes.
 */
export function remainingSeconds(
  meter: RateMeter,
  remainingBytes: number,
  nowMs: number,
): readonly [low: number, high: number] | null {
  const first = meter.samples[0]
  if (remainingBytes <= 0) return [0, 0]
  if (first === undefined || nowMs - first.atMs < LEAST_SEEN_MS) return null
  const now = rateOf(meter, nowMs)
  const minute = rateSince(meter, nowMs - WINDOW_MS, nowMs)
  if (now === null || now <= 0 || minute === null || minute <= 0) return null
  const seenSeconds = (nowMs - first.atMs) / 1000
  const doubt = doubtOf(meter, remainingBytes / minute / seenSeconds)
  const fast = Math.max(now, minute) * (1 + doubt)
  const slow = Math.min(now, minute) * (1 - doubt)
  return [remainingBytes / fast, remainingBytes / slow]
}

/** How far the rate to come may lie from the one seen: more for an uneven line and for a long way ahead. */
function doubtOf(meter: RateMeter, timesAhead: number): number {
  const rates = meter.samples.slice(1).flatMap((sample, index) => {
    const before = meter.samples[index]
    const tookMs = before === undefined ? 0 : sample.atMs - before.atMs
    return before === undefined || tookMs <= 0 ? [] : [((sample.bytes - before.bytes) / tookMs) * 1000]
  })
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length)
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, rates.length)
  const unevenness = mean <= 0 ? 1 : Math.sqrt(variance) / mean
  // Neighbouring seconds resemble each other: a minute holds about ten independent looks at the line.
  const looks = Math.max(1, Math.min(10, rates.length / 10))
  const doubt = (2 * unevenness) / Math.sqrt(looks) + 0.1 * Math.log10(1 + timesAhead)
  return Math.min(MOST_DOUBT, Math.max(LEAST_DOUBT, doubt))
}

/** The last sample stands for now as well: while nothing comes, the rate sinks. */
function rateSince(meter: RateMeter, sinceMs: number, nowMs: number): number | null {
  const last = meter.samples.at(-1)
  const first = meter.samples.findLast((sample) => sample.atMs <= sinceMs) ?? meter.samples[0]
  if (last === undefined || first === undefined || nowMs <= first.atMs) return null
  return ((last.bytes - first.bytes) / (nowMs - first.atMs)) * 1000
}
