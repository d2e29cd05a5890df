import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addRange, type ByteRanges, bytesOf, missingIn } from "#common/domain/transfer/byte-ranges"
import {
  blockBytesOf,
  leaseBytesOf,
  nextRange,
  STEAL_BYTES,
  stealFrom,
} from "#common/domain/transfer/chunk-plan"

const MiB = 1024 * 1024

describe("blocks", () => {
  it.each([
    [0, 4 * MiB],
    [5e9, 4 * MiB],
    [16 * 1024 * MiB, 4 * MiB],
    [16 * 1024 * MiB + 1, 8 * MiB],
    [700e9, 164 * MiB],
  ])("of a file of %d bytes have %d bytes", (file, block) => {
    expect(blockBytesOf(file)).toBe(block)
    expect(file / block).toBeLessThanOrEqual(4096)
  })
})

describe("how much one request asks for", () => {
  const busy = { streamRate: null, freeBytes: 5e9, streams: 8, alone: false }
  it.each([
    ["the first one little, to learn how fast the line is", busy, 8 * MiB],
    ["a slow stream what lasts seconds", { ...busy, streamRate: 500_000 }, 4_000_000],
    ["a fast stream no more than stays in memory until it is hashed", { ...busy, streamRate: 1e9 }, 64 * MiB],
    ["near the end a fair share", { ...busy, streamRate: 1e9, freeBytes: 80 * MiB }, 10 * MiB],
    ["at the very end not crumbs", { ...busy, streamRate: 1e9, freeBytes: 2 * MiB }, 1 * MiB],
    ["a small file among many the whole of it", { ...busy, alone: true }, 512 * MiB],
  ])("%s", (_, situation, bytes) => {
    expect(leaseBytesOf(situation)).toBe(bytes)
  })
})

describe("dealing out a file", () => {
  it("covers every byte once, whatever the sizes, thefts and order of ends", () => {
    const action = fc.record({
      kind: fc.constantFrom("lease" as const, "steal" as const, "work" as const),
      bytes: fc.integer({ min: 1, max: 6 * MiB }),
      pick: fc.nat(),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 * MiB }),
        fc.array(action, { maxLength: 200 }),
        (size, actions) => {
          let fetched: ByteRanges = []
          let fetchedBytes = 0
          const leases: { from: number; position: number; end: number }[] = []
          const free = () =>
            missingIn(
              { from: 0, to: size },
              leases.reduce<ByteRanges>(
                (all, one) => addRange(all, { from: one.from, to: one.end }),
                fetched,
              ),
            )
          const work = (index: number, bytes: number) => {
            const lease = leases[index]
            if (lease === undefined) return
            const to = Math.min(lease.end, lease.position + bytes)
            fetched = addRange(fetched, { from: lease.position, to })
            fetchedBytes += to - lease.position
            lease.position = to
            if (to === lease.end) leases.splice(index, 1)
          }
          const take = (bytes: number) => {
            const range = nextRange(free(), bytes)
            if (range !== null) leases.push({ from: range.from, position: range.from, end: range.to })
          }
          for (const { kind, bytes, pick } of actions) {
            if (kind === "lease") take(bytes)
            else if (kind === "work") work(pick % Math.max(1, leases.length), bytes)
            else {
              const theft = stealFrom(
                leases.map((one) => lease(one.position, one.end, pick % 1e6)),
                1e6,
              )
              const victim = theft === null ? undefined : leases[theft.index]
              if (theft !== null && victim !== undefined) {
                leases.push({ from: theft.at, position: theft.at, end: victim.end })
                victim.end = theft.at
              }
            }
          }
          while (leases.length > 0 || free().length > 0) {
            if (leases.length === 0) take(8 * MiB)
            work(0, 8 * MiB)
          }
          expect(fetched).toEqual([{ from: 0, to: size }])
          expect(fetchedBytes).toBe(size)
        },
      ),
    )
  })

  it("takes the first free bytes first, so that the hash can follow", () => {
    const free = [
      { from: 10, to: 20 },
      { from: 100, to: 1000 },
    ]
    expect(nextRange(free, 500)).toEqual({ from: 10, to: 20 })
    expect(nextRange([], 500)).toBeNull()
  })
})

/** A stream that has run for a while at 100 kB/s. */
const lease = (position: number, end: number, rate = 100_000) => ({ position, end, rate, ageSeconds: 60 })

describe("stealing", () => {
  it("halves the rest that takes longest", () => {
    expect(stealFrom([lease(0, 4 * MiB), lease(2 * MiB, 10 * MiB)], null)).toEqual({ index: 1, at: 6 * MiB })
    const slow = lease(0, 4 * MiB, 10_000)
    expect(stealFrom([slow, lease(2 * MiB, 10 * MiB)], null)).toEqual({ index: 0, at: 2 * MiB })
  })

  it("takes all from a stream much slower than usual, and never from one that is as slow as all", () => {
    const crumbs = lease(MiB, MiB + STEAL_BYTES, 1000)
    expect(stealFrom([crumbs], 100_000)).toEqual({ index: 0, at: MiB })
    // Two idle streams would otherwise rob each other for ever.
    expect(stealFrom([crumbs], 2000)).toBeNull()
    expect(stealFrom([crumbs], null)).toBeNull()
  })

  it.each([
    ["nobody", []],
    ["crumbs", [lease(0, 2 * STEAL_BYTES - 1)]],
    ["what will be done in a moment", [lease(0, 100 * MiB, 100 * MiB)]],
    ["what has just begun", [{ ...lease(0, 100 * MiB, 0), ageSeconds: 1 }]],
    ["a file of unknown size", [lease(0, Number.POSITIVE_INFINITY)]],
  ])("leaves %s alone", (_, leases) => {
    expect(stealFrom(leases, null)).toBeNull()
  })

  it("takes from a stream on which nothing comes at all", () => {
    expect(stealFrom([lease(0, 4 * MiB, 0)], null)).toEqual({ index: 0, at: 2 * MiB })
  })

  it("ends: thieves that steal from thieves come to crumbs", () => {
    const leases = [lease(0, 1024 * MiB)]
    for (let theft = stealFrom(leases, null); theft !== null; theft = stealFrom(leases, null)) {
      const victim = leases[theft.index]!
      leases.splice(theft.index, 1, lease(victim.position, theft.at), lease(theft.at, victim.end))
      expect(leases.length).toBeLessThan(5000)
    }
    expect(bytesOf(leases.map((one) => ({ from: one.position, to: one.end })))).toBe(1024 * MiB)
  })
})
