import { join } from "node:path"
import type { Home } from "../../home"
import type { Files, OpenFile } from "../../ports"

/** Lines shown again after a restart. */
const LINES_KEPT = 2000

/** The raw output of the last run, on disk: the log of a run that was killed is the one people want to read. */
export class SetupLogFile {
  #file: Promise<OpenFile> | null = null
  #position = 0
  #writing: Promise<void> = Promise.resolve()
  #pending = ""

  constructor(
    private readonly files: Files,
    private readonly home: Home,
  ) {}

  private get path(): string {
    return join(this.home.logs, "setup.log")
  }

  /** Empties the file for a new run. */
  async begin(): Promise<void> {
    await this.#writing
    await this.files.makeFolder(this.home.logs)
    await this.files.writeText(this.path, "")
    await this.close()
    this.#position = 0
  }

  append(line: string): void {
    const idle = this.#pending === ""
    this.#pending += `${line}\n`
    // Lines that come while one write is under way go out together with the next.
    if (idle) this.#writing = this.#writing.then(() => this.#flush()).catch(() => undefined)
  }

  async lastLines(): Promise<readonly string[]> {
    const text = (await this.files.readText(this.path)) ?? ""
    this.#position = Buffer.byteLength(text)
    return text.split("\n").slice(0, -1).slice(-LINES_KEPT)
  }

  async close(): Promise<void> {
    await this.#writing
    const file = this.#file
    this.#file = null
    await (await file)?.close()
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#pending)
    this.#pending = ""
    if (this.#file === null) {
      await this.files.makeFolder(this.home.logs)
      this.#file = this.files.open(this.path, "write")
    }
    await (await this.#file).write(bytes, this.#position)
    this.#position += bytes.length
  }
}
