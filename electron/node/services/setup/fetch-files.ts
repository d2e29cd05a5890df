import type { StepProgress } from "#common/domain/setup"

/** A file to have on disk. */
export interface WantedFile {
  readonly url: string
  readonly sha256: string
  readonly bytes: number | null
  readonly target: string
}

/**
 * Makes sure files are on disk, whole and checked, fetching only what is not. Can be killed anywhere and called
 * again. Errors: `index-unreachable`, `download-corrupt`, `disk-full`, `ssl-cert-failed`, `proxy-refused` …
 */
export type FetchFiles = (
  files: readonly WantedFile[],
  options: {
    readonly signal: AbortSignal
    readonly report: (progress: StepProgress) => void
    readonly line: (text: string) => void
  },
) => Promise<{ readonly fetchedBytes: number; readonly totalBytes: number }>
