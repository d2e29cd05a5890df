import { join } from "node:path"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createHasher } from "#node/adapters/hasher"
import { createHttpBodies } from "#node/adapters/http-bodies"
import { DownloadService } from "#node/services/download/download-service"

interface Task {
  readonly origin: string
  readonly folder: string
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}

/** Fetches the files of a task (its JSON is the argument) with Glimmer's downloader. */
const { origin, folder, files } = JSON.parse(process.argv[2] ?? "") as Task
const silent = () => undefined
const log = { debug: silent, info: silent, warn: console.error, error: console.error }
const hasher = createHasher()
const service = new DownloadService({
  files: createFiles(),
  clock: createClock(),
  bodies: createHttpBodies({ environment: {}, log }),
  hasher,
  log,
  random: Math.random,
})
const { state, problem } = await service.start(
  files.map(({ path, bytes, sha256 }) => ({
    id: path,
    sources: [{ url: `${origin}${path}` }],
    bytes,
    sha256,
    etag: null,
    target: join(folder, path),
  })),
).result
await hasher.close()
console.log(
  JSON.stringify({ state, problem, cpu: process.cpuUsage(), maxRss: process.resourceUsage().maxRSS }),
)
process.exit(state === "done" ? 0 : 1)
