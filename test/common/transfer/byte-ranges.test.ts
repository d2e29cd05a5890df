import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  addRange,
  type ByteRange,
  type ByteRanges,
  bytesOf,
  coveredUntil,
  missingIn,
  removeRange,
} from "#common/domain/transfer/byte-ranges"

const SIZE = 40
const range = fc
  .tuple(fc.nat(SIZE), fc.nat(SIZE))
  .map(([one, other]): ByteRange => ({ from: Math.min(one, other), to: Math.max(one, other) }))
const steps = fc.array(fc.record({ add: fc.boolean(), range }), { maxLength: 30 })

/** The same history on one boolean per byte: slow and surely right. */
function play(history: readonly { add: boolean; range: ByteRange }[]) {
  let ranges: ByteRanges = []
  const bytes = Array.from({ length: SIZE }, () => false)
  for (const step of history) {
    ranges = step.add ? addRange(ranges, step.range) : removeRange(ranges, step.range)
    bytes.fill(step.add, step.range.from, step.range.to)
  }
  return { ranges, bytes }
}

describe("byte ranges", () => {
  it("hold exactly the bytes that were added and not removed: no byte lost, none doubled", () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { ranges, bytes } = play(history)
        const held = bytes.map((_, at) => ranges.some((one) => one.from <= at && at < one.to))
        expect(held).toEqual(bytes)
        expect(bytesOf(ranges)).toBe(bytes.filter(Boolean).length)
      }),
    )
  })

  it("stay ascending, apart and not touching, so that a long download does not grow a long list", () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { ranges } = play(history)
        for (const [index, one] of ranges.entries()) {
          expect(one.from).toBeLessThan(one.to)
          expect(one.from).toBeGreaterThan(ranges[index - 1]?.to ?? -1)
        }
      }),
    )
  })

  it("tell what is missing within a stretch: with what is there it makes the whole stretch", () => {
    fc.assert(
      fc.property(steps, range, (history, within) => {
        const { ranges, bytes } = play(history)
        const missing = missingIn(within, ranges)
        const expected = bytes.flatMap((there, at) =>
          !there && at >= within.from && at < within.to ? [at] : [],
        )
        const actual = missing.flatMap((one) =>
          Array.from({ length: one.to - one.from }, (_, at) => one.from + at),
        )
        expect(actual).toEqual(expected)
      }),
    )
  })

  it("tell how far the file is whole from a position: the hash may go there and no further", () => {
    fc.assert(
      fc.property(steps, fc.nat(SIZE - 1), (history, position) => {
        const { ranges, bytes } = play(history)
        const gap = bytes.indexOf(false, position)
        expect(coveredUntil(ranges, position)).toBe(gap === -1 ? SIZE : gap)
      }),
    )
  })
})
