import type { Ports } from "../ports"

/** A proxy to go through. */
export interface Proxy {
  readonly url: URL
  /** Value of `Proxy-Authorization`, from the user and password in its address. */
  readonly authorization: string | null
}

/**
 * The proxy for an address as the environment wants it: `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`,
 * lower case before upper case as curl does. Null: go there directly. SOCKS proxies are not spoken.
 */
export function proxyFor(url: URL, environment: Ports["environment"]): Proxy | null {
  if (isExempt(url, variable(environment, "no_proxy"))) return null
  const named = variable(environment, url.protocol === "https:" ? "https_proxy" : "http_proxy")
  const address = [named, variable(environment, "all_proxy")].map(asHttpUrl).find((one) => one !== null)
  return address === undefined || address === null
    ? null
    : { url: address, authorization: basicAuthorization(address) }
}

/** `Basic …` from the user and password in an address; null when there are none. */
export function basicAuthorization(url: URL): string | null {
  if (url.username === "" && url.password === "") return null
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return `Basic ${Buffer.from(credentials).toString("base64")}`
}

/** Host without the brackets of an IPv6 address, lower case, without a final dot. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(?<address>.+)\]$/, "$<address>").replace(/\.$/, "")
}

/** Port, also where the address leaves it out. */
export function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port)
}

function variable(environment: Ports["environment"], name: string): string {
  return environment[name] ?? environment[name.toUpperCase()] ?? ""
}

function asHttpUrl(text: string): URL | null {
  if (text === "") return null
  const url = URL.parse(text.includes("://") ? text : `http://${text}`)
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") ? url : null
}

function isExempt(url: URL, list: string): boolean {
  const host = bareHost(url)
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => covers(entry.toLowerCase(), host, portOf(url)))
}

/** `example.com` and `.example.com` cover the domain and all below it, `*` everything; a port narrows it. */
function covers(entry: string, host: string, port: number): boolean {
  const [, bracketed, plain, entryPort] = /^(?:\[(.+)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(entry) ?? []
  if (entryPort !== undefined && Number(entryPort) !== port) return false
  const name = (bracketed ?? plain ?? entry).replace(/^\*?\./, "").replace(/\.$/, "")
  return name === "*" || name === host || host.endsWith(`.${name}`)
}
