import { RPCLink } from "@orpc/client/websocket"
import ReconnectingSocket, { type Options } from "partysocket/ws"
import { type ConnectionStore, createConnectionStore, setConnection } from "./connection-state"
import type { Wire } from "./wire"
import { wireOver } from "./wire-over"

/** After this much silence the other side is asked whether it is still there, and gets as long to answer, ms. */
const SILENCE_MS = 20_000

const RECONNECTING: Options = {
  minReconnectionDelay: 250,
  maxReconnectionDelay: 4000,
  reconnectionDelayGrowFactor: 1.6,
  connectionTimeout: 5000,
  minUptime: 2000,
}

export interface SocketWireOptions {
  readonly url: string
  /** Asks the door whether this browser's session still holds; rejects when nobody answers. */
  readonly sessionHolds: () => Promise<boolean>
  /** Another implementation of WebSocket, for programs outside a browser. */
  readonly implementation?: unknown
}

/** The wire of the browser: one WebSocket that comes back by itself. */
export function socketWire(options: SocketWireOptions): Wire {
  const connection = createConnectionStore()
  const socket = new ReconnectingSocket(options.url, undefined, {
    ...RECONNECTING,
    ...(options.implementation === undefined ? {} : { WebSocket: options.implementation }),
  })
  socket.addEventListener("open", () => setConnection(connection, "open"))
  socket.addEventListener("close", () => void noteClose(connection, options.sessionHolds))
  const link = new RPCLink({ websocket: withLinkEvents(socket) })
  const wire = wireOver(link, connection, () => {
    stopListening()
    socket.close()
  })
  const stopListening = noticeSilence(socket, wire)
  return wire
}

/** A refused upgrade looks like a missing server to a page, so the door is asked which of the two it is. */
async function noteClose(connection: ConnectionStore, sessionHolds: () => Promise<boolean>): Promise<void> {
  const { state } = connection.getState()
  if (state === "open") return setConnection(connection, "lost")
  const holds = await sessionHolds().catch(() => true)
  // It may have opened meanwhile.
  if (connection.getState().state === "open") return
  if (!holds) setConnection(connection, "session-ended")
  else if (state === "session-ended") setConnection(connection, "lost")
}

/**
 * The socket as the link sees it: always open, because the link throws where nobody catches when it finds a closed
 * one while taking back a call. A call made while the connection is being sought waits for the outcome; when there
 * is none, "close" ends it as it ends all others.
 */
function withLinkEvents(socket: ReconnectingSocket): ConstructorParameters<typeof RPCLink>[0]["websocket"] {
  const events = new EventTarget()
  const tell = (type: string) => events.dispatchEvent(new Event(type))
  socket.addEventListener("open", () => tell("open"))
  socket.addEventListener("close", () => tell("close"))
  socket.addEventListener("message", ({ data }) => {
    events.dispatchEvent(new MessageEvent("message", { data }))
  })
  return {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    readyState: WebSocket.OPEN,
    send: async (data) => {
      if (socket.readyState !== WebSocket.OPEN && socket.shouldReconnect) await nextOutcome(events)
      // Calls are text; files are not part of the contract.
      if (socket.readyState === WebSocket.OPEN && typeof data === "string") socket.send(data)
      else tell("close")
    },
  }
}

/** Resolves when the attempt under way has led to a connection or to none. */
function nextOutcome(events: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      events.removeEventListener("open", settle)
      events.removeEventListener("close", settle)
      resolve()
    }
    events.addEventListener("open", settle)
    events.addEventListener("close", settle)
  })
}

/** A tunnel can die without a word and leave an open socket that nobody answers: then the page would show the past. */
function noticeSilence(socket: ReconnectingSocket, wire: Wire): () => void {
  let heard = false
  let asked = false
  socket.addEventListener("message", () => (heard = true))
  const timer = setInterval(() => {
    const silent = wire.connection() === "open" && !heard
    if (silent && asked) socket.reconnect()
    // Any small question does; the answer is noticed as a message.
    else if (silent) wire.client.settings.info().catch(() => undefined)
    asked = silent && !asked
    heard = false
  }, SILENCE_MS)
  return () => clearInterval(timer)
}
