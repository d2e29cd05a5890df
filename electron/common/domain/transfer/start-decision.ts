import { type ByteRanges, missingIn, subtractRanges } from "./byte-ranges"
import type { Journal, JournalFile } from "./journal"

/** The file that is wanted, as far as anything is known of it beforehand. */
export interface WantedContent {
  readonly bytes: number | null
  /** Hexadecimal, lower case. */
  readonly sha256: string | null
  readonly etag: string | null
}

/** What lies on the disk: sizes and times, null where there is no such file. */
export interface FoundOnDisk {
  readonly target: { readonly bytes: number; readonly modifiedAtMs: number } | null
  readonly part: { readonly bytes: number } | null
  readonly journal: Journal
}

/** How to begin. */
export type Start =
  /** Whole, checked, untouched since. */
  | { readonly kind: "complete"; readonly bytes: number; readonly sha256: string }
  /** As above, but the journal was not told any more that the file got its name. */
  | { readonly kind: "seal"; readonly bytes: number; readonly sha256: string }
  /** Whole and checked; only its name is missing. */
  | { readonly kind: "name"; readonly bytes: number; readonly sha256: string }
  /** A file of that name may be the right one; its hash will tell. */
  | { readonly kind: "check"; readonly bytes: number; readonly sha256: string; readonly isOwn: boolean }
  | { readonly kind: "resume"; readonly have: ByteRanges; readonly file: JournalFile }
  | { readonly kind: "fresh" }

/**
 * Decides what of earlier work counts. Nothing is believed on its name alone: it takes the journal's word, or a hash
 * to compare with.
 */
export function decideStart(wanted: WantedContent, found: FoundOnDisk): Start {
  const { target, part, journal } = found
  const isOwn = journal.file !== null && isSameFile(wanted, journal.file)
  const verified = isOwn ? journal.verified : null
  if (target !== null && verified !== null && target.bytes === verified.bytes) {
    if (journal.completeAtMs === target.modifiedAtMs) return { kind: "complete", ...verified }
    if (journal.completeAtMs === null && part === null) return { kind: "seal", ...verified }
  }
  if (part !== null && verified !== null && part.bytes === verified.bytes && target === null) {
    return { kind: "name", ...verified }
  }
  // Somebody touched it, or brought it here: reading it costs less than fetching it.
  const sha256 = wanted.sha256 ?? verified?.sha256 ?? null
  const bytes = wanted.bytes ?? verified?.bytes ?? null
  const isStarted = part !== null && isOwn && journal.completeAtMs === null
  // Cut short by somebody or something: what is left of our own file can be checked block by block.
  const isRemnant = target !== null && verified !== null && target.bytes < verified.bytes
  const fits = target !== null && (bytes === null || bytes === target.bytes || isRemnant)
  if (target !== null && sha256 !== null && !isStarted && fits) {
    return { kind: "check", bytes: target.bytes, sha256, isOwn: verified !== null }
  }
  if (part === null || !isOwn || journal.file === null) return { kind: "fresh" }
  const size = Math.min(part.bytes, journal.file.bytes ?? Number.POSITIVE_INFINITY)
  const beyond = missingIn({ from: 0, to: size }, [])
  const have = subtractRanges(journal.have, subtractRanges(journal.have, beyond))
  return have.length === 0 ? { kind: "fresh" } : { kind: "resume", have, file: journal.file }
}

/** Without a hash only the server's own mark can say later whether the file is still the same one. */
function isSameFile(wanted: WantedContent, file: JournalFile): boolean {
  if (wanted.bytes !== null && file.bytes !== null && wanted.bytes !== file.bytes) return false
  if (wanted.sha256 !== null && file.sha256 !== null) return wanted.sha256 === file.sha256
  if (wanted.etag !== null && file.etag !== null && wanted.etag !== file.etag) return false
  if (wanted.sha256 !== null) return false
  // The list's mark says as much as the server's own, which not every server gives.
  if (wanted.etag !== null && file.etag !== null) return true
  return file.validator !== null && (file.validator.etag ?? file.validator.lastModified) !== null
}
