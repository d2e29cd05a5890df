import { LineSplitter } from "../../line-splitter"
import type { Clock, Files, OpenFile } from "../../ports"

/** How often the file is looked at, ms: often enough to feel live, rarely enough to cost nothing. */
const LOOK_EVERY_MS = 200
/** Bytes read at once; a burst is read in several steps. */
const READ_BYTES = 256 * 1024
/** When the file has grown this far its content is put aside and it begins anew. */
const ROTATE_BYTES = 32 * 1024 * 1024

/**
 * Follows a file that another process appends to: the engine writes its log itself, so that it goes on when Glimmer
 * does not, and a Glimmer that comes later reads what happened meanwhile.
 */
export class LogTail {
  #position: number
  #file: OpenFile | null = null
  readonly #splitter: LineSplitter

  constructor(
    private readonly ports: { readonly files: Files; readonly clock: Clock },
    private readonly path: string,
    onLine: (line: string) => void,
    fromPosition = 0,
  ) {
    this.#position = fromPosition
    this.#splitter = new LineSplitter(onLine)
  }

  /** Follows until the signal is aborted, then reads what is still there. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.catchUp()
      await this.ports.clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined)
    }
    await this.catchUp()
    this.#splitter.end()
    await this.#file?.close()
    this.#file = null
  }

  /** Reads everything that has been written so far. */
  async catchUp(): Promise<void> {
    const info = await this.ports.files.info(this.path)
    if (info === null) return
    // Somebody emptied the file: what is there now is new.
    if (info.bytes < this.#position) this.#position = 0
    this.#file ??= await this.ports.files.open(this.path, "read")
    while (this.#position < info.bytes) {
      const chunk = await this.#file.read(Math.min(READ_BYTES, info.bytes - this.#position), this.#position)
      if (chunk.length === 0) break
      this.#position += chunk.length
      this.#splitter.push(chunk)
    }
    if (this.#position >= ROTATE_BYTES) await this.#rotate()
  }

  /** The writer holds the file open for appending, so it is copied and emptied, not renamed. */
  async #rotate(): Promise<void> {
    await this.ports.files.copy(this.path, `${this.path}.1`)
    const file = await this.ports.files.open(this.path, "write")
    await file.truncate(0)
    await file.close()
    this.#position = 0
  }
}
