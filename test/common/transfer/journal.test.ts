import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bytesOf } from "#common/domain/transfer/byte-ranges"
import {
  compactJournal,
  EMPTY_JOURNAL,
  type Journal,
  journalLine,
  type JournalRecord,
  rangesThere,
  readJournal,
  withRecord,
} from "#common/domain/transfer/journal"

const file: JournalRecord = {
  kind: "file",
  format: 1,
  bytes: 1000,
  sha256: "ab",
  etag: null,
  address: "https://hub.example/file",
  validator: { etag: '"中文 or latin ü"', lastModified: null },
  blockBytes: 100,
}
const range = fc
  .tuple(fc.nat(1000), fc.nat(1000))
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
const record = fc.oneof(
  fc.constant(file),
  fc.record({
    kind: fc.constantFrom("have" as const, "lost" as const),
    ranges: fc.array(range, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant("written" as const),
    boot: fc.constantFrom("monday", "tuesday"),
    ranges: fc.array(range, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant("hashed" as const),
    from: fc.nat(9),
    digests: fc.array(fc.constantFrom("0011223344556677", "8899aabbccddeeff"), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("verified" as const), sha256: fc.constant("ab"), bytes: fc.nat() }),
  fc.record({
    kind: fc.constant("complete" as const),
    modifiedAtMs: fc.double({ min: 0, max: 2e12, noNaN: true }),
  }),
)
const records = fc.array(record, { maxLength: 20 })
const play = (all: readonly JournalRecord[]) => all.reduce(withRecord, EMPTY_JOURNAL)
const lines = (all: readonly JournalRecord[]) => all.map(journalLine).join("")

describe("journal", () => {
  it("gives back what was written", () => {
    fc.assert(
      fc.property(records, (all) => {
        expect(readJournal(lines(all))).toEqual(play(all))
      }),
    )
  })

  it("says the same after it was made shorter", () => {
    fc.assert(
      fc.property(records, (all) => {
        expect(readJournal(compactJournal(play(all)))).toEqual(play(all))
      }),
    )
  })

  it("cut anywhere by a kill, it says what its whole lines said, never more", () => {
    fc.assert(
      fc.property(records, fc.nat(), (all, cut) => {
        const text = lines(all)
        const short = text.slice(0, cut % (text.length + 1))
        const whole = short.split("\n").length - 1
        expect(readJournal(short)).toEqual(play(all.slice(0, whole)))
      }),
    )
  })

  it("believes nothing after a line that a power cut left damaged", () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.nat(), (all, where, what) => {
        const text = lines(all)
        if (text === "") return
        const at = where % text.length
        const damaged = `${text.slice(0, at)}${String.fromCharCode(what % 128)}${text.slice(at + 1)}`
        if (damaged === text) return
        const before = text.slice(0, at).split("\n").length - 1
        const expected: Journal[] = [play(all.slice(0, before))]
        expect(expected).toContainEqual(readJournal(damaged))
      }),
    )
  })

  it("believes what was only handed to the system until the system is started again", () => {
    const journal = readJournal(
      lines([
        { kind: "have", ranges: [[0, 100]] },
        { kind: "written", boot: "monday", ranges: [[100, 300]] },
        { kind: "lost", ranges: [[150, 200]] },
      ]),
    )
    expect(bytesOf(rangesThere(journal, "monday"))).toBe(250)
    expect(bytesOf(rangesThere(journal, "tuesday"))).toBe(100)
    expect(bytesOf(rangesThere(journal, null))).toBe(100)
  })

  it("holds zeros for nothing: what some file systems leave of a file after a power cut", () => {
    const text = `${lines([file, { kind: "have", ranges: [[0, 500]] }])}${"\0".repeat(4096)}`
    expect(bytesOf(readJournal(text).have)).toBe(500)
  })

  it("of a format to come is no journal at all", () => {
    const future = journalLine({ ...file, format: 2 } as unknown as JournalRecord)
    expect(readJournal(future + lines([{ kind: "have", ranges: [[0, 5]] }]))).toEqual(EMPTY_JOURNAL)
  })

  it("stays small for the largest files: 4096 digests in less than 100 kB", () => {
    const digests = new Map(Array.from({ length: 4096 }, (_, block) => [block, "0011223344556677"]))
    const text = compactJournal({ ...EMPTY_JOURNAL, digests })
    expect(text.length).toBeLessThan(100_000)
    expect(readJournal(text).digests).toEqual(digests)
  })
})
