import { createORPCClient } from "@orpc/client"
import { RPCLink } from "@orpc/client/websocket"
import { WebSocket } from "ws"
import type { GlimmerClient } from "#common/contract/index"
import type { Home } from "../home"
import type { Ports } from "../ports"
import { RPC_PATH } from "./access-policy"
import { findOwner, type OwnerRecord } from "./owner"

/** The running program, spoken to from another one on this machine. */
export interface OwnerConnection {
  readonly client: GlimmerClient
  readonly owner: OwnerRecord
  /** Aborted when the owner ends or the connection breaks. */
  readonly closed: AbortSignal
  close(): void
}

/** Connects to the program that has this home; null when none runs or it does not answer. */
export async function connectToOwner(
  ports: Pick<Ports, "files" | "processes" | "clock">,
  home: Pick<Home, "run">,
): Promise<OwnerConnection | null> {
  const owner = await findOwner(ports, home)
  if (owner === null) return null
  const socket = new WebSocket(`ws+unix://${owner.socketPath}:${RPC_PATH}`, { perMessageDeflate: false })
  if (!(await opens(socket))) return null
  const closed = new AbortController()
  socket.on("close", () => closed.abort())
  return {
    client: createORPCClient<GlimmerClient>(new RPCLink({ websocket: asInBrowsers(socket) })),
    owner,
    closed: closed.signal,
    close: () => socket.close(),
  }
}

/**
 * The open socket with the browser's events, which is what the client library speaks to. It is always shown as open,
 * because the library throws where nobody catches when it finds a closed one while taking back a call; "close" is
 * what ends the calls.
 */
function asInBrowsers(socket: WebSocket): ConstructorParameters<typeof RPCLink>[0]["websocket"] {
  const events = new EventTarget()
  const tellClosed = () => events.dispatchEvent(new Event("close"))
  socket.on("message", (data: Buffer) => {
    events.dispatchEvent(new MessageEvent("message", { data: data.toString() }))
  })
  socket.on("close", tellClosed)
  return {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    readyState: WebSocket.OPEN,
    send: (data) => {
      // Calls are text; files are not part of the contract.
      if (socket.readyState === WebSocket.OPEN && typeof data === "string") socket.send(data)
      else tellClosed()
    },
  }
}

function opens(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.on("error", () => resolve(false))
    socket.once("open", () => resolve(true))
  })
}
