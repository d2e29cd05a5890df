/** An amount that is not known exactly: what is most likely, and the bounds it should lie in. */
export interface Range {
  readonly low: number
  readonly likely: number
  readonly high: number
}

export function exactly(value: number): Range {
  return { low: value, likely: value, high: value }
}

export function between(low: number, likely: number, high: number): Range {
  return { low: Math.min(low, likely), likely, high: Math.max(high, likely) }
}

/** `value`, give or take a share of it. */
export function around(value: number, share: number): Range {
  const spread = Math.abs(value) * share
  return { low: value - spread, likely: value, high: value + spread }
}

export function addRanges(...ranges: readonly Range[]): Range {
  return {
    low: ranges.reduce((sum, range) => sum + range.low, 0),
    likely: ranges.reduce((sum, range) => sum + range.likely, 0),
    high: ranges.reduce((sum, range) => sum + range.high, 0),
  }
}

/** `from` less `range`: the most is left where the least is taken. */
export function subtractRange(from: Range, range: Range): Range {
  return { low: from.low - range.high, likely: from.likely - range.likely, high: from.high - range.low }
}

export function scaleRange(range: Range, factor: number): Range {
  return { low: range.low * factor, likely: range.likely * factor, high: range.high * factor }
}

/** Width of the range. */
export function spreadOf(range: Range): number {
  return range.high - range.low
}
