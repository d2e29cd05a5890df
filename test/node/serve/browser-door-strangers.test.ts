import { once } from "node:events"
import { connect } from "node:net"
import { describe, expect, it } from "vitest"
import { bearer, doorBench, TOKEN } from "./door-bench"

// The usual port is for the tests that close a door and want the same port again.
const { at, ask, own, exchange, enter, upgrade } = doorBench({ port: 0 })

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
    const socket = connect({ port: at.door.port, host: "127.0.0.1" })
    socket.write(
      `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${at.door.port}\r\nContent-Type: application/json\r\n` +
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
    at.nowMs += 61_000
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
    expect(at.log.lines.length).toBeGreaterThan(2)
    expect(JSON.stringify(at.log.lines)).not.toContain(TOKEN)
  })
})

const JSON_TYPE = { "content-type": "application/json" }

/** A request whose path nobody tidies up on the way. */
async function rawGet(path: string): Promise<string> {
  const socket = connect({ port: at.door.port, host: "127.0.0.1" })
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${at.door.port}\r\nAuthorization: Bearer ${TOKEN}\r\nConnection: close\r\n\r\n`,
  )
  let text = ""
  for await (const chunk of socket) text += String(chunk)
  return text
}
