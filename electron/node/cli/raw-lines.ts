import { StringDecoder } from "node:string_decoder"

/** Of a line that does not end its middle is left out: memory must not grow with it, and it stays one line. */
const LONGEST_END = 65_536

/**
 * Lines as they stand in a file, escapes and carriage returns included: what reads them counts as an editor counts,
 * so that the line it names is found again.
 */
export class RawLines {
  readonly #decoder = new StringDecoder("utf8")
  #rest = ""

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: Uint8Array): void {
    this.#take(this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)))
  }

  /** Hands on what was left without an end. */
  end(): void {
    this.#take(this.#decoder.end())
    if (this.#rest !== "") this.onLine(this.#rest)
    this.#rest = ""
  }

  #take(text: string): void {
    let start = 0
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      this.onLine(this.#rest + text.slice(start, end))
      this.#rest = ""
      start = end + 1
    }
    this.#rest += text.slice(start)
    // Far more than what is kept, so that a line that comes in crumbs is not cut at every one of them.
    if (this.#rest.length > 4 * LONGEST_END) {
      this.#rest = this.#rest.slice(0, LONGEST_END) + this.#rest.slice(-LONGEST_END)
    }
  }
}
