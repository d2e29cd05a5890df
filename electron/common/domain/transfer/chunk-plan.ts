import type { ByteRange, ByteRanges } from "./byte-ranges"

/** A stretch of a file that one stream is fetching: `position` moves towards `end`. */
export interface Lease {
  readonly position: number
  readonly end: number
  /** Bytes a second since it began. */
  readonly rate: number
  readonly ageSeconds: number
}

/** What decides how much a stream fetches with one request. */
export interface LeaseSituation {
  /** Bytes a second of one stream, as seen lately; null at first. */
  readonly streamRate: number | null
  /** Bytes of the file that nobody has and nobody is fetching. */
  readonly freeBytes: number
  /** Streams that share those bytes, this one included. */
  readonly streams: number
  /** No other stream will join this file soon: it may be fetched in one go. */
  readonly alone: boolean
}

const MiB = 1024 * 1024

/** A request should last this long, so that the wait for its answer weighs little. */
const LEASE_SECONDS = 8
/** Streams stay close together: what arrives is hashed while the system still holds it in memory. */
const LEASE_BYTES = { least: 1 * MiB, first: 8 * MiB, most: 64 * MiB, alone: 512 * MiB }
/** Less than this is not worth a request of its own. */
export const STEAL_BYTES = 512 * 1024
/** A rest that will be done sooner is left alone: what is on its way to the victim already would come twice. */
const STEAL_SECONDS = 2
/** A stream this much slower than usual is on a bad path: it loses all it has left. */
const SLOW_SHARE = 0.25

const BLOCK_BYTES = 4 * MiB
/** Bounds the journal: 64 kB of prefix digests for any file. */
const MOST_BLOCKS = 4096

/**
 * Bytes of a block: the unit in which a damaged file is repaired. A multiple of 4 MiB that keeps the number of blocks
 * of a file of `fileBytes` bounded.
 */
export function blockBytesOf(fileBytes: number): number {
  return BLOCK_BYTES * Math.max(1, Math.ceil(fileBytes / (BLOCK_BYTES * MOST_BLOCKS)))
}

/** Bytes the next request should ask for. */
export function leaseBytesOf(situation: LeaseSituation): number {
  if (situation.alone) return LEASE_BYTES.alone
  const wished = situation.streamRate === null ? LEASE_BYTES.first : situation.streamRate * LEASE_SECONDS
  // Towards the end the rest is dealt out evenly, so that all streams end together.
  const share = situation.freeBytes / situation.streams
  return Math.ceil(Math.max(LEASE_BYTES.least, Math.min(wished, share, LEASE_BYTES.most)))
}

/** The first free bytes, at most `leaseBytes` of them; null when nothing is free. */
export function nextRange(free: ByteRanges, leaseBytes: number): ByteRange | null {
  const first = free[0]
  return first === undefined ? null : { from: first.from, to: Math.min(first.to, first.from + leaseBytes) }
}

/**
 * Where an idle stream can take over work of a busy one: of the rest that would take longest, the second half, or all
 * of it from a stream much slower than `usualRate` (bytes a second; null: unknown). The victim ends at `at`. Null
 * when there is nothing worth it.
 */
export function stealFrom(
  leases: readonly Lease[],
  usualRate: number | null,
): { readonly index: number; readonly at: number } | null {
  const seconds = leases.map(restSeconds)
  const longest = Math.max(0, ...seconds)
  const index = seconds.indexOf(longest)
  const victim = leases[index]
  if (victim === undefined || longest < STEAL_SECONDS) return null
  const rest = victim.end - victim.position
  if (rest >= 2 * STEAL_BYTES) return { index, at: victim.position + Math.ceil(rest / 2) }
  const isSlow = usualRate !== null && victim.rate < usualRate * SLOW_SHARE
  return isSlow ? { index, at: victim.position } : null
}

/** Time until a lease is done; 0 where nobody can tell yet, or where its end is open. */
function restSeconds(lease: Lease): number {
  const rest = lease.end - lease.position
  if (!Number.isFinite(rest) || rest <= 0 || lease.ageSeconds < STEAL_SECONDS) return 0
  return lease.rate > 0 ? rest / lease.rate : Number.POSITIVE_INFINITY
}
