import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { WebSocket } from "ws"
import { portWire as servePorts } from "#node/rpc/port-wire"
import { makeRouter } from "#node/rpc/router"
import type { Services } from "#node/rpc/services"
import { type ServeSocket, type SocketLimits, socketWire as serveSockets } from "#node/rpc/socket-wire"
import { openBrowserDoor } from "#node/serve/browser-door"
import { openControlSocket } from "#node/serve/control-socket"
import { fakeLog, type LoggedLine } from "../../fakes/ports"
import { portWire } from "../../../renderer/rpc/port-wire"
import { socketWire } from "../../../renderer/rpc/socket-wire"
import type { Wire } from "../../../renderer/rpc/wire"
import { type Cable, layCable } from "./breakable"

const TOKEN = "t".repeat(43)

/** One way to the services, end to end, with a cable a test can cut. */
export interface OpenWire extends AsyncDisposable {
  readonly wire: Wire
  /** Breaks the connection in the middle of whatever it is doing. */
  readonly breakIt: () => void
  readonly logged: readonly LoggedLine[]
}

export interface SocketSide {
  readonly cable: Cable
  /** Server's ends of all sockets there were. */
  readonly sockets: readonly WebSocket[]
  /** Connects by hand, for saying what a good client never says. */
  readonly connectRaw: () => WebSocket
  readonly closeServer: () => Promise<void>
}

/** The desktop's way: Electron's port over there, the page's here. */
export async function overPort(
  services: Services,
): Promise<OpenWire & { readonly say: (data: unknown) => void }> {
  const log = fakeLog()
  const serve = servePorts(makeRouter(services), log)
  let current: MessagePort | null = null
  let say: ((data: unknown) => void) | null = null
  const wire = portWire(async () => {
    const { port1, port2 } = new MessageChannel()
    current = port1
    say = port2.postMessage.bind(port2)
    serve(asInElectron(port1), { frontDoor: "desktop" })
    return port2
  })
  return {
    wire,
    logged: log.lines,
    breakIt: () => current?.close(),
    say: (data) => say?.(data),
    [Symbol.asyncDispose]: async () => wire.close(),
  }
}

/** A platform port with the manners of Electron's `MessagePortMain`. */
function asInElectron(port: MessagePort) {
  return {
    on: (event: "message" | "close", listener: (event: { data: unknown }) => void) =>
      port.addEventListener(event, (happened) => listener(happened as MessageEvent)),
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
  }
}

/** The browser's way: the real door, TCP. */
export async function overWs(services: Services, limits?: SocketLimits): Promise<OpenWire & SocketSide> {
  const folder = await mkdtemp(join(tmpdir(), "glimmer-page-"))
  await writeFile(join(folder, "index.html"), "<!doctype html>")
  const log = fakeLog()
  const { sockets, serve } = keepingSockets(serveSockets(makeRouter(services), log, limits))
  const door = await openBrowserDoor({
    rendererFolder: folder,
    token: TOKEN,
    serve,
    clock: { now: () => Date.now() },
    log,
  })
  const { cable, port } = await layCable({ port: 0 }, { port: door.port, host: "127.0.0.1" })
  const url = `ws://127.0.0.1:${port}/rpc`
  return socketEnd(url, cable, sockets, log.lines, async () => {
    await door.close()
    await rm(folder, { recursive: true, maxRetries: 5 })
  })
}

/** The command line's way: the real control socket. */
export async function overUnix(services: Services, limits?: SocketLimits): Promise<OpenWire & SocketSide> {
  const folder = await mkdtemp(join(tmpdir(), "glimmer-run-"))
  await mkdir(join(folder, "run"))
  const log = fakeLog()
  const { sockets, serve } = keepingSockets(serveSockets(makeRouter(services), log, limits))
  const control = await openControlSocket({ run: join(folder, "run") }, serve, {})
  const path = join(folder, "cable.sock")
  const { cable } = await layCable({ path }, { path: control.path })
  return socketEnd(`ws+unix://${path}:/rpc`, cable, sockets, log.lines, async () => {
    await control.close()
    await rm(folder, { recursive: true, maxRetries: 5 })
  })
}

function keepingSockets(serve: ServeSocket) {
  const sockets: WebSocket[] = []
  const keeping: ServeSocket = (socket, context) => {
    sockets.push(socket)
    serve(socket, context)
  }
  return { sockets, serve: keeping }
}

function socketEnd(
  url: string,
  cable: Cable,
  sockets: readonly WebSocket[],
  logged: OpenWire["logged"],
  closeServer: () => Promise<void>,
): OpenWire & SocketSide {
  const wire = socketWire({ url, sessionHolds: async () => true, implementation: WebSocketWithToken })
  const raw: WebSocket[] = []
  let closing: Promise<void> | null = null
  const closeOnce = () => (closing ??= closeServer())
  return {
    wire,
    cable,
    sockets,
    logged,
    breakIt: () => cable.cut(),
    closeServer: closeOnce,
    connectRaw: () => {
      const socket = new WebSocketWithToken(url)
      socket.on("error", () => undefined)
      raw.push(socket)
      return socket
    },
    [Symbol.asyncDispose]: async () => {
      wire.close()
      for (const socket of raw) socket.terminate()
      await closeOnce()
      await cable.close()
    },
  }
}

class WebSocketWithToken extends WebSocket {
  constructor(url: string) {
    super(url, { headers: { authorization: `Bearer ${TOKEN}` } })
  }
}
