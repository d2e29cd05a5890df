import { StringDecoder } from "node:string_decoder"
import { withoutEscapes } from "#common/domain/machine/terminal-escapes"

/** A line without an end is handed on in pieces of this many characters: a bar gone wild must not fill the memory. */
const LONGEST_PIECE = 65_536

/**
 * Makes lines out of the chunks of one stream. `\r` ends a line too, so every state of a progress bar is a line;
 * what a bar leaves empty is not. Characters cut in two by a chunk's end are put together again.
 */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8")
  #rest = ""
  /** The last chunk ended in `\r`: a `\n` that follows belongs to it. */
  #afterReturn = false

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: Uint8Array): void {
    this.#take(this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)))
  }

  /** Hands on what was left without an end. */
  end(): void {
    this.#take(this.#decoder.end())
    if (this.#rest !== "") this.#emit(this.#rest, false)
    this.#rest = ""
  }

  #take(text: string): void {
    if (text === "") return
    const follows = this.#afterReturn && text.startsWith("\n") ? text.slice(1) : text
    this.#afterReturn = text.endsWith("\r")
    const pieces = (this.#rest + follows).split(/(\r\n|\n|\r)/)
    for (let at = 0; at + 1 < pieces.length; at += 2) this.#emit(pieces[at] ?? "", pieces[at + 1] === "\r")
    this.#rest = pieces.at(-1) ?? ""
    while (this.#rest.length > LONGEST_PIECE) {
      this.#emit(this.#rest.slice(0, LONGEST_PIECE), false)
      this.#rest = this.#rest.slice(LONGEST_PIECE)
    }
  }

  #emit(raw: string, redrawn: boolean): void {
    const line = withoutEscapes(raw)
    if (redrawn && line.trim() === "") return
    this.onLine(line)
  }
}
