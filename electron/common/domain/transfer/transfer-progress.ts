import type { Problem } from "../problem"

export type FileState =
  /** In the queue. */
  | "waiting"
  /** What is on the disk is being looked at. */
  | "checking"
  | "fetching"
  /** After a fault, until `retryAtMs`. */
  | "retrying"
  /** All bytes are there; the hash of the last ones is being taken. */
  | "verifying"
  | "done"
  | "failed"

/** One file of a download. */
export interface FileProgress {
  readonly id: string
  readonly state: FileState
  /** Bytes on disk. */
  readonly doneBytes: number
  readonly totalBytes: number | null
  /** Bytes whose hash has been taken. */
  readonly checkedBytes: number
  /** Connections at work. */
  readonly streams: number
  /** Why it failed, or what it is waiting out. */
  readonly problem: Problem | null
  readonly retryAtMs: number | null
}

export type DownloadState = "running" | "paused" | "done" | "failed" | "cancelled"

/** A whole download. */
export interface DownloadProgress {
  readonly state: DownloadState
  readonly doneBytes: number
  /** Null while the size of a file is unknown. */
  readonly totalBytes: number | null
  /** Bytes that came over the network since it was started. */
  readonly fetchedBytes: number
  /** Bytes a second over the last moments. */
  readonly rate: number | null
  readonly remainingSeconds: readonly [low: number, high: number] | null
  readonly files: readonly FileProgress[]
  /** Why it failed: that of the first file that did. */
  readonly problem: Problem | null
}

/** Sums over files; the total is null as long as one of them is unknown. */
export function sumOf(files: readonly FileProgress[]): {
  readonly doneBytes: number
  readonly totalBytes: number | null
} {
  let doneBytes = 0
  let totalBytes: number | null = 0
  for (const file of files) {
    doneBytes += file.doneBytes
    totalBytes = totalBytes === null || file.totalBytes === null ? null : totalBytes + file.totalBytes
  }
  return { doneBytes, totalBytes }
}
