import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { measured, rateOf, remainingSeconds, startMeter } from "#common/domain/transfer/transfer-rate"

/** Runs a line whose rate (bytes a second) is a function of time, sampled ten times a second. */
function run(seconds: number, rateAt: (second: number) => number) {
  let meter = startMeter(0, 0)
  let bytes = 0
  for (let tick = 1; tick <= seconds * 10; tick++) {
    bytes += rateAt(tick / 10) / 10
    meter = measured(meter, bytes, tick * 100)
  }
  return { meter, bytes, nowMs: seconds * 1000 }
}

/** Noise that is the same in every run. */
function noise(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe("rate", () => {
  it("is that of the last seconds, not of the whole transfer", () => {
    const { meter, nowMs } = run(30, (second) => (second <= 20 ? 1e6 : 3e6))
    expect(rateOf(meter, nowMs)).toBeCloseTo(3e6, -5)
  })

  it("sinks to nothing while nothing comes", () => {
    const { meter, nowMs } = run(10, () => 1e6)
    expect(rateOf(meter, nowMs + 4000)).toBeLessThan(0.5e6)
    const silent = measured(meter, 10e6, nowMs + 12_000)
    expect(rateOf(silent, nowMs + 12_000)).toBeLessThan(1)
  })

  it("keeps a bounded number of samples, however often it is told", () => {
    const { meter } = run(600, () => 1e6)
    expect(meter.samples.length).toBeLessThan(160)
  })

  it("is unknown before anything was seen", () => {
    expect(rateOf(startMeter(0, 0), 0)).toBeNull()
  })
})

describe("time left", () => {
  it("is not guessed at first, nor while nothing comes", () => {
    const young = run(2, () => 1e6)
    expect(remainingSeconds(young.meter, 1e6, young.nowMs)).toBeNull()
    const { meter, bytes, nowMs } = run(10, () => 1e6)
    const silent = measured(measured(meter, bytes, nowMs + 6_000), bytes, nowMs + 12_000)
    expect(remainingSeconds(silent, 1e6, nowMs + 12_000)).toBeNull()
  })

  it("is narrow on an even line and ordered on any", () => {
    const even = run(30, () => 1e6)
    const [low, high] = remainingSeconds(even.meter, 100e6, even.nowMs) ?? [0, 0]
    expect([low, high].map((seconds) => Math.abs(seconds - 100) < 15)).toEqual([true, true])
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000_000), { minLength: 5, maxLength: 70 }),
        fc.nat(1e9),
        (rates, left) => {
          const { meter, nowMs } = run(rates.length, (second) => rates[Math.ceil(second) - 1] ?? 0)
          const range = remainingSeconds(meter, left, nowMs) ?? [0, 0]
          expect(range[0]).toBeLessThanOrEqual(range[1])
        },
      ),
    )
  })

  it("keeps its word: the true end lies within nine ranges of ten, on lines that wander", () => {
    let kept = 0
    const lines = 200
    for (let line = 0; line < lines; line++) {
      const random = noise(line)
      // Each five seconds have their own rate, between a half and one and a half of the mean.
      const rates = Array.from({ length: 400 }, () => 1e6 * (0.5 + random()))
      const rateAt = (second: number) => rates[Math.floor(second / 5)] ?? 1e6
      const { meter, nowMs } = run(40, rateAt)
      const left = 120e6
      const [low, high] = remainingSeconds(meter, left, nowMs) ?? [0, 0]
      let seconds = 0
      for (let bytes = 0; bytes < left; seconds += 0.1) bytes += rateAt(40 + seconds) / 10
      if (low <= seconds && seconds <= high) kept++
    }
    expect(kept / lines).toBeGreaterThan(0.9)
  })
})
