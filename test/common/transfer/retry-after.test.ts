import { expect, it } from "vitest"
import { retryAfterMs } from "#common/domain/transfer/retry-after"

const NOW = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT")

it.each([
  ["seconds", "120", 120_000],
  ["no wait", "0", 0],
  ["a date to come", "Wed, 21 Oct 2026 07:28:30 GMT", 30_000],
  ["a date gone by", "Wed, 21 Oct 2026 07:27:00 GMT", 0],
  ["a day, which nobody would sit through", "86400", 600_000],
  ["nonsense", "soon", null],
  ["no header", undefined, null],
])("reads Retry-After: %s", (_, header, wait) => {
  expect(retryAfterMs(header, NOW)).toBe(wait)
})
