/**
 * What watch streams send. Every stream begins with the state as it is, then sends what changed,
 * and every frame carries a cursor with which a reader that was cut off continues.
 */

/** `<epoch>:<sequence>`; the epoch is new with every start of the program, so an old cursor is recognised. */
export type Cursor = string

/** The newest state as a whole: small states are sent whole, and a slow reader skips the ones between. */
export interface StateFrame<T> {
  readonly cursor: Cursor
  readonly state: T
}

/** One line of a process, as it came. */
export interface LogLine {
  /** Position in the log, from 0, without gaps. */
  readonly number: number
  /** When it was read, ms since 1970. */
  readonly atMs: number
  readonly text: string
}

/** Lines that followed the cursor. */
export interface LogFrame {
  readonly cursor: Cursor
  readonly lines: readonly LogLine[]
  /** Lines that had left the bounded ring before this reader came to them. */
  readonly dropped: number
}

/** Splits a cursor; null when it is not one of ours. */
export function parseCursor(cursor: string | undefined): { epoch: string; sequence: number } | null {
  if (cursor === undefined) return null
  const colon = cursor.lastIndexOf(":")
  const sequence = Number(cursor.slice(colon + 1))
  if (colon < 1 || !Number.isSafeInteger(sequence) || sequence < 0) return null
  return { epoch: cursor.slice(0, colon), sequence }
}

/** The cursor behind `sequence` items of `epoch`. */
export function makeCursor(epoch: string, sequence: number): Cursor {
  return `${epoch}:${sequence}`
}

/** At most this many frames a second reach a reader; what comes faster is joined. */
export const FRAMES_PER_SECOND = 20
