import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { request as httpRequest } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach } from "vitest"
import { WebSocket } from "ws"
import { makeRouter } from "#node/rpc/router"
import { socketWire } from "#node/rpc/socket-wire"
import { type BrowserDoor, openBrowserDoor } from "#node/serve/browser-door"
import { fakeServices } from "../rpc/fake-services"
import { fakeLog } from "../../fakes/ports"

export const TOKEN = "t".repeat(42) + "k"
export const SCRIPT = "const page = 1;\n".repeat(500)
export const bearer = { authorization: `Bearer ${TOKEN}` }

/** The door of the test that runs; one that closes it puts another in its place. */
interface Standing {
  door: BrowserDoor
  log: ReturnType<typeof fakeLog>
  nowMs: number
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

interface DoorWishes {
  readonly port?: number
  readonly host?: string
}

/** Opens a door with a page behind it before each test of a file, and gives what it takes to knock at it. */
export function doorBench(wishes: DoorWishes = {}) {
  const at = { nowMs: 1_800_000_000_000 } as Standing
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "glimmer-door-"))
    await mkdir(join(folder, "page/assets"), { recursive: true })
    await writeFile(join(folder, "page/index.html"), "<!doctype html><title>page</title>")
    await writeFile(join(folder, "page/assets/index-a1B2c3D4.js"), SCRIPT)
    await writeFile(join(folder, "page/mark.svg"), "<svg/>")
    await writeFile(join(folder, "secret.txt"), "secret")
    await symlink(join(folder, "secret.txt"), join(folder, "page/link.txt"))
    at.door = await openDoor(wishes)
  })
  afterEach(async () => {
    await at.door.close()
    await rm(folder, { recursive: true, maxRetries: 5 })
  })

  async function openDoor(options: DoorWishes = {}) {
    at.log = fakeLog()
    return openBrowserDoor({
      rendererFolder: join(folder, "page"),
      token: TOKEN,
      serve: socketWire(makeRouter(fakeServices().services), at.log),
      clock: { now: () => at.nowMs },
      log: at.log,
      ...options,
    })
  }

  /** A request with every header in our hand; `fetch` would repair some and refuse others. */
  function ask(
    path: string,
    headers: Record<string, string> = {},
    method = "GET",
    body?: string,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        { port: at.door.port, host: "127.0.0.1", path, method, headers },
        (response) => {
          const chunks: Buffer[] = []
          response.on("data", (chunk: Buffer) => chunks.push(chunk))
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          )
        },
      )
      sent.on("error", reject)
      sent.end(body)
    })
  }

  const own = () => `http://127.0.0.1:${at.door.port}`

  const exchange = (token: string, headers: Record<string, string> = {}) =>
    ask("/session", { "content-type": "application/json", ...headers }, "POST", JSON.stringify({ token }))

  async function enter(): Promise<string> {
    const answer = await exchange(TOKEN, { origin: own() })
    return String(answer.headers["set-cookie"]).split(";")[0]!
  }

  /** The status of an upgrade; 101 when it came through. */
  function upgrade(path: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${at.door.port}${path}`, { headers })
      socket.on("open", () => {
        socket.close()
        resolve(101)
      })
      socket.on("unexpected-response", (_request, response) => {
        resolve(response.statusCode ?? 0)
        socket.terminate()
      })
      socket.on("error", () => undefined)
    })
  }

  return { at, openDoor, ask, own, exchange, enter, upgrade }
}
