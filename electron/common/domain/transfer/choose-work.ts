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
const LARGE_BYTES = 64 * 1024 * 1024

export interface Work {
  readonly index: number
  readonly kind: "lease" | "steal"
  /** Every stream has a file of its own: this one may be fetched in one go. */
  readonly alone: boolean
}

/**
 * The file that the next free stream should work on: first one that nobody works on, so that many small files go side
 * by side; then the one with the fewest streams; then half of what a busy stream still has to do. Null when there
 * is nothing to do. Looks at no more than it must: with thousands of files it is asked thousands of times.
 */
export function chooseWork(candidates: readonly WorkCandidate[], limits: WorkLimits): Work | null {
  const atWork = indexed(candidates).filter(({ file }) => file.streams > 0 && file.ready)
  const hasRoom = atWork.filter(({ file }) => isLarge(file)).length < limits.largeFiles
  const fresh = firstToStart(candidates, hasRoom)
  if (fresh !== null) return fresh
  const shared = atWork.filter(({ file }) => file.shareable && file.streams < limits.streamsPerFile)
  const lease = shared
    .filter(({ file }) => file.freeBytes !== null && file.freeBytes > 0)
    .sort((one, other) => other.file.priority - one.file.priority || one.file.streams - other.file.streams)[0]
  if (lease !== undefined) return { index: lease.index, kind: "lease", alone: false }
  const victim = shared
    .filter(({ file }) => file.stealableBytes > 0)
    .sort((one, other) => other.file.stealableBytes - one.file.stealableBytes)[0]
  return victim === undefined ? null : { index: victim.index, kind: "steal", alone: false }
}

interface Indexed {
  readonly file: WorkCandidate
  readonly index: number
}

/** Those at work, a handful, are worth an object each; those that wait are not. */
function indexed(candidates: readonly WorkCandidate[]): readonly Indexed[] {
  const atWork: Indexed[] = []
  for (const [index, file] of candidates.entries()) if (file.streams > 0) atWork.push({ file, index })
  return atWork
}

/** The most urgent one that nobody works on, the first of equals. */
function firstToStart(candidates: readonly WorkCandidate[], hasRoom: boolean): Work | null {
  const mayStart = (file: WorkCandidate) =>
    file.streams === 0 && file.ready && file.freeBytes !== 0 && (hasRoom || !isLarge(file))
  let first: Indexed | null = null
  let others = 0
  for (const [index, file] of candidates.entries()) {
    const isFirst = first === null || file.priority > first.file.priority
    // One more of the same urgency is all there is to learn.
    if (!isFirst && others > 0) continue
    if (!mayStart(file)) continue
    if (first !== null) others++
    if (isFirst) first = { file, index }
  }
  if (first === null) return null
  return { index: first.index, kind: "lease", alone: !isLarge(first.file) && others > 0 }
}

function isLarge(file: WorkCandidate): boolean {
  return file.missingBytes > LARGE_BYTES
}
