/** A file that may need a stream, as the one who deals them out sees it. */
export interface WorkCandidate {
  readonly priority: number
  /** Not waiting for a retry, a pause or its server. */
  readonly ready: boolean
  readonly streams: number
  /** Bytes that nobody has and nobody is fetching; null while the size is unknown. */
  readonly freeBytes: number | null
  /** The longest rest that a busy stream could share. */
  readonly stealableBytes: number
  /** Several streams may work on it: its size is known and its server answers ranges. */
  readonly shareable: boolean
  /** All that is still missing. */
  readonly missingBytes: number
}

export interface WorkLimits {
  readonly streamsPerFile: number
  /** Large files worked on at once: a few that get done are worth more than many halves. */
  readonly largeFiles: number
}

/** Files below this are fetched in one go, as many at once as there are streams. */
export const LARGE_BYTES = 64 * 1024 * 1024

export interface Work {
  readonly index: number
  readonly kind: "lease" | "steal"
  /** Every stream has a file of its own: this one may be fetched in one go. */
  readonly alone: boolean
}

/**
 * The file that the next free stream should work on: first one that nobody works on, so that many small files go side
 * by side; then the one with the fewest streams; then half of what a busy stream still has to do. Null when there
 * is nothing to do.
 */
export function chooseWork(candidates: readonly WorkCandidate[], limits: WorkLimits): Work | null {
  const order = candidates
    .map((candidate, index) => ({ ...candidate, index }))
    .filter((candidate) => candidate.ready)
    .sort((one, other) => other.priority - one.priority || one.index - other.index)
  const largeAtWork = order.filter((file) => file.streams > 0 && isLarge(file)).length
  const mayStart = order.filter(
    (file) =>
      file.streams === 0 && file.freeBytes !== 0 && (!isLarge(file) || largeAtWork < limits.largeFiles),
  )
  const fresh = mayStart[0]
  if (fresh !== undefined)
    return { index: fresh.index, kind: "lease", alone: mayStart.length > 1 && !isLarge(fresh) }
  const shared = order.filter(
    (file) => file.shareable && file.streams > 0 && file.streams < limits.streamsPerFile,
  )
  const lease = fewestStreams(shared.filter((file) => file.freeBytes !== null && file.freeBytes > 0))
  if (lease !== undefined) return { index: lease.index, kind: "lease", alone: false }
  const victim = shared
    .filter((file) => file.stealableBytes > 0)
    .sort((one, other) => other.stealableBytes - one.stealableBytes)[0]
  return victim === undefined ? null : { index: victim.index, kind: "steal", alone: false }
}

function isLarge(file: WorkCandidate): boolean {
  return file.missingBytes > LARGE_BYTES
}

/** Among equals of priority; the order given is kept otherwise. */
function fewestStreams<T extends WorkCandidate>(files: readonly T[]): T | undefined {
  return [...files].sort((one, other) => other.priority - one.priority || one.streams - other.streams)[0]
}
