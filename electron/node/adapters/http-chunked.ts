/** Takes the chunks of a chunked body apart, in the memory they arrived in. */
export class ChunkedDecoder {
  /** Bytes of the current chunk still to come. */
  #rest = 0
  /** The line under way: a chunk's size, the empty one after it, or a trailer. */
  #line = ""
  #expects: "size" | "data" | "data-end" | "trailer" | "nothing" = "size"

  /** The last chunk and its trailers have been read. */
  get ended(): boolean {
    return this.#expects === "nothing"
  }

  /**
   * Moves the data among `bytes` to their front and returns how many there are. Errors when it is no chunked body.
   */
  decode(bytes: Uint8Array): number {
    let filled = 0
    for (let at = 0; at < bytes.length && !this.ended;) {
      if (this.#expects === "data") {
        const length = Math.min(this.#rest, bytes.length - at)
        bytes.copyWithin(filled, at, at + length)
        filled += length
        at += length
        this.#rest -= length
        if (this.#rest === 0) this.#expects = "data-end"
      } else {
        at = this.#readLine(bytes, at)
      }
    }
    return filled
  }

  #readLine(bytes: Uint8Array, from: number): number {
    const end = bytes.indexOf(0x0a, from)
    const to = end === -1 ? bytes.length : end
    this.#line += Buffer.from(bytes.subarray(from, to)).toString("latin1")
    if (this.#line.length > 8192) throw new Error("a chunk without size")
    if (end === -1) return to
    const line = this.#line.replace(/\r$/, "")
    this.#line = ""
    this.#endLine(line)
    return end + 1
  }

  #endLine(line: string): void {
    if (this.#expects === "data-end") {
      if (line !== "") throw new Error("a chunk longer than its size")
      this.#expects = "size"
    } else if (this.#expects === "trailer") {
      if (line === "") this.#expects = "nothing"
    } else {
      const size = /^(?<size>[0-9a-f]{1,13})\s*(?:;|$)/i.exec(line)?.groups?.["size"]
      if (size === undefined) throw new Error("a chunk without size")
      this.#rest = Number.parseInt(size, 16)
      this.#expects = this.#rest === 0 ? "trailer" : "data"
    }
  }
}
