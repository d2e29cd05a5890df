/** Where a file can be had. */
export interface DownloadSource {
  /**
   * Address, or a question for one: asked before the first request and whenever the last answer is refused, for
   * addresses that are signed and expire.
   */
  readonly url: string | ((signal: AbortSignal) => Promise<string>)
  /** Sent to the server named by a `url` in words, such as a token; never to where it redirects. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A file to have on disk. */
export interface DownloadItem {
  /** Names the file in progress and log. */
  readonly id: string
  /** In order of preference: the next one serves when one has nothing, refuses or fails. */
  readonly sources: readonly DownloadSource[]
  /** Size, where whoever lists the files knows it. */
  readonly bytes: number | null
  /** Hexadecimal. */
  readonly sha256: string | null
  /** Mark of this state of the file, for files without a hash: another mark is another file. */
  readonly etag: string | null
  /** Full path. Beside it, hidden, stand a journal and, until the file is whole, its part. */
  readonly target: string
  /** Higher is sooner; 0 by default. */
  readonly priority?: number
}

/** What a download may use at once; the defaults suit a workstation. */
export interface DownloadTuning {
  /** Connections of all downloads together. */
  readonly streams: number
  readonly streamsPerFile: number
  /** Large files worked on at once. */
  readonly largeFiles: number
  /** Bytes that one stream may have on its way to the disk: what a power cut can cost. */
  readonly chunkBytes: number
  /** At the latest after so long, what came is on the disk and in the journal. */
  readonly commitMs: number
  /** A connection on which nothing comes for so long is hung up. */
  readonly idleTimeoutMs: number
  /** A file that gets no byte for so long has failed. */
  readonly patienceMs: number
  /** Below this much free space a download stops of itself: a full disk hurts everybody. */
  readonly spareBytes: number
}

const MiB = 1024 * 1024

export const DEFAULT_TUNING: DownloadTuning = {
  streams: 16,
  streamsPerFile: 8,
  largeFiles: 3,
  chunkBytes: 16 * MiB,
  commitMs: 2_000,
  idleTimeoutMs: 30_000,
  patienceMs: 5 * 60_000,
  spareBytes: 256 * MiB,
}
