import { chmod, mkdtemp, rm } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { tmpdir } from "node:os"
import { dirname, isAbsolute, join } from "node:path"
import type { Home } from "../home"
import type { ServeSocket } from "../rpc/socket-wire"
import { acceptSockets } from "./socket-acceptor"
import { makePrivateFolder } from "./token-file"

/** The kernel takes 107 bytes for the path of a socket; some systems take less. */
const LONGEST_PATH_BYTES = 100

export interface ControlSocket {
  /** Where it is, for the owner's record. */
  readonly path: string
  close(): Promise<void>
}

/**
 * The door for the command line on this machine: the same contract over a unix socket. Whoever may open the file is
 * the owner of the home; nobody else can reach it, and no browser can speak to it.
 */
export async function openControlSocket(
  home: Pick<Home, "run">,
  serve: ServeSocket,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ControlSocket> {
  await makePrivateFolder(home.run)
  const { path, temporary } = await placeFor(join(home.run, "control.sock"), environment)
  // Only the owner of the home gets here, so what lies there is left over.
  await rm(path, { force: true })
  const server = createServer((_request, response) => response.writeHead(404).end())
  const sockets = acceptSockets(server, serve, { frontDoor: "terminal" }, () => ({ allow: true }))
  await listen(server, path)
  await chmod(path, 0o600)
  return {
    path,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      await sockets.close()
      server.closeAllConnections()
      await closed
      if (temporary) await rm(dirname(path), { recursive: true, force: true })
    },
  }
}

/** The usual path, or one in a short private folder when the home lies too deep. */
async function placeFor(
  usual: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ path: string; temporary: boolean }> {
  if (Buffer.byteLength(usual) <= LONGEST_PATH_BYTES) return { path: usual, temporary: false }
  const runtime = environment["XDG_RUNTIME_DIR"]
  const base = runtime !== undefined && isAbsolute(runtime) && runtime.length < 60 ? runtime : tmpdir()
  return { path: join(await mkdtemp(join(base, "glimmer-")), "control.sock"), temporary: true }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(path, () => {
      server.off("error", reject)
      resolve()
    })
  })
}
