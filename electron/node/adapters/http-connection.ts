import type { Socket } from "node:net"
import { HttpFault } from "#common/domain/transfer/http-fault"
import type { LentBytes } from "../ports"
import { dial, type Route } from "./http-dial"
import { httpFaultOf } from "./http-fault-of"
import { ReceiveBuffer } from "./http-receive"

/** How often a waiting reader is given what has come, and silence is noticed. */
const TICK_MS = 100

/** What one exchange over a connection may take. */
export interface Patience {
  readonly signal?: AbortSignal
  /** No byte for this long ends it. */
  readonly idleTimeoutMs: number
}

interface Reader {
  /** Hand out whatever there is; otherwise larger pieces are worth a moment. */
  readonly eager: boolean
  readonly limit: number
  readonly resolve: (piece: LentBytes | null) => void
  readonly reject: (error: unknown) => void
}

/** A connection to a server that is read in lent pieces, by one reader at a time. */
export class HttpConnection {
  readonly #receive = new ReceiveBuffer()
  #socket: Socket | null = null
  #reader: Reader | null = null
  #ended = false
  #fault: unknown = null
  #lastSignOfLifeMs = 0
  #ticker: NodeJS.Timeout | null = null
  #idleTimeoutMs = 0
  #endPatience: () => void = () => undefined

  private constructor(private readonly host: string) {}

  static async open(route: Route, signal?: AbortSignal): Promise<HttpConnection> {
    const connection = new HttpConnection(route.url.host)
    connection.#attach(await dial(route, connection.#receive, signal))
    return connection
  }

  /** It may carry another request. */
  get isUsable(): boolean {
    return !this.#ended && this.#fault === null && this.#receive.available === 0
  }

  /** Begins an exchange: from now on silence and the signal end the connection. */
  begin(request: Uint8Array, patience: Patience): void {
    const { signal, idleTimeoutMs } = patience
    const abort = () => this.#fail(signal?.reason)
    signal?.addEventListener("abort", abort, { once: true })
    this.#endPatience = () => signal?.removeEventListener("abort", abort)
    this.#idleTimeoutMs = idleTimeoutMs
    this.#lastSignOfLifeMs = performance.now()
    this.#ticker = setInterval(() => this.#tick(), TICK_MS)
    this.#socket?.ref()
    this.#socket?.write(request)
  }

  /** Ends an exchange whose answer was read to its end. An idle connection keeps no program alive. */
  rest(): void {
    this.#stopWaiting()
    this.#socket?.unref()
  }

  /** The next bytes, at most `limit`; null when the server ended the connection. */
  pull(limit: number, eager: boolean): Promise<LentBytes | null> {
    return new Promise((resolve, reject) => {
      this.#reader = { eager, limit, resolve, reject }
      this.#lastSignOfLifeMs = performance.now()
      this.#serve(false)
    })
  }

  destroy(): void {
    this.#stopWaiting()
    this.#socket?.destroy()
    this.#ended = true
  }

  #attach(socket: Socket): void {
    this.#socket = socket
    this.#receive.onBytes = () => {
      this.#lastSignOfLifeMs = performance.now()
      this.#serve(false)
    }
    this.#receive.onRoom = () => void socket.resume()
    socket.on("end", () => this.#end())
    socket.on("close", () => this.#end())
    socket.on("error", (error) => {
      this.#fault ??= httpFaultOf(error, this.host)
      this.#end()
    })
    // Without a flowing stream the end of it would never be told.
    socket.resume()
  }

  #end(): void {
    this.#ended = true
    this.#serve(true)
  }

  #fail(reason: unknown): void {
    this.#fault ??= reason
    this.destroy()
    const reader = this.#reader
    this.#reader = null
    reader?.reject(this.#fault)
  }

  #tick(): void {
    this.#serve(true)
    const silentMs = performance.now() - this.#lastSignOfLifeMs
    if (this.#reader === null || silentMs < this.#idleTimeoutMs) return
    this.#fail(new HttpFault("stalled", this.host, `no byte in ${Math.round(silentMs)} ms`))
  }

  /** Gives the reader what is there once it is enough, or `anyway`. What came before an error is not lost. */
  #serve(anyway: boolean): void {
    const reader = this.#reader
    if (reader === null) return
    const { available, isFull } = this.#receive
    if (available === 0 && !this.#ended && this.#fault === null) return
    const isEnough = anyway || reader.eager || isFull || available >= reader.limit
    if (!isEnough && !this.#ended && this.#fault === null) return
    this.#reader = null
    const piece = this.#receive.take(reader.limit)
    if (piece === null && this.#fault !== null) reader.reject(this.#fault)
    else reader.resolve(piece)
  }

  #stopWaiting(): void {
    this.#endPatience()
    if (this.#ticker !== null) clearInterval(this.#ticker)
    this.#ticker = null
  }
}
