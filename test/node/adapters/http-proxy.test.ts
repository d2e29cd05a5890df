import { describe, expect, it } from "vitest"
import { proxyFor } from "#node/adapters/http-proxy"

const way = (address: string, environment: Record<string, string>) => {
  const proxy = proxyFor(new URL(address), environment)
  return proxy === null ? "direct" : proxy.url.host
}

describe("the way to a server", () => {
  it.each<[string, string, Record<string, string>, string]>([
    ["nothing set", "https://hub.example/", {}, "direct"],
    ["https", "https://hub.example/", { HTTPS_PROXY: "http://proxy:3128" }, "proxy:3128"],
    ["http is another variable", "http://hub.example/", { HTTPS_PROXY: "http://proxy:3128" }, "direct"],
    [
      "lower case wins",
      "http://hub.example/",
      { http_proxy: "http://low:1", HTTP_PROXY: "http://up:1" },
      "low:1",
    ],
    ["without scheme", "http://hub.example/", { http_proxy: "proxy:8080" }, "proxy:8080"],
    ["all_proxy for the rest", "https://hub.example/", { ALL_PROXY: "http://all:1" }, "all:1"],
    [
      "SOCKS is not spoken, the other is",
      "https://hub.example/",
      { all_proxy: "socks5://s:1", https_proxy: "http://p:1" },
      "p:1",
    ],
    [
      "exempt by name",
      "https://hub.example/",
      { https_proxy: "http://p:1", no_proxy: "localhost,hub.example" },
      "direct",
    ],
    [
      "exempt by domain",
      "https://a.hub.example/",
      { https_proxy: "http://p:1", NO_PROXY: ".hub.example" },
      "direct",
    ],
    [
      "exempt by star",
      "https://a.hub.example/",
      { https_proxy: "http://p:1", NO_PROXY: "*.hub.example" },
      "direct",
    ],
    [
      "not exempt by accident",
      "https://badhub.example/",
      { https_proxy: "http://p:1", NO_PROXY: "hub.example" },
      "p:1",
    ],
    [
      "exempt at another port only",
      "https://hub.example/",
      { https_proxy: "http://p:1", NO_PROXY: "hub.example:8443" },
      "p:1",
    ],
    [
      "exempt at this port",
      "https://hub.example:8443/",
      { https_proxy: "http://p:1", NO_PROXY: "hub.example:8443" },
      "direct",
    ],
    ["exempt IPv6", "http://[::1]:8000/", { http_proxy: "http://p:1", NO_PROXY: "127.0.0.1 ::1" }, "direct"],
    [
      "exempt IPv6 at a port",
      "http://[::1]:8000/",
      { http_proxy: "http://p:1", NO_PROXY: "[::1]:8000" },
      "direct",
    ],
    ["everything exempt", "https://hub.example/", { https_proxy: "http://p:1", NO_PROXY: "*" }, "direct"],
    ["set to nothing", "https://hub.example/", { https_proxy: "" }, "direct"],
  ])("%s", (_, address, environment, expected) => {
    expect(way(address, environment)).toBe(expected)
  })

  it("carries user and password of the proxy, decoded", () => {
    const proxy = proxyFor(new URL("http://hub.example/"), { http_proxy: "http://me:p%40ss@proxy:3128" })
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`)
  })
})
