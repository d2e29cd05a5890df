import { RPCHandler } from "@orpc/server/message-port"
import type { Logger } from "../ports"
import { isIncomingMessage } from "./incoming-message"
import { problemBoundary } from "./problem-boundary"
import type { GlimmerRouter } from "./router"
import type { RpcContext } from "./services"

/** The end of a channel as Electron's main process holds it. */
interface ServedPort {
  on(event: "message", listener: (event: { readonly data: unknown }) => void): unknown
  on(event: "close", listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
}

/** Answers whoever holds the other end of a port, until that end closes. */
export type ServePort = (port: ServedPort, context: RpcContext) => void

/** The router behind MessagePorts: one call for the program, one call of the result for each port. */
export function portWire(router: GlimmerRouter, log: Logger): ServePort {
  const handler = new RPCHandler<RpcContext>(router, problemBoundary(log))
  return (port, context) => {
    handler.upgrade(
      {
        postMessage: (message: unknown) => port.postMessage(message),
        on: (event, listener) => {
          if (event !== "message") return void port.on("close", listener)
          port.on("message", ({ data }) => {
            if (isIncomingMessage(data)) listener({ data })
            else log.warn("a page sent something that is no message of ours")
          })
        },
      },
      { context },
    )
    // Electron's ports hold messages back until they are started.
    port.start()
  }
}
