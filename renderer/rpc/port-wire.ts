import { DynamicLink } from "@orpc/client"
import { RPCLink } from "@orpc/client/message-port"
import { createConnectionStore, setConnection } from "./connection-state"
import type { Wire } from "./wire"
import { wireOver } from "./wire-over"

/** The wire of the desktop: a MessagePort to the main process, asked for anew when it closes. */
export function portWire(requestPort: () => Promise<MessagePort>): Wire {
  const connection = createConnectionStore()
  let ended = false
  let open: MessagePort | null = null
  let link = connect()

  async function connect() {
    const port = await requestPort()
    port.addEventListener("close", () => {
      setConnection(connection, "lost")
      if (!ended) link = connect()
    })
    const made = new RPCLink({ port })
    port.start()
    open = port
    setConnection(connection, "open")
    return made
  }

  return wireOver(new DynamicLink(() => link), connection, () => {
    ended = true
    open?.close()
  })
}
