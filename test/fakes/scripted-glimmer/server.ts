import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import { extname, join, normalize } from "node:path"
import { RPCHandler } from "@orpc/server/ws"
import { type WebSocket, WebSocketServer } from "ws"
import { Program, type Scene } from "./program"
import { scriptedRouter } from "./router"
import { doneSetup, engine032, viewOf } from "./setups"

/** A page server with a program in memory behind it. */
export interface ScriptedGlimmer {
  readonly url: string
  readonly program: Program
  /** Cuts every open connection, as a sleeping laptop does. */
  readonly cut: () => void
  /** While true nobody gets a connection. */
  readonly refuse: (refused: boolean) => void
  /** Lets the setup that runs come to its good end. */
  readonly finishSetup: () => void
  readonly close: () => Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
}

/** The policy the page has to live with. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Serves the built page from `pages` with `scene` behind it, on a free port of this machine. */
export async function startScriptedGlimmer(
  pages: string,
  scene: Scene,
  options: { readonly port?: number } = {},
): Promise<ScriptedGlimmer> {
  const program = new Program(scene)
  const handler = new RPCHandler(scriptedRouter(program))
  const sockets = new Set<WebSocket>()
  let refused = false

  const http = createServer((request, response) => {
    // A page that lost its connection asks whether its session still holds.
    if (request.url === "/session") return void response.writeHead(204).end()
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname))
    const file = join(pages, path === "/" ? "index.html" : path)
    readFile(file).then(
      (body) =>
        void response
          .writeHead(200, {
            "content-type": TYPES[extname(file)] ?? "application/octet-stream",
            "content-security-policy": POLICY,
            "x-content-type-options": "nosniff",
          })
          .end(body),
      () => void response.writeHead(404).end(),
    )
  })
  const ws = new WebSocketServer({ noServer: true })
  http.on("upgrade", (request, socket, head) => {
    if (refused) socket.destroy()
    else
      ws.handleUpgrade(request, socket, head, (connection) => {
        sockets.add(connection)
        connection.on("close", () => sockets.delete(connection))
        void handler.upgrade(connection, { context: {} })
      })
  })
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, "127.0.0.1", resolve))
  const address = http.address()
  if (address === null || typeof address === "string") throw new Error("no port")
  const cut = () => sockets.forEach((socket) => socket.terminate())
  return {
    url: `http://127.0.0.1:${address.port}/`,
    program,
    cut,
    refuse: (now) => {
      refused = now
    },
    finishSetup: () => program.setup.set(viewOf(doneSetup(), [engine032])),
    close: async () => {
      cut()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
