import { describe, expect, it } from "vitest"
import { withFrame } from "../../../renderer/state/live-log"

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ number: from + at, atMs: 0, text: `line ${from + at}` }))

describe("a log as a page holds it", () => {
  it("adds what came, and what was lost on the way", () => {
    const log = withFrame(withFrame(null, { cursor: "a:2", lines: lines(0, 2), dropped: 0 }), {
      cursor: "a:9",
      lines: lines(7, 2),
      dropped: 5,
    })
    expect(log.lines.map((line) => line.number)).toEqual([0, 1, 7, 8])
    expect(log.dropped).toBe(5)
  })

  it("stays the same object for a frame without news, so that nothing is drawn anew", () => {
    const log = withFrame(null, { cursor: "a:1", lines: lines(0, 1), dropped: 0 })
    expect(withFrame(log, { cursor: "a:1", lines: [], dropped: 0 })).toBe(log)
  })

  it("is bounded: the oldest lines leave and are counted", () => {
    const log = withFrame(withFrame(null, { cursor: "a:1", lines: lines(0, 20_000), dropped: 0 }), {
      cursor: "a:2",
      lines: lines(20_000, 3),
      dropped: 0,
    })
    expect(log.lines).toHaveLength(20_000)
    expect(log.lines[0]?.number).toBe(3)
    expect(log.dropped).toBe(3)
  })
})
