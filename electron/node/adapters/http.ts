import type { Readable } from "node:stream"
import { promisify } from "node:util"
import { brotliDecompress, unzip } from "node:zlib"
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from "undici"
import { HttpFault } from "#common/domain/transfer/http-fault"
import type { Http, HttpRequest, HttpResponse, Ports } from "../ports"
import { lazySecureContext } from "./http-certificates"
import { httpFaultOf } from "./http-fault-of"
import { basicAuthorization, type Proxy, proxyFor } from "./http-proxy"
import { headersAfterRedirect, MOST_REDIRECTS, redirectOf, requestHeaders } from "./http-redirect"

const CONNECT_TIMEOUT_MS = 20_000
/** What is left of an answer is read to keep its connection, up to this much; beyond, a new one is cheaper. */
const DRAIN_BYTES = 128 * 1024
/** A text that unpacks to more is none. */
const MOST_TEXT_BYTES = 256 * 1024 * 1024

/** HTTP by undici, through the proxies and with the certificates that the environment names. */
export function createHttp(ports: Pick<Ports, "environment" | "log">): Http {
  const agents = new Agents(ports)
  return {
    async request(request) {
      const start = new URL(request.url)
      let url = start
      let headers = requestHeaders(request.headers, basicAuthorization(start))
      for (let hop = 0; ; hop++) {
        const response = await send(agents, request, url, headers)
        const next =
          request.followRedirects === false
            ? null
            : redirectOf(response.status, response.headers["location"], url)
        if (next === null) return response
        await response.cancel()
        if (hop === MOST_REDIRECTS) throw new HttpFault("malformed", url.host, "redirects without end")
        headers = { ...headersAfterRedirect(headers, url, next) }
        url = next
      }
    },
  }
}

/** One agent for direct ways and one for each proxy; each keeps its connections. */
class Agents {
  readonly #direct: Agent
  readonly #byProxy = new Map<string, ProxyAgent>()
  readonly #connect: buildConnector.connector

  constructor(private readonly ports: Pick<Ports, "environment" | "log">) {
    const secureContext = lazySecureContext(ports.environment, ports.log)
    const plain = buildConnector({ timeout: CONNECT_TIMEOUT_MS })
    let secure: buildConnector.connector | null = null
    this.#connect = (options, callback) => {
      if (options.protocol !== "https:") return plain(options, callback)
      secure ??= buildConnector({ timeout: CONNECT_TIMEOUT_MS, secureContext: secureContext() })
      return secure(options, callback)
    }
    this.#direct = new Agent({ connect: this.#connect })
  }

  /** How to get to a server, and the proxy on the way there. */
  way(url: URL, direct: boolean): { readonly dispatcher: Dispatcher; readonly proxy: string | null } {
    const proxy = direct ? null : proxyFor(url, this.ports.environment)
    if (proxy === null) return { dispatcher: this.#direct, proxy: null }
    return { dispatcher: this.#through(proxy), proxy: proxy.url.host }
  }

  #through(proxy: Proxy): ProxyAgent {
    const known = this.#byProxy.get(proxy.url.href)
    if (known !== undefined) return known
    const secureContext = lazySecureContext(this.ports.environment, this.ports.log)()
    const agent = new ProxyAgent({
      uri: proxy.url.origin,
      requestTls: { secureContext },
      proxyTls: { secureContext },
      ...(proxy.authorization === null ? {} : { token: proxy.authorization }),
    })
    this.#byProxy.set(proxy.url.href, agent)
    return agent
  }
}

interface Asked {
  readonly url: URL
  readonly signal: AbortSignal | undefined
  /** Host of the proxy in between. */
  readonly proxy: string | null
}

async function send(
  agents: Agents,
  request: HttpRequest,
  url: URL,
  headers: Record<string, string>,
): Promise<HttpResponse> {
  const { signal, idleTimeoutMs } = request
  const { dispatcher, proxy } = agents.way(url, request.direct === true)
  const asked = { url, signal, proxy }
  const answer = await asFault(asked, () =>
    dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(signal === undefined ? {} : { signal }),
      ...(idleTimeoutMs === undefined ? {} : { headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs }),
    }),
  )
  // A proxy that wants a password answers in place of the server.
  if (answer.statusCode === 407) {
    await answer.body.dump({ limit: DRAIN_BYTES })
    throw new HttpFault("proxy", url.host, "HTTP 407")
  }
  return {
    status: answer.statusCode,
    headers: flat(answer.headers),
    url: url.href,
    body: pieces(answer.body, asked),
    text: () =>
      asFault(asked, async () => {
        const bytes = new Uint8Array(await answer.body.arrayBuffer())
        return (await unpacked(bytes, answer.headers["content-encoding"])).toString("utf8")
      }),
    cancel: async () => {
      // Aborted while draining: it is gone, which is what was wanted.
      await answer.body.dump({ limit: DRAIN_BYTES }).catch(() => undefined)
    },
  }
}

/** Nobody asked for it to be squeezed; some servers and what stands before them do so all the same. */
async function unpacked(bytes: Uint8Array, encoding: string | string[] | undefined): Promise<Buffer> {
  if (encoding === "br") return promisify(brotliDecompress)(bytes, { maxOutputLength: MOST_TEXT_BYTES })
  if (encoding !== "gzip" && encoding !== "x-gzip" && encoding !== "deflate") return Buffer.from(bytes)
  return promisify(unzip)(bytes, { maxOutputLength: MOST_TEXT_BYTES })
}

async function* pieces(body: Readable, asked: Asked): AsyncGenerator<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await asFault(asked, () => iterator.next())
      if (done === true) return
      yield value
    }
  } finally {
    await iterator.return?.().catch(() => undefined)
  }
}

/** An abort keeps its own reason; everything else becomes a fault of the server asked. */
async function asFault<T>({ url, signal, proxy }: Asked, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    signal?.throwIfAborted()
    throw httpFaultOf(error, url.host, proxy)
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  )
}
