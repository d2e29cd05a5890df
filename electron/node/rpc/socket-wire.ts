import { RPCHandler } from "@orpc/server/websocket"
import type { WebSocket } from "ws"
import type { Logger } from "../ports"
import { isIncomingMessage } from "./incoming-message"
import { problemBoundary } from "./problem-boundary"
import type { GlimmerRouter } from "./router"
import type { RpcContext } from "./services"

/** How much a caller may send at once: a long message with every character escaped still fits. Bytes. */
export const LARGEST_MESSAGE_BYTES = 8 * 1024 * 1024

export interface SocketLimits {
  /** A caller who lets this much pile up is cut off; with its cursor it can come back and continue. */
  readonly bufferedBytes: number
  /** Between two pings; who has not answered the last one is cut off. */
  readonly keepAliveMs: number
}

const USUAL_LIMITS: SocketLimits = { bufferedBytes: 32 * 1024 * 1024, keepAliveMs: 15_000 }
/** WebSocket's code for "this is not how we speak here". */
const POLICY_VIOLATION = 1008

/** Answers whoever is at the other end of a WebSocket, until it closes. */
export type ServeSocket = (socket: WebSocket, context: RpcContext) => void

/** The router behind WebSockets, TCP and unix alike: one call for the program, one of the result per socket. */
export function socketWire(router: GlimmerRouter, log: Logger, limits = USUAL_LIMITS): ServeSocket {
  const handler = new RPCHandler<RpcContext>(router, problemBoundary(log))
  return (socket, context) => {
    const outlet = outletOf(socket, limits, log)
    socket.on("message", (data, isBinary) => {
      const message = Buffer.isBuffer(data) && !isBinary ? data.toString() : null
      if (!isIncomingMessage(message)) return socket.close(POLICY_VIOLATION)
      handler.message(outlet, message, { context }).catch((error: unknown) => {
        log.error("a call could not be answered", { error, frontDoor: context.frontDoor })
      })
    })
    socket.on("close", () => handler.close(outlet))
    socket.on("error", (error) => log.debug("a socket broke", { error: error.message }))
    keepAlive(socket, limits.keepAliveMs)
  }
}

/** The sending half of a socket as the library wants it. */
function outletOf(
  socket: WebSocket,
  limits: SocketLimits,
  log: Logger,
): Parameters<RPCHandler<RpcContext>["message"]>[0] {
  return {
    // A stream is asked for its next frame once this has resolved: a slow reader slows its own streams, and
    // nothing piles up. A socket that closes meanwhile is no error, its streams are being ended anyway.
    send: async (data: unknown) => {
      await new Promise<void>((resolve) => {
        socket.send(String(data), () => resolve())
        if (socket.bufferedAmount <= limits.bufferedBytes) return
        log.warn("a caller does not read its answers and was cut off", { bytes: socket.bufferedAmount })
        socket.terminate()
      })
    },
    // Part of the type; the library listens only when it is handed the socket itself.
    addEventListener: () => undefined,
  }
}

function keepAlive(socket: WebSocket, everyMs: number): void {
  let answered = true
  const timer = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, everyMs)
  timer.unref()
  socket.on("pong", () => (answered = true))
  socket.on("close", () => clearInterval(timer))
}
