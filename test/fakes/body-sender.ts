import type { ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { FileContent } from "./file-content"
import type { ServerFault } from "./file-server-fault"

const PIECE_BYTES = 1024 * 1024

/** Sends the bytes of files, all connections together within one limit, and misbehaves when told to. */
export class BodySender {
  #sentBytes = 0
  #limitFromMs = 0

  /** `bytesPerSecond` of all connections together; undefined: as fast as they are taken. */
  constructor(private readonly bytesPerSecond: number | undefined) {}

  /** Sends bytes as fast as they are taken, and as slowly as planned. */
  async send(
    response: ServerResponse,
    content: FileContent,
    from: number,
    to: number,
    fault: ServerFault | null,
    record: { sentBytes: number },
  ): Promise<void> {
    const stopAt =
      fault !== null && "afterBytes" in fault ? from + fault.afterBytes : Number.POSITIVE_INFINITY
    const perSecond = fault?.kind === "trickle" ? fault.bytesPerSecond : null
    const pieceBytes = perSecond === null ? this.#pieceBytes() : Math.max(1, Math.floor(perSecond / 10))
    let position = from
    while (position < to && position < stopAt && !response.destroyed) {
      const end = Math.min(to, stopAt, position + pieceBytes)
      let piece = content.view(position, end)
      if (fault?.kind === "corrupt" && fault.at >= position && fault.at < position + piece.length) {
        piece = piece.slice()
        piece[fault.at - position] = (piece[fault.at - position] ?? 0) ^ 0xff
      }
      position += piece.length
      record.sentBytes += piece.length
      this.#sentBytes += piece.length
      const isTaken = response.write(piece)
      if (!isTaken && !response.destroyed) await roomIn(response)
      if (perSecond !== null) await sleep(100)
      else await this.#wait()
    }
    if (response.destroyed || fault?.kind === "stall") return
    if (stopAt < to || fault?.kind === "wrong-length") {
      // What was written goes out first.
      response.socket?.end()
    } else response.end()
  }

  #pieceBytes(): number {
    const limit = this.bytesPerSecond
    return limit === undefined ? PIECE_BYTES : Math.min(PIECE_BYTES, Math.max(1024, Math.floor(limit / 100)))
  }

  /** Holds all connections to the limit together. */
  async #wait(): Promise<void> {
    const limit = this.bytesPerSecond
    if (limit === undefined) return
    if (this.#limitFromMs === 0) this.#limitFromMs = performance.now()
    const dueMs = this.#limitFromMs + (this.#sentBytes / limit) * 1000
    const waitMs = dueMs - performance.now()
    // What nobody took while the line was idle is not saved up.
    if (waitMs < -50) this.#limitFromMs -= waitMs
    if (waitMs > 1) await sleep(waitMs)
  }
}

/** Resolves when more can be written, or never will be. */
function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off("drain", go).off("close", go)
      resolve()
    }
    response.on("drain", go).on("close", go)
  })
}
