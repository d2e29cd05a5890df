import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createServer, type Socket } from "node:net"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { createHttpBodies } from "#node/adapters/http-bodies"
import type { HttpBody } from "#node/ports"
import { FileServer, type FileServerOptions } from "../../fakes/file-server"
import { fakeLog } from "../../fakes/ports"
import { faultOf } from "./http-fault-expected"
import { startProxy } from "../../fakes/proxy-server"

const TLS = join(import.meta.dirname, "../../fixtures/tls")
const tls = { cert: readFileSync(join(TLS, "server.pem")), key: readFileSync(join(TLS, "server.key")) }

async function start(options: FileServerOptions = {}): Promise<FileServer> {
  const server = await FileServer.start(options)
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

function bodies(environment: Record<string, string> = {}) {
  return createHttpBodies({ environment, log: fakeLog() })
}

async function readAll(body: HttpBody): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for (let piece = await body.next(); piece !== null; piece = await body.next()) {
    parts.push(piece.bytes.slice())
    piece.release()
  }
  body.close()
  return Buffer.concat(parts)
}

/** A server that answers every request with raw bytes. */
async function rawServer(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined)
    socket.once("data", () => answer(socket))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`
}

describe("downloads over HTTP", () => {
  it("give the bytes of the range, and the connection carries the next request", async () => {
    const server = await start()
    const content = server.serve("/a", 3_000_000)
    const http = bodies()
    for (let round = 0; round < 5; round++) {
      const from = round * 500_000
      const body = await http.open({
        method: "GET",
        url: server.url("/a"),
        headers: { Range: `bytes=${from}-${from + 899_999}` },
      })
      expect(body.status).toBe(206)
      const bytes = await readAll(body)
      expect(bytes.length).toBe(Math.min(900_000, 3_000_000 - from))
      expect(content.differsAt(bytes, from)).toBeNull()
    }
    expect(server.connections).toBe(1)
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("identity")
  })

  it.each(["chunked", "close"] as const)("read a body without a length (%s)", async (framing) => {
    const server = await start()
    const content = server.serve("/a", 2_000_000)
    server.plan("/a", { kind: "no-length", framing })
    const bytes = await readAll(await bodies().open({ method: "GET", url: server.url("/a") }))
    expect(bytes.length).toBe(2_000_000)
    expect(content.differsAt(bytes, 0)).toBeNull()
  })

  it("tell a body that broke off, after giving what came of it", async () => {
    const server = await start()
    server.serve("/a", 2_000_000)
    server.plan("/a", { kind: "drop", afterBytes: 700_000 })
    const body = await bodies().open({ method: "GET", url: server.url("/a") })
    let received = 0
    const reading = (async () => {
      for (let piece = await body.next(); piece !== null; piece = await body.next()) {
        received += piece.bytes.length
        piece.release()
      }
    })()
    expect(await faultOf(reading)).toBe("dropped")
    expect(received).toBe(700_000)
  })

  it("notice silence", async () => {
    const server = await start()
    server.serve("/a", 2_000_000)
    server.plan("/a", { kind: "stall", afterBytes: 100_000 })
    const body = await bodies().open({ method: "GET", url: server.url("/a"), idleTimeoutMs: 300 })
    expect(await faultOf(readAll(body))).toBe("stalled")
  })

  it("end at once when aborted, with the reason given", async () => {
    const server = await start()
    server.serve("/a", 2_000_000)
    server.plan("/a", { kind: "stall", afterBytes: 10 })
    const stop = new AbortController()
    const body = await bodies().open({ method: "GET", url: server.url("/a"), signal: stop.signal })
    const reading = readAll(body)
    stop.abort(new Error("enough"))
    await expect(reading).rejects.toThrow("enough")
  })

  it("ask again when a resting connection turns out to be dead", async () => {
    const server = await start()
    server.serve("/a", 1000)
    const http = bodies()
    await readAll(await http.open({ method: "GET", url: server.url("/a") }))
    // The next request on it is answered by hanging up, as servers do whose keep-alive time is over.
    server.plan("/a", { kind: "drop", afterBytes: -1 })
    expect(await readAll(await http.open({ method: "GET", url: server.url("/a") }))).toHaveLength(1000)
  })

  it("do not ask again when a fresh connection is dead: that is the caller's to decide", async () => {
    const server = await start()
    server.plan("/a", { kind: "drop", afterBytes: -1 })
    expect(await faultOf(bodies().open({ method: "GET", url: server.url("/a") }))).toBe("dropped")
  })

  it("follow redirects and show the key of one server to no other", async () => {
    const storage = await start()
    storage.serve("/weights", 5000)
    const hub = await start()
    hub.redirect("/resolve", "/weights")
    hub.serve("/weights", 5000)
    hub.plan("/elsewhere", { kind: "status", status: 302, headers: { location: storage.url("/weights") } })
    const headers = { authorization: "Bearer secret" }
    const near = await bodies().open({ method: "GET", url: hub.url("/resolve"), headers })
    expect(await readAll(near)).toHaveLength(5000)
    expect(near.url).toContain("/signed/weights?")
    expect(hub.requests.at(-1)?.headers.authorization).toBe("Bearer secret")
    expect(
      await readAll(await bodies().open({ method: "GET", url: hub.url("/elsewhere"), headers })),
    ).toHaveLength(5000)
    expect(storage.requests.at(-1)?.headers.authorization).toBeUndefined()
  })

  it("send user and password of the address as a header", async () => {
    const server = await start()
    server.serve("/a", 10)
    const url = server.url("/a").replace("//", "//me:p%40ss@")
    await readAll(await bodies().open({ method: "GET", url }))
    expect(server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from("me:p@ss").toString("base64")}`,
    )
  })

  it.each<[string, string, string]>([
    ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "malformed"],
    ["an answer cut within its head", "HTTP/1.1 200 OK\r\nContent-", "dropped"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "malformed"],
    [
      "a proxy in the way",
      "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
      "proxy",
    ],
  ])("take %s for a fault", async (_, answer, kind) => {
    const url = await rawServer((socket) => socket.end(answer))
    expect(await faultOf(bodies().open({ method: "GET", url }))).toBe(kind)
  })

  it("skip announcements before the answer", async () => {
    const url = await rawServer((socket) =>
      socket.end("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"),
    )
    const fault = await faultOf(bodies().open({ method: "GET", url })).catch(() => "none")
    expect(fault).toBe("none")
  })

  it.each([
    ["a port where nobody listens", "http://127.0.0.1:9/", "unreachable"],
    ["a name without address", "http://no-such-host.invalid/", "name"],
  ])("take %s for a fault", async (_, url, kind) => {
    expect(await faultOf(bodies().open({ method: "GET", url }))).toBe(kind)
  })
})

describe("downloads over HTTPS", () => {
  it("refuse a certificate that nobody vouches for", async () => {
    const server = await start({ tls })
    expect(await faultOf(bodies().open({ method: "GET", url: server.url("/a") }))).toBe("certificate")
  })

  it.each(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])(
    "trust what %s names",
    async (name) => {
      const server = await start({ tls })
      const content = server.serve("/a", 3_000_000)
      const http = bodies({ [name]: join(TLS, "ca.pem") })
      for (const host of ["localhost", "127.0.0.1"]) {
        const bytes = await readAll(
          await http.open({ method: "GET", url: server.url("/a").replace("127.0.0.1", host) }),
        )
        expect([bytes.length, content.differsAt(bytes, 0)]).toEqual([3_000_000, null])
      }
    },
  )

  it("go on without a certificate file that is not there, and say so in the log", async () => {
    const server = await start()
    server.serve("/a", 10)
    const log = fakeLog()
    const http = createHttpBodies({ environment: { SSL_CERT_FILE: "/nowhere/ca.pem" }, log })
    expect(await readAll(await http.open({ method: "GET", url: server.url("/a") }))).toHaveLength(10)
    const secure = await start({ tls })
    expect(await faultOf(http.open({ method: "GET", url: secure.url("/a") }))).toBe("certificate")
    expect(log.lines.map((line) => line.message)).toEqual(["certificates cannot be read"])
  })
})

const environment = (proxy: string) => ({
  http_proxy: proxy,
  https_proxy: proxy,
  SSL_CERT_FILE: join(TLS, "ca.pem"),
})

describe("downloads through a proxy", () => {
  it.each([
    ["plain", {}, "GET"],
    ["secure", { tls }, "CONNECT"],
  ] as const)("%s: the bytes arrive and the proxy saw the request", async (_, options, method) => {
    const server = await start(options)
    const content = server.serve("/a", 3_000_000)
    const proxy = await startProxy()
    onTestFinished(proxy.close)
    const http = bodies(environment(proxy.url))
    for (let round = 0; round < 2; round++) {
      const bytes = await readAll(await http.open({ method: "GET", url: server.url("/a") }))
      expect([bytes.length, content.differsAt(bytes, 0)]).toEqual([3_000_000, null])
    }
    expect(proxy.seen[0]?.split(" ")[0]).toBe(method)
  })

  it("stay away from it for what runs on this machine", async () => {
    const server = await start()
    server.serve("/a", 10)
    const http = bodies({ http_proxy: "http://127.0.0.1:9" })
    expect(
      await readAll(await http.open({ method: "GET", url: server.url("/a"), direct: true })),
    ).toHaveLength(10)
  })

  it.each([
    ["plain", {}],
    ["secure", { tls }],
  ] as const)("%s: tell a proxy that wants a password, and send it when it is known", async (_, options) => {
    const server = await start(options)
    server.serve("/a", 10)
    const proxy = await startProxy({ password: "me:secret" })
    onTestFinished(proxy.close)
    const url = server.url("/a")
    expect(await faultOf(bodies(environment(proxy.url)).open({ method: "GET", url }))).toBe("proxy")
    const known = bodies(environment(proxy.url.replace("//", "//me:secret@")))
    expect(await readAll(await known.open({ method: "GET", url }))).toHaveLength(10)
    const gone = bodies(environment("http://127.0.0.1:9")).open({ method: "GET", url })
    await expect(gone).rejects.toMatchObject({ problem: { code: "proxy-unreachable" } })
  })
})
