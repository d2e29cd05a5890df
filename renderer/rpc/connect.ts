import { requestDesktopPort } from "./desktop-port"
import { portWire } from "./port-wire"
import { socketWire } from "./socket-wire"
import type { Wire } from "./wire"

/** Connects this page to its services. The desktop serves the page under a scheme of its own. */
export function connect(): Wire {
  if (location.protocol === "glimmer:") return portWire(requestDesktopPort)
  return socketWire({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/rpc`,
    sessionHolds: async () => (await fetch("/session", { cache: "no-store" })).status !== 401,
  })
}
