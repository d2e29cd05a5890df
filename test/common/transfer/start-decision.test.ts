import { describe, expect, it } from "vitest"
import { EMPTY_JOURNAL, type Journal, type JournalFile } from "#common/domain/transfer/journal"
import { decideStart, type FoundOnDisk, type WantedContent } from "#common/domain/transfer/start-decision"

const wanted: WantedContent = { bytes: 1000, sha256: "aa", etag: null }
const nameless: WantedContent = { bytes: null, sha256: null, etag: null }
const file: JournalFile = {
  format: 1,
  bytes: 1000,
  sha256: "aa",
  etag: null,
  address: null,
  validator: { etag: '"v"', lastModified: null },
  blockBytes: 100,
}
const marked: WantedContent = { bytes: 1000, sha256: null, etag: "listed" }
const markedFile: JournalFile = { ...file, sha256: null, etag: "listed", validator: null }
const target = { bytes: 1000, modifiedAtMs: 5 }
const have = [{ from: 0, to: 400 }]
const verified = { sha256: "aa", bytes: 1000 }
const begun: Journal = { ...EMPTY_JOURNAL, file, have }
const complete: Journal = { ...begun, verified, completeAtMs: 5 }
const nothing: FoundOnDisk = { target: null, part: null, journal: EMPTY_JOURNAL }

describe("how a file begins", () => {
  it.each<[string, WantedContent, Partial<FoundOnDisk>, string]>([
    ["nothing there", wanted, {}, "fresh"],
    ["whole and untouched", wanted, { target, journal: complete }, "complete"],
    ["whole, nobody knew the hash beforehand", nameless, { target, journal: complete }, "complete"],
    ["touched since", wanted, { target: { ...target, modifiedAtMs: 6 }, journal: complete }, "check"],
    [
      "touched since, only our own hash known",
      nameless,
      { target: { ...target, modifiedAtMs: 6 }, journal: complete },
      "check",
    ],
    ["cut short since", wanted, { target: { ...target, bytes: 7 }, journal: complete }, "check"],
    ["a shorter file of unknown origin", wanted, { target: { ...target, bytes: 7 } }, "fresh"],
    [
      "another file is wanted under that name",
      { ...wanted, sha256: "bb" },
      { target, journal: complete },
      "check",
    ],
    ["another size is wanted", { ...wanted, sha256: "bb", bytes: 7 }, { target, journal: complete }, "fresh"],
    ["brought here by somebody", wanted, { target }, "check"],
    ["brought here, and nothing to compare with", nameless, { target }, "fresh"],
    [
      "killed between the name and the last line",
      wanted,
      { target, journal: { ...begun, verified } },
      "seal",
    ],
    [
      "killed before it got its name",
      wanted,
      { part: { bytes: 1000 }, journal: { ...begun, verified } },
      "name",
    ],
    ["the name was lost in a power cut", wanted, { part: { bytes: 1000 }, journal: complete }, "name"],
    ["begun", wanted, { part: { bytes: 1000 }, journal: begun }, "resume"],
    [
      "begun, and an older file still has the name",
      wanted,
      { target, part: { bytes: 1000 }, journal: begun },
      "resume",
    ],
    [
      "begun for another hash",
      { ...wanted, sha256: "bb" },
      { part: { bytes: 1000 }, journal: begun },
      "fresh",
    ],
    [
      "begun without a hash, server left a mark",
      nameless,
      { part: { bytes: 1000 }, journal: begun },
      "resume",
    ],
    [
      "begun without a hash or a mark",
      nameless,
      { part: { bytes: 1000 }, journal: { ...begun, file: { ...file, sha256: null, validator: null } } },
      "fresh",
    ],
    [
      "begun with the mark that the list still has, at a server that gives none",
      marked,
      { part: { bytes: 1000 }, journal: { ...begun, file: markedFile } },
      "resume",
    ],
    [
      "whole, and another mark in the list now",
      { ...marked, etag: "newer" },
      { target, journal: { ...complete, file: markedFile } },
      "fresh",
    ],
    [
      "begun without a hash, now one is known",
      wanted,
      { part: { bytes: 1000 }, journal: { ...begun, file: { ...file, sha256: null } } },
      "fresh",
    ],
    ["begun, the part is gone", wanted, { journal: begun }, "fresh"],
    ["a part without a journal", wanted, { part: { bytes: 1000 } }, "fresh"],
  ])("%s", (_, content, found, kind) => {
    expect(decideStart(content, { ...nothing, ...found }).kind).toBe(kind)
  })

  it("claims no byte beyond the end of the part: a file system may have cut it in a power failure", () => {
    const start = decideStart(wanted, { ...nothing, part: { bytes: 250 }, journal: begun })
    expect(start).toEqual({ kind: "resume", have: [{ from: 0, to: 250 }], file })
  })
})
