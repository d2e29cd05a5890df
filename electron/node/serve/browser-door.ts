import { createServer, type Server } from "node:http"
import { hostname, networkInterfaces } from "node:os"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Clock, Logger } from "../ports"
import type { ServeSocket } from "../rpc/socket-wire"
import type { DoorNames } from "./access-policy"
import { DoorKeeper } from "./door-keeper"
import { httpDoor } from "./http-door"
import { acceptSockets } from "./socket-acceptor"
import { listStatic } from "./static-files"

/** Where a bookmark points to; any free port when it is taken. */
const PREFERRED_PORT = 4145

export interface BrowserDoorOptions {
  /** Folder of the built page. */
  readonly rendererFolder: string
  /** From {@link loadToken}. */
  readonly token: string
  readonly serve: ServeSocket
  /** 127.0.0.1 unless a person asked for another. */
  readonly host?: string
  /** A port a person asked for: this one or none. */
  readonly port?: number
  readonly clock: Pick<Clock, "now">
  readonly log: Logger
}

export interface BrowserDoor {
  /** For people and bookmarks, without secret: `http://127.0.0.1:4145`. */
  readonly address: string
  /** Lets in whoever opens it. For the terminal only, never for a log. */
  readonly enterAddress: string
  readonly port: number
  /** Other machines can reach it. */
  readonly forOthers: boolean
  /** Ends all connections; resolves when none is left. */
  close(): Promise<void>
}

/** Opens Glimmer for browsers. */
export async function openBrowserDoor(options: BrowserDoorOptions): Promise<BrowserDoor> {
  const { token, clock, log, serve, host = "127.0.0.1" } = options
  const names = namesFor(host)
  const keeper = new DoorKeeper(token, names, clock, log)
  const server = createServer(httpDoor(keeper, await listStatic(options.rendererFolder), log))
  const sockets = acceptSockets(server, serve, { frontDoor: "browser" }, (request) =>
    keeper.admit(request, "upgrade"),
  )
  const port = await listenSomewhere(server, host, options.port)
  const address = `http://${nameToShow(host)}:${port}`
  log.info("the browser door is open", { address })
  return {
    address,
    enterAddress: `${address}/enter#${token}`,
    port,
    forOthers: names.anyAddress,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      await sockets.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function listenSomewhere(server: Server, host: string, wanted: number | undefined): Promise<number> {
  const bound = await listen(server, host, wanted ?? PREFERRED_PORT)
  if (bound !== null) return bound
  const free = wanted === undefined ? await listen(server, host, 0) : null
  if (free !== null) return free
  throw new ProblemError(makeProblem("port-in-use", { port: wanted ?? PREFERRED_PORT }))
}

/** The port now listened on; null when another program has it. */
function listen(server: Server, host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off("listening", bound)
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null)
      else
        reject(
          new ProblemError(makeProblem("invalid-input", { field: "host" }, error.message), { cause: error }),
        )
    }
    const bound = () => {
      server.off("error", failed)
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : port)
    }
    server.once("error", failed)
    server.once("listening", bound)
    server.listen({ host, port, exclusive: true })
  })
}

/** Names under which the door may be called: loopback always, others only when it was opened for others. */
function namesFor(host: string): DoorNames {
  if (["127.0.0.1", "localhost", "::1"].includes(host)) return { names: [], anyAddress: false }
  const own = hostname().toLowerCase()
  return { names: [host.toLowerCase(), own, `${own}.local`], anyAddress: true }
}

/** An address somebody else can type; "everywhere" is none. */
function nameToShow(host: string): string {
  if (host === "0.0.0.0" || host === "::") {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === "IPv4")
    return outside?.address ?? "127.0.0.1"
  }
  return host.includes(":") ? `[${host}]` : host
}
