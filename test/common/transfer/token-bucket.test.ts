import * as fc from "fast-check"
import { expect, it } from "vitest"
import { emptyBucket, spend } from "#common/domain/transfer/token-bucket"

it("lets no more through than the limit, whatever the sizes of the pieces", () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 512 * 1024 }), { minLength: 20, maxLength: 300 })
  fc.assert(
    fc.property(pieces, fc.integer({ min: 50_000, max: 50_000_000 }), (sizes, limit) => {
      let bucket = emptyBucket(0)
      let nowMs = 0
      let sent = 0
      for (const bytes of sizes) {
        const next = spend(bucket, bytes, limit, nowMs)
        bucket = next.bucket
        nowMs += next.waitMs
        sent += bytes
        expect(sent).toBeLessThanOrEqual((limit * nowMs) / 1000 + 1)
      }
      // And not much less: who pays at once is not made to wait longer.
      expect((sent / nowMs) * 1000).toBeGreaterThan(limit * 0.99)
    }),
  )
})

it("does not save up an idle hour for a burst", () => {
  const { waitMs } = spend(emptyBucket(0), 1_000_000, 1_000_000, 3_600_000)
  expect(waitMs).toBe(750)
})
