import { HttpFault } from "#common/domain/transfer/http-fault"
import type { HttpBodies, HttpBody, HttpRequest, Ports } from "../ports"
import { IncomingAnswer } from "./http-body"
import { lazySecureContext } from "./http-certificates"
import { HttpConnection, type Patience } from "./http-connection"
import type { Route } from "./http-dial"
import { httpFaultOf } from "./http-fault-of"
import { requestHead } from "./http-head"
import { basicAuthorization, proxyFor } from "./http-proxy"
import { headersAfterRedirect, MOST_REDIRECTS, redirectOf, requestHeaders } from "./http-redirect"

const DEFAULT_IDLE_TIMEOUT_MS = 60_000
/** Many servers hang up after five seconds without a request; a longer rest is a gamble. */
const REST_MS = 4_000

/**
 * Downloads over HTTP/1.1. Own code on Node's sockets, because every library hands each 64 kB around in memory of its
 * own: measured on one machine against 4 GB, undici took 1.7 times the time and three times the memory.
 */
export function createHttpBodies(ports: Pick<Ports, "environment" | "log">): HttpBodies {
  const secureContext = lazySecureContext(ports.environment, ports.log)
  const pool = new ConnectionPool()
  return {
    async open(request) {
      let url = new URL(request.url)
      let headers = requestHeaders(request.headers, basicAuthorization(url))
      for (let hop = 0; ; hop++) {
        const proxy = request.direct === true ? null : proxyFor(url, ports.environment)
        const body = await openOne(pool, { url, proxy, secureContext }, request, headers)
        const next =
          request.followRedirects === false ? null : redirectOf(body.status, body.headers["location"], url)
        if (next === null) return body
        await finish(body)
        if (hop === MOST_REDIRECTS) throw new HttpFault("malformed", url.host, "redirects without end")
        headers = { ...headersAfterRedirect(headers, url, next) }
        url = next
      }
    },
  }
}

async function openOne(
  pool: ConnectionPool,
  route: Route,
  request: HttpRequest,
  headers: Readonly<Record<string, string>>,
): Promise<HttpBody> {
  const { url, proxy } = route
  const { signal } = request
  const isForwarded = proxy !== null && url.protocol === "http:"
  const head = requestHead(
    request.method,
    isForwarded ? `${url.origin}${url.pathname}${url.search}` : `${url.pathname}${url.search}`,
    {
      host: url.host,
      "user-agent": "Glimmer",
      accept: "*/*",
      "accept-encoding": "identity",
      connection: "keep-alive",
      ...(isForwarded && proxy.authorization !== null ? { "proxy-authorization": proxy.authorization } : {}),
      ...headers,
    },
  )
  const patience: Patience = {
    ...(signal === undefined ? {} : { signal }),
    idleTimeoutMs: request.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS,
  }
  const key = `${proxy?.url.href ?? ""} ${url.origin}`
  for (;;) {
    signal?.throwIfAborted()
    const { connection, isFresh } = await pool.get(key, route, signal)
    const answer = await ask(connection, head, patience, url.host, isFresh)
    // The server had hung up on a connection that rested: no answer was given, so none is lost.
    if (answer === null) continue
    if (answer.head.status === 407) {
      connection.destroy()
      throw new HttpFault("proxy", url.host, "HTTP 407")
    }
    return bodyOf(answer, url, () => {
      if (answer.isReusable) pool.put(key, connection)
      else connection.destroy()
    })
  }
}

/** Null when a connection that was used before turned out to be dead. */
async function ask(
  connection: HttpConnection,
  head: Uint8Array,
  patience: Patience,
  host: string,
  isFresh: boolean,
): Promise<IncomingAnswer | null> {
  try {
    connection.begin(head, patience)
    const answer = await IncomingAnswer.read(connection, host)
    if (answer !== null) return answer
    connection.destroy()
    if (isFresh) throw new HttpFault("dropped", host, "the connection ended without an answer")
    return null
  } catch (error) {
    connection.destroy()
    patience.signal?.throwIfAborted()
    const fault = httpFaultOf(error, host)
    if (!isFresh && fault.kind === "dropped") return null
    throw fault
  }
}

function bodyOf(answer: IncomingAnswer, url: URL, onClose: () => void): HttpBody {
  let isOpen = true
  const close = () => {
    if (isOpen) onClose()
    isOpen = false
  }
  return {
    status: answer.head.status,
    headers: answer.head.headers,
    url: url.href,
    close,
    next: () => answer.next(),
  }
}

/** A redirect's body is a line of text: reading it saves a connection. */
async function finish(body: HttpBody): Promise<void> {
  const length = Number(body.headers["content-length"] ?? 0)
  try {
    if (length > 64 * 1024) return
    for (let piece = await body.next(); piece !== null; piece = await body.next()) piece.release()
  } finally {
    body.close()
  }
}

/** Connections that rest between two requests, by way and server. */
class ConnectionPool {
  readonly #resting = new Map<
    string,
    { readonly connection: HttpConnection; readonly timer: NodeJS.Timeout }[]
  >()

  async get(
    key: string,
    route: Route,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly connection: HttpConnection; readonly isFresh: boolean }> {
    const resting = this.#resting.get(key) ?? []
    // The one that rested least is the one most surely alive.
    for (let one = resting.pop(); one !== undefined; one = resting.pop()) {
      clearTimeout(one.timer)
      if (one.connection.isUsable) return { connection: one.connection, isFresh: false }
      one.connection.destroy()
    }
    try {
      return { connection: await HttpConnection.open(route, signal), isFresh: true }
    } catch (error) {
      signal?.throwIfAborted()
      throw httpFaultOf(error, route.url.host, route.proxy?.url.host)
    }
  }

  put(key: string, connection: HttpConnection): void {
    connection.rest()
    const resting = this.#resting.get(key) ?? []
    this.#resting.set(key, resting)
    const timer = setTimeout(() => {
      connection.destroy()
      resting.splice(
        resting.findIndex((one) => one.connection === connection),
        1,
      )
    }, REST_MS)
    timer.unref()
    resting.push({ connection, timer })
  }
}
