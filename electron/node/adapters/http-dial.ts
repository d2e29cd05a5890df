import { connect, isIP, type OnReadOpts, type Socket } from "node:net"
import { connect as connectSecurely, type SecureContext } from "node:tls"
import { HttpFault } from "#common/domain/transfer/http-fault"
import { headEnd, MOST_HEAD_BYTES, parseHead, requestHead } from "./http-head"
import { bareHost, portOf, type Proxy } from "./http-proxy"

const CONNECT_TIMEOUT_MS = 20_000

/** How to get to a server. */
export interface Route {
  readonly url: URL
  readonly proxy: Proxy | null
  readonly secureContext: () => SecureContext
}

/** Where a connection's bytes go. */
export interface Sink {
  readonly onread: OnReadOpts
  /** False: no more for now. */
  accept(bytes: Uint8Array): boolean
}

/**
 * Opens a connection to a server, through the proxy where there is one, that delivers its bytes to `sink`. Rejects
 * with what the system says, with an `HttpFault` of the proxy, or with the signal's reason.
 */
export async function dial(route: Route, sink: Sink, signal?: AbortSignal): Promise<Socket> {
  signal?.throwIfAborted()
  const late = AbortSignal.timeout(CONNECT_TIMEOUT_MS)
  const limit = signal === undefined ? late : AbortSignal.any([signal, late])
  const sockets: Socket[] = []
  const giveUp = () => {
    for (const socket of sockets) socket.destroy()
  }
  limit.addEventListener("abort", giveUp)
  const keep = <T extends Socket>(socket: T): T => {
    // An error between two listeners must not end the program.
    socket.on("error", () => undefined)
    sockets.push(socket)
    return socket
  }
  try {
    return await dialRoute(route, sink, keep)
  } catch (error) {
    giveUp()
    signal?.throwIfAborted()
    if (late.aborted)
      throw new HttpFault("unreachable", route.url.host, "no connection in time", { cause: error })
    throw error
  } finally {
    limit.removeEventListener("abort", giveUp)
  }
}

async function dialRoute(
  route: Route,
  sink: Sink,
  keep: <T extends Socket>(socket: T) => T,
): Promise<Socket> {
  const { url, proxy, secureContext } = route
  const { onread } = sink
  const isSecure = url.protocol === "https:"
  if (proxy === null) {
    return opened(keep(isSecure ? secure(url, route, { onread }) : connect({ ...endOf(url), onread })))
  }
  const isSecureProxy = proxy.url.protocol === "https:"
  // Plain HTTP is handed to the proxy as it is.
  if (!isSecure) {
    const toProxy = isSecureProxy
      ? secure(proxy.url, route, { onread })
      : connect({ ...endOf(proxy.url), onread })
    return opened(keep(toProxy))
  }
  const tunnel = await opened(
    keep(isSecureProxy ? secure(proxy.url, { secureContext }, {}) : connect(endOf(proxy.url))),
  )
  await askForTunnel(tunnel, url, proxy)
  const inner = await opened(keep(secure(url, route, { socket: tunnel })))
  // Node ignores `onread` where TLS runs inside another connection.
  inner.on("data", (bytes: Buffer) => {
    if (!sink.accept(bytes)) inner.pause()
  })
  return inner
}

function secure(
  url: URL,
  route: Pick<Route, "secureContext">,
  options: { readonly onread?: OnReadOpts; readonly socket?: Socket },
): Socket {
  const host = bareHost(url)
  return connectSecurely({
    ...endOf(url),
    ...options,
    secureContext: route.secureContext(),
    ALPNProtocols: ["http/1.1"],
    // An address is no name to ask for.
    ...(isIP(host) === 0 ? { servername: host } : {}),
  })
}

function endOf(url: URL): { host: string; port: number } {
  return { host: bareHost(url), port: portOf(url) }
}

function opened(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const isSecure = "encrypted" in socket
    socket.once("error", reject)
    socket.once("close", () => reject(new Error("the connection was closed at once")))
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      socket.off("error", reject)
      socket.removeAllListeners("close")
      socket.setNoDelay(true)
      resolve(socket)
    })
  })
}

async function askForTunnel(socket: Socket, url: URL, proxy: Proxy): Promise<void> {
  const host = `${url.hostname}:${portOf(url)}`
  const authorization = proxy.authorization === null ? {} : { "proxy-authorization": proxy.authorization }
  socket.write(requestHead("CONNECT", host, { host, ...authorization }))
  let received = Buffer.alloc(0)
  const head = await new Promise<Buffer>((resolve, reject) => {
    const stop = () => socket.off("data", read).off("close", ended).off("error", ended)
    const ended = (error: unknown) => {
      stop()
      const why = error instanceof Error ? error.message : "hung up"
      reject(new HttpFault("proxy", url.host, `${proxy.url.host}: ${why}`))
    }
    const read = (bytes: Buffer) => {
      received = Buffer.concat([received, bytes])
      if (headEnd(received) === null && received.length < MOST_HEAD_BYTES) return
      stop()
      resolve(received)
    }
    socket.on("data", read).once("close", ended).once("error", ended)
  })
  socket.pause()
  const status = parseHead(head)?.status ?? 0
  if (status < 200 || status > 299) {
    throw new HttpFault("proxy", url.host, `${proxy.url.host} answered HTTP ${status} to CONNECT`)
  }
}
