import { join } from "node:path"
import type { Home } from "../home"
import { LineSplitter } from "../line-splitter"
import type { Files } from "../ports"

const READ_BYTES = 256 * 1024

/** The log of the engine that was started last, or of the last setup; null while there is none. */
export async function newestLog(files: Files, home: Home, which: "engine" | "setup"): Promise<string | null> {
  if (which === "setup") {
    const path = join(home.logs, "setup.log")
    return (await files.info(path)) === null ? null : path
  }
  let newest: { readonly path: string; readonly modifiedAtMs: number } | null = null
  for (const { name } of await files.list(home.logs)) {
    if (!/^engine-.+\.log$/.test(name)) continue
    const path = join(home.logs, name)
    const modifiedAtMs = (await files.info(path))?.modifiedAtMs ?? 0
    if (newest === null || modifiedAtMs > newest.modifiedAtMs) newest = { path, modifiedAtMs }
  }
  return newest?.path ?? null
}

/**
 * Reads a log as it stands on disk, and what has come since at each further look. What was put aside when the file
 * grew too large comes first; when another run begins, its log is gone on with.
 */
export class LogReader {
  #path: string | null = null
  #file = new FilePosition()

  constructor(
    private readonly files: Files,
    private readonly newest: () => Promise<string | null>,
  ) {}

  /** Lines that are there and were not read before, in batches. */
  async *catchUp(): AsyncGenerator<readonly string[], void, undefined> {
    const path = await this.newest()
    if (path === null) return
    if (path !== this.#path) {
      this.#path = path
      this.#file = new FilePosition()
      yield* this.#read(`${path}.1`, new FilePosition())
    }
    yield* this.#read(path, this.#file)
  }

  /** What stands at the end without a line's end. */
  rest(): readonly string[] {
    return this.#file.end()
  }

  async *#read(path: string, position: FilePosition): AsyncGenerator<readonly string[], void, undefined> {
    const bytes = (await this.files.info(path))?.bytes ?? 0
    // The writer has put aside what was there and begun anew.
    if (bytes < position.bytes) position.bytes = 0
    if (bytes === position.bytes) return
    const file = await this.files.open(path, "read")
    try {
      while (position.bytes < bytes) {
        const chunk = await file.read(Math.min(READ_BYTES, bytes - position.bytes), position.bytes)
        if (chunk.length === 0) break
        yield position.take(chunk)
      }
    } finally {
      await file.close()
    }
  }
}

/** How far a file has been read. */
class FilePosition {
  bytes = 0
  readonly #ready: string[] = []
  readonly #splitter = new LineSplitter((line) => this.#ready.push(line))

  take(chunk: Uint8Array): readonly string[] {
    this.bytes += chunk.length
    this.#splitter.push(chunk)
    return this.#ready.splice(0)
  }

  end(): readonly string[] {
    this.#splitter.end()
    return this.#ready.splice(0)
  }
}
