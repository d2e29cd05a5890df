import { type IncomingMessage, type Server, STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import { WebSocketServer } from "ws"
import { LARGEST_MESSAGE_BYTES, type ServeSocket } from "../rpc/socket-wire"
import type { RpcContext } from "../rpc/services"

/** How long a socket has to say goodbye before it is cut, ms. */
const GOODBYE_MS = 1000
const GOING_AWAY = 1001

/**
 * Turns upgrade requests into served sockets, if `admit` lets them. The status of a refusal is all a caller learns.
 */
export function acceptSockets(
  server: Server,
  serve: ServeSocket,
  context: RpcContext,
  admit: (
    request: IncomingMessage,
  ) => { readonly allow: true } | { readonly allow: false; readonly status: number },
): { close(): Promise<void> } {
  // Compression costs more than it saves between programs of one machine.
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  })
  let closing = false
  server.on("upgrade", (request, stream: Duplex, head) => {
    stream.on("error", () => stream.destroy())
    // A caller that comes back at once must not keep a closing server from ending.
    if (closing) return stream.destroy()
    const admission = admit(request)
    if (!admission.allow) return refuse(stream, admission.status)
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, context))
  })
  return {
    close: async () => {
      closing = true
      const open = [...sockets.clients]
      const closed = open.map((socket) => new Promise((resolve) => socket.once("close", resolve)))
      for (const socket of open) socket.close(GOING_AWAY)
      const cut = setTimeout(() => open.forEach((socket) => socket.terminate()), GOODBYE_MS)
      await Promise.all(closed)
      clearTimeout(cut)
      sockets.close()
    },
  }
}

function refuse(stream: Duplex, status: number): void {
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}
