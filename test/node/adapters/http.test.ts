import { readFileSync } from "node:fs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib"
import { describe, expect, it, onTestFinished } from "vitest"
import { createHttp } from "#node/adapters/http"
import { FileServer, type FileServerOptions } from "../../fakes/file-server"
import { fakeLog } from "../../fakes/ports"
import { startProxy } from "../../fakes/proxy-server"
import { faultOf } from "./http-fault-expected"

const TLS = join(import.meta.dirname, "../../fixtures/tls")
const tls = { cert: readFileSync(join(TLS, "server.pem")), key: readFileSync(join(TLS, "server.key")) }

const http = (environment: Record<string, string> = {}) => createHttp({ environment, log: fakeLog() })

async function files(options: FileServerOptions = {}): Promise<FileServer> {
  const server = await FileServer.start(options)
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

async function serverThat(
  answers: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answers)
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function read(url: string): Promise<string> {
  const response = await http().request({ method: "GET", url, idleTimeoutMs: 500 })
  return response.text()
}

function through(proxy: string): Record<string, string> {
  return { http_proxy: proxy, https_proxy: proxy, SSL_CERT_FILE: join(TLS, "ca.pem") }
}

describe("http", () => {
  it("posts a body and gives status, headers and text", async () => {
    const origin = await serverThat((request, response) => {
      request.setEncoding("utf8")
      void once(request, "data").then(([text]) =>
        response
          .writeHead(201, { "x-told": "yes", "set-cookie": ["a", "b"] })
          .end(`${request.method} 你好 ${String(text)}`),
      )
    })
    const response = await http().request({ method: "POST", url: `${origin}/a`, body: '{"text":"嗨"}' })
    expect([response.status, response.headers["x-told"], response.headers["set-cookie"]]).toEqual([
      201,
      "yes",
      "a, b",
    ])
    expect(await response.text()).toBe('POST 你好 {"text":"嗨"}')
  })

  it("gives the text of an answer that was squeezed although nobody asked for it", async () => {
    const origin = await serverThat((request, response) => {
      const encoding = request.url?.slice(1) ?? ""
      const squeeze = encoding === "br" ? brotliCompressSync : encoding === "gzip" ? gzipSync : deflateSync
      response.writeHead(200, { "content-encoding": encoding }).end(squeeze('{"答":"好"}'))
    })
    for (const encoding of ["gzip", "deflate", "br"]) {
      expect(await read(`${origin}/${encoding}`)).toBe('{"答":"好"}')
    }
  })

  it("gives a stream piece by piece, as it comes", async () => {
    const answers: ServerResponse[] = []
    const origin = await serverThat((_, answer) => {
      answers.push(answer)
      answer.write("data: one\n\n")
    })
    const response = await http().request({ method: "GET", url: origin })
    const seen: string[] = []
    for await (const piece of response.body) {
      seen.push(Buffer.from(piece).toString())
      answers[0]?.end("data: two\n\n")
    }
    expect(seen).toEqual(["data: one\n\n", "data: two\n\n"])
  })

  it("follows redirects, tells where it ended, and keeps the key of one server from another", async () => {
    const storage = await files()
    storage.serve("/b", 5)
    const hub = await files()
    hub.plan("/a", { kind: "status", status: 302, headers: { location: storage.url("/b") } })
    const headers = { Authorization: "Bearer secret" }
    const response = await http().request({ method: "GET", url: hub.url("/a"), headers })
    expect([response.status, response.url]).toEqual([200, storage.url("/b")])
    expect(storage.requests[0]?.headers.authorization).toBeUndefined()
    hub.plan("/a", { kind: "status", status: 302, headers: { location: "/b" } })
    const stayed = await http().request({
      method: "GET",
      url: hub.url("/a"),
      headers,
      followRedirects: false,
    })
    expect([stayed.status, stayed.headers["location"]]).toEqual([302, "/b"])
  })

  it("gives up on redirects in a circle", async () => {
    const origin = await serverThat((_, response) => void response.writeHead(302, { location: "/" }).end())
    expect(await faultOf(http().request({ method: "GET", url: origin }))).toBe("malformed")
  })

  it("tells silence, broken answers and nobody at home apart", async () => {
    const server = await files()
    server.serve("/a", 500_000)
    server.plan("/a", { kind: "stall", afterBytes: 1000 })
    server.plan("/a", { kind: "drop", afterBytes: 1000 })
    expect(await faultOf(read(server.url("/a")))).toBe("stalled")
    expect(await faultOf(read(server.url("/a")))).toBe("dropped")
    expect(await faultOf(read("http://127.0.0.1:9/"))).toBe("unreachable")
    expect(await faultOf(read("http://no-such-host.invalid/"))).toBe("name")
  })

  it("ends with the reason of the signal", async () => {
    const server = await files()
    server.serve("/a", 500_000)
    server.plan("/a", { kind: "stall", afterBytes: 1000 })
    const stop = new AbortController()
    const response = await http().request({ method: "GET", url: server.url("/a"), signal: stop.signal })
    const reading = response.text()
    stop.abort(new Error("enough"))
    await expect(reading).rejects.toThrow("enough")
  })

  it("believes only certificates that somebody vouches for", async () => {
    const server = await files({ tls })
    server.serve("/a", 5)
    const url = server.url("/a")
    expect(await faultOf(http().request({ method: "GET", url }))).toBe("certificate")
    const trusting = http({ SSL_CERT_FILE: join(TLS, "ca.pem") })
    expect((await trusting.request({ method: "GET", url })).status).toBe(200)
  })

  it.each([
    ["plain", {}],
    ["secure", { tls }],
  ] as const)("goes through the proxy (%s), and around it for this machine", async (_, options) => {
    const server = await files(options)
    server.serve("/a", 5)
    const proxy = await startProxy({ password: "me:secret" })
    onTestFinished(proxy.close)
    const ask = { method: "GET", url: server.url("/a") } as const
    expect(await faultOf(http(through(proxy.url)).request(ask))).toBe("proxy")
    const known = http(through(proxy.url.replace("//", "//me:secret@")))
    expect((await known.request(ask)).status).toBe(200)
    expect(proxy.seen).toHaveLength(2)
    expect((await known.request({ ...ask, direct: true })).status).toBe(200)
    // A program that used to be the proxy: the server is not to blame.
    const gone = http(through("http://127.0.0.1:9")).request(ask)
    await expect(gone).rejects.toMatchObject({
      problem: { code: "proxy-unreachable", values: { index: "127.0.0.1:9" } },
    })
    expect(proxy.seen).toHaveLength(2)
  })
})
