import { addRange, type ByteRange, type ByteRanges, removeRange } from "./byte-ranges"
import type { Validator } from "./validator"

/** What the journal beside a file says that file is. */
export interface JournalFile {
  readonly format: 1
  readonly bytes: number | null
  readonly sha256: string | null
  readonly etag: string | null
  /** Origin without query; null when an answer has not come yet. */
  readonly address: string | null
  readonly validator: Validator | null
  readonly blockBytes: number
}

/** One line of a journal. Lines are only ever added; later ones win. */
export type JournalRecord =
  | ({ readonly kind: "file" } & JournalFile)
  /** These bytes are on the disk and would survive a power cut. */
  | { readonly kind: "have"; readonly ranges: readonly (readonly [number, number])[] }
  /** These were handed to the system since it was started: a kill leaves them, a power cut may not. */
  | {
      readonly kind: "written"
      readonly boot: string
      readonly ranges: readonly (readonly [number, number])[]
    }
  /** These turned out to be damaged. */
  | { readonly kind: "lost"; readonly ranges: readonly (readonly [number, number])[] }
  /** Starts of the SHA-256 of everything up to the end of block `from`, of the next one, and so on. */
  | { readonly kind: "hashed"; readonly from: number; readonly digests: readonly string[] }
  /** The whole file had this hash; its name follows. */
  | { readonly kind: "verified"; readonly sha256: string; readonly bytes: number }
  /** The file stands under its name since this moment. */
  | { readonly kind: "complete"; readonly modifiedAtMs: number }

/** What a journal says after all its lines. */
export interface Journal {
  readonly file: JournalFile | null
  readonly have: ByteRanges
  /** What a kill leaves; it counts only in the same run of the system. */
  readonly written: { readonly boot: string; readonly ranges: ByteRanges } | null
  /** By block: start of the SHA-256 of everything up to its end. */
  readonly digests: ReadonlyMap<number, string>
  readonly verified: { readonly sha256: string; readonly bytes: number } | null
  readonly completeAtMs: number | null
}

/** Hexadecimal digits kept of a prefix digest: enough to find damage; the whole hash has the last word. */
export const DIGEST_LENGTH = 16

export const EMPTY_JOURNAL: Journal = {
  file: null,
  have: [],
  written: null,
  digests: new Map(),
  verified: null,
  completeAtMs: null,
}

/** A record as a line that proves itself, so that a half-written one is not believed. */
export function journalLine(record: JournalRecord): string {
  const text = JSON.stringify(record)
  return `${checksum(text)} ${text}\n`
}

/** Reads a journal up to its first line that is not whole: what a power cut left behind it means nothing. */
export function readJournal(text: string): Journal {
  let journal = EMPTY_JOURNAL
  for (const line of text.split("\n").slice(0, -1)) {
    const record = parseLine(line)
    if (record === null) break
    journal = withRecord(journal, record)
  }
  return journal
}

/** The same journal in as few lines as possible. */
export function compactJournal(journal: Journal): string {
  const records: JournalRecord[] = []
  if (journal.file !== null) records.push({ kind: "file", ...journal.file })
  if (journal.have.length > 0) records.push({ kind: "have", ranges: pairsOf(journal.have) })
  if (journal.written !== null) {
    const { boot, ranges } = journal.written
    records.push({ kind: "written", boot, ranges: pairsOf(ranges) })
  }
  for (const record of digestRuns(journal.digests)) records.push(record)
  if (journal.verified !== null) records.push({ kind: "verified", ...journal.verified })
  if (journal.completeAtMs !== null) records.push({ kind: "complete", modifiedAtMs: journal.completeAtMs })
  return records.map(journalLine).join("")
}

/** The journal with one more record. */
export function withRecord(journal: Journal, record: JournalRecord): Journal {
  switch (record.kind) {
    case "file": {
      const { kind: _, ...file } = record
      return { ...journal, file }
    }
    case "have":
      return { ...journal, have: rangesOf(record.ranges).reduce(addRange, journal.have) }
    case "written": {
      const { boot } = record
      const before = journal.written?.boot === boot ? journal.written.ranges : []
      return { ...journal, written: { boot, ranges: rangesOf(record.ranges).reduce(addRange, before) } }
    }
    case "lost": {
      const without = (ranges: ByteRanges) => rangesOf(record.ranges).reduce(removeRange, ranges)
      const { written } = journal
      return {
        ...journal,
        have: without(journal.have),
        written: written === null ? null : { ...written, ranges: without(written.ranges) },
      }
    }
    case "hashed":
      return {
        ...journal,
        digests: new Map([
          ...journal.digests,
          ...record.digests.map((digest, at) => [record.from + at, digest] as const),
        ]),
      }
    case "verified":
      return { ...journal, verified: { sha256: record.sha256, bytes: record.bytes } }
    case "complete":
      return { ...journal, completeAtMs: record.modifiedAtMs }
  }
}

/** All that is on the disk in this run of the system (`boot`; null: nobody knows which it is). */
export function rangesThere({ have, written }: Journal, boot: string | null): ByteRanges {
  return boot === null || written?.boot !== boot ? have : written.ranges.reduce(addRange, have)
}

/** Ranges as they stand in a record. */
export function pairsOf(ranges: ByteRanges): readonly (readonly [number, number])[] {
  return ranges.map((range) => [range.from, range.to] as const)
}

/** Prefix digests as records, one for each run of neighbouring blocks. */
export function digestRuns(digests: ReadonlyMap<number, string>): readonly JournalRecord[] {
  const runs: { kind: "hashed"; from: number; digests: string[] }[] = []
  for (const block of [...digests.keys()].sort((one, other) => one - other)) {
    const last = runs.at(-1)
    const digest = digests.get(block) ?? ""
    if (last !== undefined && last.from + last.digests.length === block) last.digests.push(digest)
    else runs.push({ kind: "hashed", from: block, digests: [digest] })
  }
  return runs
}

function rangesOf(pairs: readonly (readonly [number, number])[]): ByteRange[] {
  return pairs.map(([from, to]) => ({ from, to }))
}

function parseLine(line: string): JournalRecord | null {
  const text = line.slice(9)
  if (line[8] !== " " || line.slice(0, 8) !== checksum(text)) return null
  const record: unknown = JSON.parse(text)
  return isRecord(record) ? record : null
}

/** The checksum says that Glimmer wrote the line; this says that this version understands it. */
function isRecord(value: unknown): value is JournalRecord {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false
  switch (value.kind) {
    case "file":
      return "format" in value && value.format === 1
    case "have":
    case "written":
    case "lost":
    case "hashed":
    case "verified":
    case "complete":
      return true
    default:
      return false
  }
}

/** FNV-1a, 32 bits, of the UTF-16 units: finds torn and overwritten lines. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, "0")
}
