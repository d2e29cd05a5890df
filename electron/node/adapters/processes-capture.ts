/** Kept of one stream, bytes. Far above any answer that is parsed, far below what hurts. */
const CAPTURE_BYTES = 16 * 1024 * 1024

/** The newest output of one stream: the end of a long log tells why it ended, so the beginning goes first. */
export class Capture {
  #chunks: Uint8Array[] = []
  #bytes = 0

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.byteLength
    while (this.#bytes - (this.#chunks[0]?.byteLength ?? 0) >= CAPTURE_BYTES) {
      this.#bytes -= this.#chunks.shift()?.byteLength ?? 0
    }
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8")
  }
}
