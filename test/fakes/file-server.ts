import { once } from "node:events"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { createServer as createSecureServer, type ServerOptions } from "node:https"
import type { AddressInfo, Socket } from "node:net"
import { gzipSync } from "node:zlib"
import { BodySender } from "./body-sender"
import { FileContent, OwnContent } from "./file-content"
import type { PlannedFault, ServerFault } from "./file-server-fault"
import { SignedLinks } from "./signed-links"

/** A file as it is served at the moment. */
interface ServedFile {
  content: FileContent
  etag: string | null
  lastModified: string | null
}

/** One request as the server saw it. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage["headers"]
  readonly status: number
  /** First byte of the file in the answer. */
  readonly from: number
  /** Bytes of the file handed to the connection. */
  sentBytes: number
}

export interface FileServerOptions {
  /** Certificate and key: then it speaks HTTPS. */
  readonly tls?: ServerOptions
  /** Bytes a second of all connections together; unlimited by default. */
  readonly bytesPerSecond?: number
  /** False: HEAD is answered with 405. */
  readonly head?: boolean
  /** Answers a request itself, or says under which path the server has what is meant; null: as it was asked. */
  readonly route?: (request: RoutedRequest) => Routed | null
}

export interface RoutedRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage["headers"]
}

export type Routed =
  | { readonly path: string }
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body: string
    }

/**
 * A server of made-up files on 127.0.0.1 that can be told to misbehave, and remembers every request with the bytes it
 * sent. Files cost neither disk nor memory, whatever their size.
 */
export class FileServer implements AsyncDisposable {
  readonly requests: SeenRequest[] = []
  readonly #files = new Map<string, ServedFile>()
  readonly #faults = new Map<string, PlannedFault[]>()
  readonly #links = new SignedLinks()
  readonly #tokens = new Map<string, string>()
  readonly #sockets = new Set<Socket>()
  readonly #sender: BodySender

  private constructor(
    private readonly server: Server,
    private readonly scheme: "http" | "https",
    private readonly options: FileServerOptions,
  ) {
    this.#sender = new BodySender(options.bytesPerSecond)
  }

  static async start(options: FileServerOptions = {}, port = 0): Promise<FileServer> {
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      void fake.#answer(request, response)
    const server: Server =
      options.tls === undefined ? createServer(answer) : createSecureServer(options.tls, answer)
    const fake = new FileServer(server, options.tls === undefined ? "http" : "https", options)
    server.on("connection", (socket: Socket) => {
      fake.#sockets.add(socket)
      socket.on("close", () => fake.#sockets.delete(socket))
      socket.on("error", () => undefined)
    })
    server.keepAliveTimeout = 30_000
    server.listen(port, "127.0.0.1")
    await once(server, "listening")
    return fake
  }

  get origin(): string {
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  get connections(): number {
    return this.#sockets.size
  }

  url(path: string): string {
    return `${this.origin}${path}`
  }

  /** Serves a file from now on; under a path that has one already, the file has changed. */
  serve(
    path: string,
    bytes: number,
    options: { seed?: number; etag?: string | null; lastModified?: string } = {},
  ): FileContent {
    const seed = options.seed ?? this.#files.size + 1
    const content = new FileContent(bytes, seed)
    const etag = options.etag === undefined ? `"${seed}-${bytes}"` : options.etag
    this.#files.set(path, { content, etag, lastModified: options.lastModified ?? null })
    return content
  }

  /** As `serve`, with bytes of one's own. */
  serveBytes(path: string, bytes: Uint8Array, options: { etag?: string | null } = {}): FileContent {
    const content = new OwnContent(bytes)
    this.#files.set(path, { content, etag: options.etag ?? null, lastModified: null })
    return content
  }

  /** Misbehaves on the next requests for a path (GET only). Faults of one path are used up in order. */
  plan(path: string, fault: ServerFault, options: { times?: number; from?: number } = {}): void {
    const planned = { fault, times: options.times ?? 1, from: options.from ?? 0 }
    this.#faults.set(path, [...(this.#faults.get(path) ?? []), planned])
  }

  /** Forgets what was planned. */
  behave(path: string): void {
    this.#faults.delete(path)
  }

  /** Redirects `from` to a signed address of `to` that is good for `uses` requests and then forbidden. */
  redirect(
    from: string,
    to: string,
    uses = Number.POSITIVE_INFINITY,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    this.#links.add(from, to, uses, headers)
  }

  /** Answers 401 under a path without this bearer token. */
  gate(path: string, token: string): void {
    this.#tokens.set(path, token)
  }

  /** Bytes of a file that went out. */
  sentBytes(path: string): number {
    return this.#gets(path).reduce((sum, request) => sum + request.sentBytes, 0)
  }

  /** Bytes of a file that went out more than once. */
  sentTwiceBytes(path: string): number {
    const spans = this.#gets(path)
      .filter((request) => request.sentBytes > 0)
      .map((request) => ({ from: request.from, to: request.from + request.sentBytes }))
      .sort((one, other) => one.from - other.from)
    let covered = 0
    let end = 0
    for (const span of spans) {
      covered += Math.max(0, span.to - Math.max(end, span.from))
      end = Math.max(end, span.to)
    }
    return this.sentBytes(path) - covered
  }

  /** Hangs up on everybody, as a network does that changed. */
  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dropAll()
    this.server.close()
    await once(this.server, "close")
  }

  #gets(path: string): readonly SeenRequest[] {
    return this.requests.filter((request) => request.path === path && request.method === "GET")
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.origin)
    const method = request.method ?? "GET"
    const routed = this.options.route?.({ method, url, headers: request.headers }) ?? null
    const pathname = routed !== null && "path" in routed ? routed.path : url.pathname
    const seen = (path: string, status: number, from = 0): SeenRequest => {
      const one = { method, path, headers: request.headers, status, from, sentBytes: 0 }
      this.requests.push(one)
      return one
    }
    const refuse = (status: number, headers: Readonly<Record<string, string>> = {}) => {
      seen(pathname, status)
      response.writeHead(status, { "content-length": "0", ...headers }).end()
    }
    if (routed !== null && "body" in routed) {
      const fault = this.#faultFor(url.pathname, 0)
      if (fault?.kind === "status") return refuse(fault.status, fault.headers)
      if (fault?.kind === "drop") return void request.socket.destroy()
      seen(url.pathname, routed.status)
      return void response.writeHead(routed.status, routed.headers).end(method === "HEAD" ? "" : routed.body)
    }
    const onward = this.#links.issue(pathname)
    if (onward !== null) return refuse(302, onward)
    const path = pathname.replace(/^\/signed/, "")
    if (path !== pathname && !this.#links.use(url)) return refuse(403)
    const token = this.#tokens.get(path)
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) return refuse(401)
    const file = this.#files.get(path)
    if (method === "HEAD" && this.options.head === false) return refuse(405)
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "")
    const fault = method === "GET" ? this.#faultFor(path, Number(range?.[1] ?? 0)) : null
    if (fault?.kind === "status") return refuse(fault.status, fault.headers)
    if (fault?.kind === "drop" && fault.afterBytes < 0) return void request.socket.destroy()
    if (file === undefined) return refuse(404)

    const isStale = ![undefined, file.etag, file.lastModified].includes(
      request.headers["if-range"]?.toString(),
    )
    const isIgnored = ["ignore-range", "ignore-range-and-drop", "gzip"].includes(fault?.kind ?? "")
    const isPart = range !== null && !isIgnored && !isStale
    const shift = fault?.kind === "shift-range" ? fault.by : 0
    const { bytes } = file.content
    const from = isPart ? Number(range[1]) + shift : 0
    const last = isPart && range[2] !== "" ? Number(range[2]) + shift : bytes - 1
    const to = Math.min(last + 1, bytes)
    if (isPart && from >= bytes) return refuse(416, { "content-range": `bytes */${bytes}` })

    const total = bytes + (fault?.kind === "wrong-total" ? fault.by : 0)
    const length =
      to -
      from +
      (fault?.kind === "wrong-length" ? fault.by : !isPart && fault?.kind === "wrong-total" ? fault.by : 0)
    const status = isPart ? 206 : 200
    const headers: Record<string, string> = { "content-length": String(length), "accept-ranges": "bytes" }
    if (isPart) headers["content-range"] = `bytes ${from}-${to - 1}/${total}`
    if (file.etag !== null) headers["etag"] = file.etag
    if (file.lastModified !== null) headers["last-modified"] = file.lastModified
    if (fault?.kind === "no-length" || fault?.kind === "gzip") delete headers["content-length"]
    if (fault?.kind === "gzip") headers["content-encoding"] = "gzip"
    if (fault?.kind === "no-length" && fault.framing === "close") {
      headers["connection"] = "close"
      response.useChunkedEncodingByDefault = false
    }
    response.writeHead(status, headers)
    const record = seen(path, status, from)
    if (method === "HEAD") return void response.end()
    if (fault?.kind === "gzip") return void response.end(gzipSync(file.content.view(from, to)))
    await this.#sender.send(response, file.content, from, to, fault, record)
  }

  #faultFor(path: string, from: number): ServerFault | null {
    const planned = this.#faults.get(path) ?? []
    const index = planned.findIndex((one) => from >= one.from)
    const found = planned[index]
    if (found === undefined) return null
    const rest = found.times > 1 ? [{ ...found, times: found.times - 1 }] : []
    this.#faults.set(path, planned.toSpliced(index, 1, ...rest))
    return found.fault
  }
}
