/** Bytes of a file from `from` up to, not including, `to`. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/** Ascending, without overlap, never touching each other: one way only to write the same bytes. */
export type ByteRanges = readonly ByteRange[]

/** The ranges with the bytes of `added` in them. */
export function addRange(ranges: ByteRanges, added: ByteRange): ByteRanges {
  if (added.to <= added.from) return ranges
  const before = ranges.filter((range) => range.to < added.from)
  const after = ranges.filter((range) => range.from > added.to)
  const joined = ranges.slice(before.length, ranges.length - after.length)
  const from = Math.min(added.from, ...joined.map((range) => range.from))
  const to = Math.max(added.to, ...joined.map((range) => range.to))
  return [...before, { from, to }, ...after]
}

/** The ranges without the bytes of `removed`. */
export function removeRange(ranges: ByteRanges, removed: ByteRange): ByteRanges {
  if (removed.to <= removed.from) return ranges
  return ranges.flatMap((range) =>
    [
      { from: range.from, to: Math.min(range.to, removed.from) },
      { from: Math.max(range.from, removed.to), to: range.to },
    ].filter((part) => part.from < part.to),
  )
}

/** What of `range` is not in `ranges`. */
export function missingIn(range: ByteRange, ranges: ByteRanges): ByteRanges {
  return subtractRanges(range.from < range.to ? [range] : [], ranges)
}

/** What of `ranges` is not in `removed`. */
export function subtractRanges(ranges: ByteRanges, removed: ByteRanges): ByteRanges {
  return removed.reduce(removeRange, ranges)
}

/** Number of bytes in all ranges. */
export function bytesOf(ranges: ByteRanges): number {
  return ranges.reduce((sum, range) => sum + range.to - range.from, 0)
}

/** How far the bytes go on without a gap from `position`; `position` itself when that byte is not there. */
export function coveredUntil(ranges: ByteRanges, position: number): number {
  return ranges.find((range) => range.from <= position && position < range.to)?.to ?? position
}
