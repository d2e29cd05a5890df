import { once } from "node:events"
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { request as httpRequest } from "node:http"
import { connect } from "node:net"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { makeRouter } from "#node/rpc/router"
import { socketWire } from "#node/rpc/socket-wire"
import { type BrowserDoor, openBrowserDoor } from "#node/serve/browser-door"
import { fakeServices } from "../rpc/fake-services"
import { fakeLog } from "../../fakes/ports"

const TOKEN = "t".repeat(42) + "k"
const SCRIPT = "const page = 1;\n".repeat(500)

let folder: string
let door: BrowserDoor
let nowMs = 1_800_000_000_000
let log: ReturnType<typeof fakeLog>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "glimmer-door-"))
  await mkdir(join(folder, "page/assets"), { recursive: true })
  await writeFile(join(folder, "page/index.html"), "<!doctype html><title>page</title>")
  await writeFile(join(folder, "page/assets/index-a1B2c3D4.js"), SCRIPT)
  await writeFile(join(folder, "page/mark.svg"), "<svg/>")
  await writeFile(join(folder, "secret.txt"), "secret")
  await symlink(join(folder, "secret.txt"), join(folder, "page/link.txt"))
  door = await openDoor()
})
afterEach(async () => {
  await door.close()
  await rm(folder, { recursive: true, maxRetries: 5 })
})

async function openDoor(options: { port?: number; host?: string } = {}) {
  log = fakeLog()
  return openBrowserDoor({
    rendererFolder: join(folder, "page"),
    token: TOKEN,
    serve: socketWire(makeRouter(fakeServices().services), log),
    clock: { now: () => nowMs },
    log,
    ...options,
  })
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request with every header in our hand; `fetch` would repair some and refuse others. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: door.port, host: "127.0.0.1", path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on("error", reject)
    sent.end(body)
  })
}

const own = () => `http://127.0.0.1:${door.port}`
const bearer = { authorization: `Bearer ${TOKEN}` }
const exchange = (token: string, headers: Record<string, string> = {}) =>
  ask("/session", { "content-type": "application/json", ...headers }, "POST", JSON.stringify({ token }))

async function enter(): Promise<string> {
  const answer = await exchange(TOKEN, { origin: own() })
  return String(answer.headers["set-cookie"]).split(";")[0]!
}

/** The status of an upgrade; 101 when it came through. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${door.port}${path}`, { headers })
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

describe("the way in", () => {
  it("leads from the printed address over the exchange to the page and its socket", async () => {
    expect(door.enterAddress).toBe(`${own()}/enter#${TOKEN}`)
    expect((await ask("/enter")).body).toContain("/enter.js")
    const cookie = await enter()
    expect((await ask("/", { cookie })).body).toContain("<title>page")
    expect(await upgrade("/rpc", { cookie, origin: own() })).toBe(101)
    expect((await ask("/session", { cookie })).status).toBe(204)
  })

  it("tells those without a session in both languages how to get in, and nothing else", async () => {
    const answer = await ask("/", { accept: "text/html,*/*" })
    expect(answer.status).toBe(401)
    expect(answer.body).toContain("npm start")
    expect(answer.body).toMatch(/lang="zh-CN"[^]*lang="en"/)
    expect(answer.body).not.toContain(TOKEN)
  })

  it("lets programs in with the token", async () => {
    expect((await ask("/", bearer)).status).toBe(200)
    expect(await upgrade("/rpc", bearer)).toBe(101)
  })

  it("keeps a session over a restart on the same port", async () => {
    const cookie = await enter()
    const { port } = door
    await door.close()
    door = await openDoor({ port })
    expect((await ask("/", { cookie })).status).toBe(200)
  })
})

describe("strangers", () => {
  it.each<[string, () => Promise<number>, number]>([
    ["no token", async () => (await ask("/assets/index-a1B2c3D4.js")).status, 401],
    ["a wrong token", async () => (await ask("/", { authorization: "Bearer wrong" })).status, 401],
    ["a wrong token in the exchange", async () => (await exchange("x".repeat(43))).status, 401],
    ["the right token in the query", async () => (await ask(`/?token=${TOKEN}`)).status, 401],
    ["a foreign Host", async () => (await ask("/", { ...bearer, host: "evil.example" })).status, 421],
    ["a foreign Origin", async () => (await exchange(TOKEN, { origin: "https://evil.example" })).status, 403],
    [
      "a form from anywhere",
      async () =>
        (await ask("/session", { "content-type": "text/plain" }, "POST", JSON.stringify({ token: TOKEN })))
          .status,
      415,
    ],
    [
      "a CORS preflight",
      async () => (await ask("/session", { origin: "https://evil.example" }, "OPTIONS")).status,
      403,
    ],
    [
      "a preflight of our own origin",
      async () => (await ask("/session", { origin: own() }, "OPTIONS")).status,
      405,
    ],
    ["a body of any size", async () => (await exchange("x".repeat(5000))).status, 413],
    ["a body that is no JSON", async () => (await ask("/session", JSON_TYPE, "POST", "{")).status, 400],
    [
      "a body with more than a token",
      async () => (await ask("/session", JSON_TYPE, "POST", '{"token":"a","b":1}')).status,
      400,
    ],
    ["a socket without token", () => upgrade("/rpc", { origin: own() }), 401],
    [
      "a socket with a wrong token",
      () => upgrade("/rpc", { authorization: `Bearer ${"x".repeat(43)}` }),
      401,
    ],
    ["a socket of another page", () => upgrade("/rpc", { ...bearer, origin: "http://evil.example" }), 403],
    ["a socket to a foreign Host", () => upgrade("/rpc", { ...bearer, host: "evil.example" }), 421],
    ["a socket elsewhere", () => upgrade("/other", bearer), 404],
  ])("are turned away: %s", async (_what, knock, status) => {
    expect(await knock()).toBe(status)
  })

  it("are turned away with the cookie of another port", async () => {
    const cookie = await enter()
    const renamed = cookie.replace(/^glimmer-\d+/, "glimmer-1")
    expect((await ask("/", { cookie: renamed })).status).toBe(401)
    expect((await ask("/", { cookie, host: "127.0.0.1:1" })).status).toBe(401)
  })

  it("are told that their body is too large while they are still sending it", async () => {
    const socket = connect({ port: door.port, host: "127.0.0.1" })
    socket.write(
      `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nContent-Type: application/json\r\n` +
        `Content-Length: 1000000\r\n\r\n${"x".repeat(5000)}`,
    )
    const [answer] = await once(socket, "data")
    expect(String(answer)).toMatch(/^HTTP\/1.1 413 /)
    socket.destroy()
  })

  it("hear of no CORS permission", async () => {
    const answer = await ask("/session", { origin: own() }, "OPTIONS")
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([])
  })

  it("have to wait after ten wrong tokens, even with the right one, and no longer than a minute", async () => {
    for (let guess = 0; guess < 10; guess++) expect((await exchange("x".repeat(43))).status).toBe(401)
    const answer = await exchange(TOKEN)
    expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "60"])
    expect((await ask("/", bearer)).status).toBe(429)
    nowMs += 61_000
    expect((await exchange(TOKEN)).status).toBe(204)
  })

  it("wait for guesses in the header as well", async () => {
    for (let guess = 0; guess < 10; guess++) await ask("/", { authorization: "Bearer wrong" })
    expect((await ask("/", { authorization: "Bearer wrong" })).status).toBe(429)
  })

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/link.txt",
    "//secret.txt",
    "/assets/..\\..\\secret.txt",
  ])("find no way out of the page's folder: %s", async (path) => {
    const answer = await rawGet(path)
    expect(answer).toMatch(/^HTTP\/1.1 404/)
    expect(answer.endsWith("secret")).toBe(false)
  })

  it("leave no token in the log, whatever they do with it", async () => {
    await enter()
    await exchange("x".repeat(43))
    await ask(`/?token=${TOKEN}`)
    await ask("/", { authorization: `Bearer ${TOKEN}x` })
    await upgrade("/rpc", { authorization: `Bearer ${TOKEN}` })
    expect(log.lines.length).toBeGreaterThan(2)
    expect(JSON.stringify(log.lines)).not.toContain(TOKEN)
  })
})

describe("the page", () => {
  it("is sent with rules that let it be what it is and nothing more", async () => {
    const { headers } = await ask("/", bearer)
    const policy = String(headers["content-security-policy"])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${door.port} `)
    expect(headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "no-cache",
      "content-type": "text/html; charset=utf-8",
    })
  })

  it("keeps hashed files for good, and asks again for others", async () => {
    const script = await ask("/assets/index-a1B2c3D4.js", bearer)
    expect(script.headers["cache-control"]).toBe("private, max-age=31536000, immutable")
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8")
    expect(script.body).toBe(SCRIPT)
    const mark = await ask("/mark.svg", bearer)
    expect(mark.headers["cache-control"]).toBe("no-cache")
    const again = await ask("/mark.svg", { ...bearer, "if-none-match": String(mark.headers["etag"]) })
    expect([again.status, again.body]).toEqual([304, ""])
  })

  it("travels compressed where that is understood", async () => {
    const answer = await fetch(`${own()}/assets/index-a1B2c3D4.js`, { headers: bearer })
    expect(answer.headers.get("content-encoding")).toBe("gzip")
    expect(await answer.text()).toBe(SCRIPT)
  })

  it("answers HEAD without a body, and a place within the page with the page", async () => {
    const head = await ask("/", bearer, "HEAD")
    expect([head.status, head.body]).toEqual([200, ""])
    expect((await ask("/chat/17", bearer)).body).toContain("<title>page")
    expect((await ask("/nothing.js", bearer)).status).toBe(404)
  })
})

const askedAs = (host: string) => ask("/", { ...bearer, host })

describe("the port", () => {
  it("is another one when the preferred one is taken", async () => {
    const second = await openDoor()
    expect(second.port).not.toBe(door.port)
    await second.close()
  })

  it("is the one a person asked for, or a problem", async () => {
    await expect(openDoor({ port: door.port })).rejects.toMatchObject({
      problem: { code: "port-in-use", values: { port: door.port } },
    })
  })

  it("answers to other names and addresses only when a person opened it for others", async () => {
    expect((await askedAs("192.168.7.7:4145")).status).toBe(421)
    await door.close()
    door = await openDoor({ host: "0.0.0.0" })
    expect((await askedAs("192.168.7.7:4145")).status).toBe(200)
    expect((await askedAs(hostname())).status).toBe(200)
    expect((await askedAs("evil.example")).status).toBe(421)
    expect(door.address).not.toContain("0.0.0.0")
  })

  it("closes for good, also against a caller who comes in meanwhile and one who does not let go", async () => {
    await door.close()
    // A port that nobody else wants: the usual one may be taken the moment it is free.
    door = await openDoor({ port: 0 })
    const lingering = new WebSocket(`ws://127.0.0.1:${door.port}/rpc`, { headers: bearer })
    await once(lingering, "open")
    lingering.pause()
    const late = connect({ port: door.port, host: "127.0.0.1" })
    late.write(`GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n`)
    await once(late, "connect")
    const closing = door.close()
    late.write(
      `Authorization: Bearer ${TOKEN}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${"A".repeat(22)}==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    await closing
    await expect(fetch(door.address)).rejects.toThrow("fetch failed")
    late.destroy()
    lingering.terminate()
    door = await openDoor()
  })

  it("answers on 127.0.0.1 alone", async () => {
    const outside = connect({ port: door.port, host: "127.0.0.2" })
    const [error] = await once(outside, "error")
    expect(error).toMatchObject({ code: "ECONNREFUSED" })
  })
})

const JSON_TYPE = { "content-type": "application/json" }

/** A request whose path nobody tidies up on the way. */
async function rawGet(path: string): Promise<string> {
  const socket = connect({ port: door.port, host: "127.0.0.1" })
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nAuthorization: Bearer ${TOKEN}\r\nConnection: close\r\n\r\n`,
  )
  let text = ""
  for await (const chunk of socket) text += String(chunk)
  return text
}
