import { once } from "node:events"
import { connect } from "node:net"
import { hostname } from "node:os"
import { describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { bearer, doorBench, SCRIPT, TOKEN } from "./door-bench"

const { at, openDoor, ask, own, enter, upgrade } = doorBench()

describe("the way in", () => {
  it("leads from the printed address over the exchange to the page and its socket", async () => {
    expect(at.door.enterAddress).toBe(`${own()}/enter#${TOKEN}`)
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
    const { port } = at.door
    await at.door.close()
    at.door = await openDoor({ port })
    expect((await ask("/", { cookie })).status).toBe(200)
  })
})

describe("the page", () => {
  it("is sent with rules that let it be what it is and nothing more", async () => {
    const { headers } = await ask("/", bearer)
    const policy = String(headers["content-security-policy"])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${at.door.port} `)
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
    expect(second.port).not.toBe(at.door.port)
    await second.close()
  })

  it("is the one a person asked for, or a problem", async () => {
    await expect(openDoor({ port: at.door.port })).rejects.toMatchObject({
      problem: { code: "port-in-use", values: { port: at.door.port } },
    })
  })

  it("answers to other names and addresses only when a person opened it for others", async () => {
    expect((await askedAs("192.168.7.7:4145")).status).toBe(421)
    await at.door.close()
    at.door = await openDoor({ host: "0.0.0.0" })
    expect((await askedAs("192.168.7.7:4145")).status).toBe(200)
    expect((await askedAs(hostname())).status).toBe(200)
    expect((await askedAs("evil.example")).status).toBe(421)
    expect(at.door.address).not.toContain("0.0.0.0")
  })

  it("closes for good, also against a caller who comes in meanwhile and one who does not let go", async () => {
    await at.door.close()
    // A port that nobody else wants: the usual one may be taken the moment it is free.
    at.door = await openDoor({ port: 0 })
    const lingering = new WebSocket(`ws://127.0.0.1:${at.door.port}/rpc`, { headers: bearer })
    await once(lingering, "open")
    lingering.pause()
    const late = connect({ port: at.door.port, host: "127.0.0.1" })
    late.write(`GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${at.door.port}\r\n`)
    await once(late, "connect")
    const closing = at.door.close()
    late.write(
      `Authorization: Bearer ${TOKEN}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${"A".repeat(22)}==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    await closing
    await expect(fetch(at.door.address)).rejects.toThrow("fetch failed")
    late.destroy()
    lingering.terminate()
    at.door = await openDoor()
  })

  it("answers on 127.0.0.1 alone", async () => {
    const outside = connect({ port: at.door.port, host: "127.0.0.2" })
    const [error] = await once(outside, "error")
    expect(error).toMatchObject({ code: "ECONNREFUSED" })
  })
})
