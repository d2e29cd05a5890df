import { HttpFault } from "#common/domain/transfer/http-fault"
import type { LentBytes } from "../ports"
import { ChunkedDecoder } from "./http-chunked"
import type { HttpConnection } from "./http-connection"
import { type Framing, framingOf, headEnd, MOST_HEAD_BYTES, parseHead, type ResponseHead } from "./http-head"

/** An answer's head, and its body still on the connection. */
export class IncomingAnswer {
  /** What came together with the head. */
  #leftover: Uint8Array | null
  #remaining: number
  readonly #decoder = new ChunkedDecoder()
  #ended = false

  private constructor(
    private readonly connection: HttpConnection,
    private readonly host: string,
    readonly head: ResponseHead,
    private readonly framing: Framing,
    leftover: Uint8Array,
  ) {
    this.#leftover = leftover.length === 0 ? null : leftover
    this.#remaining = framing.kind === "length" ? framing.bytes : Number.POSITIVE_INFINITY
    this.#ended = this.#remaining === 0
  }

  /** Reads the head of the answer to a GET. Null when the connection ended before its first byte. */
  static async read(connection: HttpConnection, host: string): Promise<IncomingAnswer | null> {
    let bytes: Uint8Array = new Uint8Array(0)
    for (;;) {
      const end = headEnd(bytes)
      if (end === null) {
        if (bytes.length > MOST_HEAD_BYTES) throw malformed(host, "a head without end")
        const piece = await connection.pull(MOST_HEAD_BYTES, true)
        if (piece === null && bytes.length === 0) return null
        if (piece === null) throw new HttpFault("dropped", host, "the connection ended within the head")
        bytes = Buffer.concat([bytes, piece.bytes])
        piece.release()
        continue
      }
      const head = parseHead(bytes.subarray(0, end))
      if (head === null) throw malformed(host, Buffer.from(bytes.subarray(0, 60)).toString("latin1"))
      bytes = bytes.subarray(end)
      // "100 Continue" and its like announce the answer.
      if (head.status < 200) continue
      const framing = framingOf(head)
      if (framing === null) throw malformed(host, "a body without a clear end")
      return new IncomingAnswer(connection, host, head, framing, bytes)
    }
  }

  /** The whole body was read, and the server will take another request. */
  get isReusable(): boolean {
    return this.#ended && this.head.keepAlive && this.framing.kind !== "close" && this.connection.isUsable
  }

  /** The next piece of the body; null after the last. */
  async next(): Promise<LentBytes | null> {
    while (!this.#ended) {
      const piece = await this.#pull()
      if (piece === null) {
        this.#ended = true
        if (this.framing.kind === "close") return null
        const missing = this.framing.kind === "length" ? `${this.#remaining} bytes` : "the last chunk"
        throw new HttpFault("dropped", this.host, `the connection ended, ${missing} missing`)
      }
      const { bytes } = piece
      if (this.framing.kind !== "chunked") {
        this.#remaining -= bytes.length
        this.#ended = this.#remaining === 0
        return piece
      }
      const length = this.#decode(bytes)
      this.#ended = this.#decoder.ended
      if (length > 0) return { bytes: bytes.subarray(0, length), release: piece.release }
      piece.release()
    }
    return null
  }

  #pull(): Promise<LentBytes | null> {
    const leftover = this.#leftover
    this.#leftover = null
    if (leftover === null) return this.connection.pull(this.#remaining, this.framing.kind !== "length")
    // More than was announced belongs to nothing we asked for.
    return Promise.resolve({ bytes: leftover.subarray(0, this.#remaining), release: () => undefined })
  }

  #decode(bytes: Uint8Array): number {
    try {
      return this.#decoder.decode(bytes)
    } catch (error) {
      throw new HttpFault("malformed", this.host, error instanceof Error ? error.message : String(error))
    }
  }
}

function malformed(host: string, evidence: string): HttpFault {
  return new HttpFault("malformed", host, evidence)
}
