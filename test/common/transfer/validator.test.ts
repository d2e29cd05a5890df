import { describe, expect, it } from "vitest"
import { ifRangeOf, mayBeSame, validatorOf } from "#common/domain/transfer/validator"

const of = (etag: string | null, lastModified: string | null) => ({ etag, lastModified })
const MONDAY = "Mon, 01 Jun 2026 00:00:00 GMT"
const TUESDAY = "Tue, 02 Jun 2026 00:00:00 GMT"

describe("validator", () => {
  it("is what the headers hold", () => {
    expect(validatorOf({ etag: '"a"', "last-modified": MONDAY })).toEqual(of('"a"', MONDAY))
    expect(validatorOf({})).toEqual(of(null, null))
  })

  it.each([
    ["equal tags", of('"a"', null), of('"a"', null), true],
    ["other tags", of('"a"', MONDAY), of('"b"', MONDAY), false],
    ["a tag that a cache made weak", of('"a"', null), of('W/"a"', null), true],
    ["equal tags, other time: the tag wins", of('"a"', MONDAY), of('"a"', TUESDAY), true],
    ["other times", of(null, MONDAY), of(null, TUESDAY), false],
    ["nothing to compare", of('"a"', null), of(null, MONDAY), true],
  ])("%s", (_, one, other, same) => {
    expect(mayBeSame(one, other)).toBe(same)
  })

  it.each([
    ["a strong tag", of('"a"', MONDAY), '"a"'],
    ["the time, for a weak tag does not do in If-Range", of('W/"a"', MONDAY), MONDAY],
    ["nothing", of(null, null), null],
  ])("asks If-Range by %s", (_, validator, header) => {
    expect(ifRangeOf(validator)).toBe(header)
  })
})
