/** Bytes that may still pass at `atMs`; negative while there is a debt. */
export interface TokenBucket {
  readonly tokens: number
  readonly atMs: number
}

/** Bytes saved up while nobody asked; more would be a burst that breaks the limit noticeably. */
const SAVED_SECONDS = 0.25

/** A bucket that starts empty. */
export function emptyBucket(atMs: number): TokenBucket {
  return { tokens: 0, atMs }
}

/**
 * Takes `bytes` that have already arrived out of the bucket. Returns it with the time to wait, ms, until the debt is
 * paid at `bytesPerSecond`.
 */
export function spend(
  bucket: TokenBucket,
  bytes: number,
  bytesPerSecond: number,
  nowMs: number,
): { readonly bucket: TokenBucket; readonly waitMs: number } {
  const earned = (Math.max(0, nowMs - bucket.atMs) / 1000) * bytesPerSecond
  const tokens = Math.min(bucket.tokens + earned, bytesPerSecond * SAVED_SECONDS) - bytes
  return {
    bucket: { tokens, atMs: Math.max(nowMs, bucket.atMs) },
    waitMs: tokens >= 0 ? 0 : (-tokens / bytesPerSecond) * 1000,
  }
}
