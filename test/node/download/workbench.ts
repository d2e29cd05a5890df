import { readFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { addRange, type ByteRange, type ByteRanges, bytesOf } from "#common/domain/transfer/byte-ranges"
import { createFiles } from "#node/adapters/files"
import { createHasher } from "#node/adapters/hasher"
import { createHttpBodies } from "#node/adapters/http-bodies"
import type { Files } from "#node/ports"
import type { DownloadItem, DownloadTuning } from "#node/services/download/download-item"
import { DownloadService } from "#node/services/download/download-service"
import type { FileContent } from "../../fakes/file-content"
import { FileServer, type FileServerOptions } from "../../fakes/file-server"
import { HastyClock } from "../../fakes/hasty-clock"
import { fakeLog, type LoggedLine } from "../../fakes/ports"
import { temporaryFolder } from "../adapters/temporary-folder"

/** A chunk of the tests: small, so that losing one or none can be told apart. */
const CHUNK_BYTES = 256 * 1024

/** A server, an empty folder and a downloader whose clock runs twenty times as fast. */
export interface Workbench {
  readonly server: FileServer
  readonly folder: string
  readonly clock: HastyClock
  readonly log: { readonly lines: readonly LoggedLine[] }
  /** A downloader as a new program would have it: nothing is remembered but what is on the disk. */
  readonly newService: (tuning?: Partial<DownloadTuning>, files?: Files) => DownloadService
  /** An item for a file of the server. */
  readonly item: (path: string, content: FileContent, change?: Partial<DownloadItem>) => DownloadItem
  /** Where the file on disk differs from what the server has; null when it is the same. */
  readonly difference: (item: DownloadItem, content: FileContent) => number | "length" | null
  /** Bytes that were written more than once, over all services of this bench. */
  readonly writtenTwiceBytes: () => number
  /** Names in the folder, hidden ones too. */
  readonly names: () => Promise<string[]>
}

export async function workbench(options: FileServerOptions = {}): Promise<Workbench> {
  const server = await FileServer.start(options)
  const folder = await temporaryFolder()
  const clock = new HastyClock(20)
  const log = fakeLog()
  const writes = new Map<string, ByteRange[]>()
  const hasher = createHasher()
  onTestFinished(async () => {
    await hasher.close()
    await server[Symbol.asyncDispose]()
  })
  return {
    server,
    folder,
    clock,
    log,
    newService: (tuning = {}, files = recording(createFiles(), writes)) =>
      new DownloadService(
        { files, clock, bodies: createHttpBodies({ environment: {}, log }), hasher, log, random: () => 0.5 },
        { chunkBytes: CHUNK_BYTES, commitMs: 100, idleTimeoutMs: 500, spareBytes: 0, ...tuning },
      ),
    item: (path, content, change = {}) => ({
      id: path,
      sources: [{ url: server.url(path) }],
      bytes: content.bytes,
      sha256: content.sha256(),
      etag: null,
      target: join(folder, path.slice(1)),
      ...change,
    }),
    difference(item, content) {
      const actual = readFileSync(item.target)
      return actual.length === content.bytes ? content.differsAt(actual, 0) : "length"
    },
    writtenTwiceBytes: () =>
      [...writes.values()].reduce((sum, ranges) => {
        const all = ranges.reduce((total, range) => total + range.to - range.from, 0)
        return sum + all - bytesOf(ranges.reduce<ByteRanges>(addRange, []))
      }, 0),
    names: async () => (await readdir(folder)).toSorted(),
  }
}

/** Remembers what is written to parts. */
function recording(files: Files, writes: Map<string, ByteRange[]>): Files {
  return {
    ...files,
    async open(path, how) {
      const file = await files.open(path, how)
      if (!path.endsWith(".part")) return file
      const ranges = writes.get(path) ?? []
      writes.set(path, ranges)
      return {
        ...file,
        write: (chunk, position) => {
          ranges.push({ from: position, to: position + chunk.length })
          return file.write(chunk, position)
        },
      }
    },
  }
}
