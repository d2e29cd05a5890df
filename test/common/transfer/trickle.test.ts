import { expect, it } from "vitest"
import { isTrickle } from "#common/domain/transfer/trickle"

it.each([
  ["too early to tell", { bytes: 0, tookMs: 19_000 }, 1e6, false],
  ["a byte a second", { bytes: 20, tookMs: 20_000 }, 0, true],
  ["slow like all the others: a slow line", { bytes: 200_000, tookMs: 20_000 }, 12_000, false],
  ["a hundredth of its neighbours: a bad path", { bytes: 200_000, tookMs: 20_000 }, 1_000_000, true],
])("%s", (_, pace, best, trickles) => {
  expect(isTrickle(pace, best)).toBe(trickles)
})
