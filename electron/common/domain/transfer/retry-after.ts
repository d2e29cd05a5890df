/** A server may ask for hours; whoever waits looks at a window. */
const LONGEST_MS = 10 * 60 * 1000

/**
 * How long a `Retry-After` header asks to wait, ms: seconds or an HTTP date (RFC 9110, 10.2.3). Null when there is
 * none or it cannot be read.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null
  const text = header.trim()
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), LONGEST_MS)
}
