import { createServer } from "node:net"
import type { Network } from "../ports"

/** Asks the system itself: a port is free when it can be listened on. */
export function createNetwork(): Network {
  return {
    isFree: async (port) => (await listenOnce(port)) !== null,
    async anyFree() {
      const port = await listenOnce(0)
      if (port === null) throw new Error("no free port on 127.0.0.1")
      return port
    },
  }
}

/** Listens for a moment; the port, or null when it is taken. */
function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(null))
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : null))
    })
  })
}
