import { join } from "node:path"
import type { Home } from "../../home"

/** Where the parts of one engine lie. */
export interface EngineFolders {
  /** The environment, with its lock and record. */
  readonly environment: string
  readonly python: string
  readonly bin: string
  /** Written last: an environment without it is not finished. */
  readonly record: string
  /** The list of files, as data. */
  readonly lock: string
  /** What vLLM compiles at start. */
  readonly caches: string
}

export function engineFolders(home: Home, engineId: string): EngineFolders {
  const environment = join(home.engines, engineId)
  const bin = join(environment, "bin")
  return {
    environment,
    bin,
    python: join(bin, "python"),
    record: join(environment, "glimmer-engine.json"),
    lock: join(home.downloads, "locks", `${engineId}.json`),
    caches: join(home.caches, engineId),
  }
}

/** Where a file of a lock is kept: by its hash, under the name that tools read tags from. */
export function wheelPath(home: Home, file: { readonly sha256: string; readonly fileName: string }): string {
  return join(home.downloads, "files", file.sha256.slice(0, 16), file.fileName)
}
