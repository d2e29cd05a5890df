import { describe, expect, it } from "vitest"
import { framingOf, parseHead, requestHead } from "#node/adapters/http-head"

const head = (text: string) => parseHead(Buffer.from(text.replaceAll("\n", "\r\n")))

describe("the head of an answer", () => {
  it("is read with names in lower case and repeated headers joined", () => {
    expect(head("HTTP/1.1 206 Partial Content\nContent-Length: 5\nVia: a\nVIA:b\n\n")).toEqual({
      status: 206,
      headers: { "content-length": "5", via: "a, b" },
      keepAlive: true,
    })
  })

  it.each([
    ["HTTP/1.1 200 OK\nConnection: Close\n\n", false],
    ["HTTP/1.0 200 OK\n\n", false],
    ["HTTP/1.0 200 OK\nConnection: keep-alive\n\n", true],
    ["HTTP/1.1 200\n\n", true],
  ])("%j: the connection may be used again: %s", (text, keepAlive) => {
    expect(head(text)?.keepAlive).toBe(keepAlive)
  })

  it.each([
    "SSH-2.0-OpenSSH_9.2\n",
    "HTTP/2 200\n\n",
    "HTTP/1.1 200 OK\nno colon\n\n",
    "HTTP/1.1 200 OK\nbad name : x\n\n",
  ])("%j is no HTTP", (text) => {
    expect(head(text)).toBeNull()
  })

  it.each([
    ["HTTP/1.1 200 OK\nContent-Length: 7\n\n", { kind: "length", bytes: 7 }],
    ["HTTP/1.1 200 OK\nContent-Length: 7\nContent-Length: 7\n\n", { kind: "length", bytes: 7 }],
    // Two lengths: whoever believes one of them can be made to read the other's bytes as an answer.
    ["HTTP/1.1 200 OK\nContent-Length: 7\nContent-Length: 8\n\n", null],
    ["HTTP/1.1 200 OK\nContent-Length: 7\nTransfer-Encoding: chunked\n\n", { kind: "chunked" }],
    ["HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n", null],
    ["HTTP/1.1 200 OK\n\n", { kind: "close" }],
    ["HTTP/1.1 304 Not Modified\nContent-Length: 7\n\n", { kind: "length", bytes: 0 }],
  ])("%j ends its body by %j", (text, framing) => {
    expect(framingOf(head(text)!)).toEqual(framing)
  })
})

it("lets no header write a second request", () => {
  expect(() => requestHead("GET", "/", { "if-range": '"a"\r\nx: y' })).toThrow("line break")
  expect(Buffer.from(requestHead("GET", "/a", { host: "b" })).toString()).toBe(
    "GET /a HTTP/1.1\r\nhost: b\r\n\r\n",
  )
})
