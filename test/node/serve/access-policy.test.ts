import { describe, expect, it } from "vitest"
import { type DoorNames, judge, type Knock } from "#node/serve/access-policy"

const LOOPBACK: DoorNames = { names: [], anyAddress: false }
const OUTSIDE: DoorNames = { names: ["gpu-box", "gpu-box.local"], anyAddress: true }

/** A request of our own page with its session. */
const page: Knock = {
  kind: "request",
  method: "GET",
  path: "/",
  host: "127.0.0.1:4145",
  origin: undefined,
  fetchSite: "same-origin",
  fetchMode: "cors",
  credential: "session",
}
const socket: Knock = { ...page, kind: "upgrade", path: "/rpc", origin: "http://127.0.0.1:4145" }
const program: Knock = {
  ...page,
  kind: "upgrade",
  path: "/rpc",
  fetchSite: undefined,
  fetchMode: undefined,
  credential: "token",
}

describe("who may come in", () => {
  it.each<[string, Knock, DoorNames]>([
    ["our page", page, LOOPBACK],
    ["our page, called localhost", { ...page, host: "localhost:4145" }, LOOPBACK],
    ["our page, over IPv6", { ...page, host: "[::1]:4145" }, LOOPBACK],
    ["our page behind a tunnel that ends on another port", { ...page, host: "localhost:9000" }, LOOPBACK],
    ["a HEAD request", { ...page, method: "HEAD" }, LOOPBACK],
    ["our page's socket", socket, LOOPBACK],
    [
      "our page's socket behind a tunnel",
      { ...socket, host: "localhost:9000", origin: "http://localhost:9000" },
      LOOPBACK,
    ],
    [
      "our page's socket behind a proxy that adds TLS",
      { ...socket, origin: "https://127.0.0.1:4145" },
      LOOPBACK,
    ],
    ["a program with the token", program, LOOPBACK],
    ["the explaining page, to anybody", { ...page, path: "/enter", credential: "none" }, LOOPBACK],
    [
      "the exchange of the token, from our page",
      { ...page, method: "POST", path: "/session", origin: "http://127.0.0.1:4145", credential: "none" },
      LOOPBACK,
    ],
    [
      "a link on another site to the explaining page",
      { ...page, path: "/enter", fetchSite: "cross-site", fetchMode: "navigate", credential: "none" },
      LOOPBACK,
    ],
    ["another computer, when opened for others", { ...page, host: "192.168.1.20:4145" }, OUTSIDE],
    ["another computer by name, when opened for others", { ...page, host: "GPU-box.local:4145" }, OUTSIDE],
  ])("lets in %s", (_who, knock, names) => {
    expect(judge(knock, names)).toEqual({ allow: true })
  })

  it.each<[string, Knock, DoorNames, number, string]>([
    [
      "a name that was pointed at us (rebinding)",
      { ...page, host: "evil.example:4145" },
      LOOPBACK,
      421,
      "unknown-host",
    ],
    [
      "the same, when opened for others",
      { ...page, host: "evil.example:4145" },
      OUTSIDE,
      421,
      "unknown-host",
    ],
    [
      "a name that only looks like ours",
      { ...page, host: "localhost.evil.example" },
      LOOPBACK,
      421,
      "unknown-host",
    ],
    [
      "a host with a user in front",
      { ...page, host: "127.0.0.1@evil.example" },
      LOOPBACK,
      421,
      "unknown-host",
    ],
    ["no host at all", { ...page, host: undefined }, LOOPBACK, 421, "unknown-host"],
    [
      "an outside address, when not opened for others",
      { ...page, host: "192.168.1.20" },
      LOOPBACK,
      421,
      "unknown-host",
    ],
    [
      "a socket of another site",
      { ...socket, origin: "https://evil.example" },
      LOOPBACK,
      403,
      "foreign-origin",
    ],
    ["a socket of a page from disk", { ...socket, origin: "null" }, LOOPBACK, 403, "foreign-origin"],
    [
      "a socket of another program's page on this machine",
      { ...socket, origin: "http://127.0.0.1:8888" },
      LOOPBACK,
      403,
      "foreign-origin",
    ],
    [
      "a socket of localhost towards 127.0.0.1",
      { ...socket, origin: "http://localhost:4145" },
      LOOPBACK,
      403,
      "foreign-origin",
    ],
    [
      "a program with the token that names a foreign page",
      { ...program, origin: "https://evil.example" },
      LOOPBACK,
      403,
      "foreign-origin",
    ],
    [
      "a picture of ours on another site",
      { ...page, fetchSite: "cross-site", fetchMode: "no-cors" },
      LOOPBACK,
      403,
      "cross-site",
    ],
    [
      "the same from another port here",
      { ...page, fetchSite: "same-site", fetchMode: "no-cors" },
      LOOPBACK,
      403,
      "cross-site",
    ],
    [
      "the question of another site whether it may ask (CORS)",
      {
        ...page,
        method: "OPTIONS",
        origin: "https://evil.example",
        fetchSite: "cross-site",
        credential: "none",
      },
      LOOPBACK,
      403,
      "foreign-origin",
    ],
    [
      "the same question without a name",
      { ...page, method: "OPTIONS", credential: "none" },
      LOOPBACK,
      405,
      "method-not-allowed",
    ],
    ["a POST to anything but the exchange", { ...page, method: "POST" }, LOOPBACK, 405, "method-not-allowed"],
    ["DELETE", { ...page, method: "DELETE", path: "/session" }, LOOPBACK, 405, "method-not-allowed"],
    ["a socket on any other path", { ...socket, path: "/enter" }, LOOPBACK, 404, "no-socket-here"],
    ["a cookie without a page", { ...socket, origin: undefined }, LOOPBACK, 403, "origin-missing"],
    ["a socket with nothing", { ...socket, credential: "none" }, LOOPBACK, 401, "no-credential"],
    ["a page with nothing", { ...page, credential: "none" }, LOOPBACK, 401, "no-credential"],
    [
      "a path that begins like an open one",
      { ...page, path: "/enter.js/../", credential: "none" },
      LOOPBACK,
      401,
      "no-credential",
    ],
  ])("turns away %s", (_who, knock, names, status, reason) => {
    expect(judge(knock, names)).toEqual({ allow: false, status, reason })
  })
})
