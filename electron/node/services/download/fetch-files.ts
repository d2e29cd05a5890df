import { ProblemError } from "#common/domain/problem"
import type { DownloadProgress } from "#common/domain/transfer/transfer-progress"
import type { FetchFiles } from "../setup/fetch-files"
import type { DownloadService } from "./download-service"

/** The downloader as setting up an engine wants it: all files or the problem of the first that failed. */
export function fetchFilesWith(downloads: DownloadService): FetchFiles {
  return async (files, { signal, report, line }) => {
    signal.throwIfAborted()
    const items = files.map(({ url, sha256, bytes, target }) => ({
      ...{ id: target, bytes, sha256, target, etag: null },
      sources: [{ url }],
    }))
    const download = downloads.start(items, { signal })
    const said = new Set<string>()
    const stop = download.watch((progress) => {
      for (const text of newLines(progress, said)) line(text)
      report({
        done: progress.doneBytes,
        total: progress.totalBytes,
        unit: "bytes",
        rate: progress.rate,
        remainingSeconds: progress.remainingSeconds,
        line: progress.files.find((file) => file.state === "fetching")?.id ?? "",
      })
    })
    const { state, problem, fetchedBytes, doneBytes } = await download.result
    stop()
    signal.throwIfAborted()
    if (state === "done") return { fetchedBytes, totalBytes: doneBytes }
    throw new ProblemError(problem ?? { code: "download-failed", values: {}, evidence: null })
  }
}

/** A line for each file that got done or met a fault, once. */
function newLines(progress: DownloadProgress, said: Set<string>): readonly string[] {
  const lines = progress.files.flatMap((file) => {
    if (file.state === "done") return [`${file.id}: ${file.totalBytes ?? 0} bytes, sha256 checked`]
    if (file.problem === null) return []
    return [`${file.id}: ${file.problem.code} ${file.problem.evidence ?? ""}`]
  })
  const fresh = lines.filter((text) => !said.has(text))
  for (const text of fresh) said.add(text)
  return fresh
}
