import type { WebSocket } from "ws"
import type { Logger } from "#node/ports"
import { makeRouter } from "#node/rpc/router"
import { socketWire } from "#node/rpc/socket-wire"
import { type BrowserDoor, openBrowserDoor } from "#node/serve/browser-door"
import { makeSessionCookie } from "#node/serve/session"
import { Program, type Scene } from "./program"
import { scriptedServices } from "./services"
import { doneSetup, engine032, viewOf } from "./setups"

/** The real front door for browsers with a program in memory behind it. */
export interface ScriptedGlimmer {
  readonly url: string
  /** Lets a browser in without the exchange of the token. */
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string }
  readonly program: Program
  /** Cuts every open connection, as a sleeping laptop does. */
  readonly cut: () => void
  /** Goes away for a while: nobody answers under the address. */
  readonly leave: () => Promise<void>
  /** Is back under the same address. */
  readonly comeBack: () => Promise<void>
  /** Lets the setup that runs come to its good end. */
  readonly finishSetup: () => void
  readonly close: () => Promise<void>
}

const TOKEN = "scripted-scripted-scripted-scripted-scripte"
const quiet: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }

/** Serves the built page from `pages` with `scene` behind it, on a free port of this machine. */
export async function startScriptedGlimmer(pages: string, scene: Scene): Promise<ScriptedGlimmer> {
  const program = new Program(scene)
  const wire = socketWire(makeRouter(scriptedServices(program)), quiet)
  const sockets = new Set<WebSocket>()
  const open = (port: number): Promise<BrowserDoor> =>
    openBrowserDoor({
      rendererFolder: pages,
      token: TOKEN,
      serve: (socket, context) => {
        sockets.add(socket)
        socket.on("close", () => sockets.delete(socket))
        wire(socket, context)
      },
      port,
      clock: { now: () => Date.now() },
      log: quiet,
    })
  let door = await open(0)
  const { port } = door
  const url = `${door.address}/`
  const [name = "", value = ""] = (makeSessionCookie(TOKEN, port, Date.now()).split(";")[0] ?? "").split("=")
  return {
    url,
    cookie: { name, value, url },
    program,
    cut: () => sockets.forEach((socket) => socket.terminate()),
    leave: () => door.close(),
    comeBack: async () => {
      door = await open(port)
    },
    finishSetup: () => program.setup.set(viewOf(doneSetup(), [engine032])),
    close: () => door.close(),
  }
}

function ignore(): void {
  return undefined
}
