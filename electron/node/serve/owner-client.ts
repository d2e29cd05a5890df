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

/** The open socket with the browser's events, which is what the client library speaks to. */
function asInBrowsers(socket: WebSocket): ConstructorParameters<typeof RPCLink>[0]["websocket"] {
  const events = new EventTarget()
  socket.on("message", (data: Buffer) => {
    events.dispatchEvent(new MessageEvent("message", { data: data.toString() }))
  })
  socket.on("close", () => events.dispatchEvent(new Event("close")))
  return {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    // Calls are text; files are not part of the contract.
    send: (data) => {
      if (typeof data === "string") socket.send(data)
    },
    get readyState() {
      return socket.readyState
    },
  }
}

function opens(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.on("error", () => resolve(false))
    socket.once("open", () => resolve(true))
  })
}
