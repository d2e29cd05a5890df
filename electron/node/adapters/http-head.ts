/** The head of an answer, as it came over the wire. */
export interface ResponseHead {
  readonly status: number
  /** Names in lower case; repeated ones joined. */
  readonly headers: Readonly<Record<string, string>>
  /** HTTP/1.1 without `Connection: close`. */
  readonly keepAlive: boolean
}

/** How the end of a body is known. */
export type Framing =
  | { readonly kind: "length"; readonly bytes: number }
  | { readonly kind: "chunked" }
  /** The body ends where the connection does. */
  | { readonly kind: "close" }

/** More is no head of an honest server. */
export const MOST_HEAD_BYTES = 64 * 1024

/** The request as text. Errors when a header holds a line break: nobody may write a request into another one. */
export function requestHead(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const broken = [target, ...lines].find((line) => /[\r\n\0]/.test(line))
  if (broken !== undefined) throw new Error("a line break in a request header")
  return Buffer.from([`${method} ${target} HTTP/1.1`, ...lines, "", ""].join("\r\n"), "latin1")
}

/** Where the head ends and the body begins; null while it is not whole. */
export function headEnd(bytes: Uint8Array): number | null {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf("\r\n\r\n")
  return at === -1 ? null : at + 4
}

/** Reads a whole head; null when it is not HTTP. */
export function parseHead(bytes: Uint8Array): ResponseHead | null {
  const [first = "", ...lines] = Buffer.from(bytes).toString("latin1").split("\r\n")
  const [, minor, status] = /^HTTP\/1\.(\d) (\d{3})(?: |$)/.exec(first) ?? []
  if (minor === undefined || status === undefined) return null
  const headers: Record<string, string> = {}
  for (const line of lines) {
    if (line === "") continue
    const colon = line.indexOf(":")
    const name = line.slice(0, colon).toLowerCase()
    if (colon < 1 || /\s/.test(name)) return null
    const value = line.slice(colon + 1).trim()
    const former = headers[name]
    headers[name] = former === undefined ? value : `${former}, ${value}`
  }
  const connection = headers["connection"]?.toLowerCase() ?? ""
  const keepAlive = minor === "1" ? !/\bclose\b/.test(connection) : /\bkeep-alive\b/.test(connection)
  return { status: Number(status), headers, keepAlive }
}

/** How the body of an answer to a GET is delimited (RFC 9112, 6.3); null when the head contradicts itself. */
export function framingOf(head: ResponseHead): Framing | null {
  if (head.status === 204 || head.status === 304) return { kind: "length", bytes: 0 }
  const encoding = head.headers["transfer-encoding"]
  if (encoding !== undefined) return /^\s*chunked\s*$/i.test(encoding) ? { kind: "chunked" } : null
  const length = head.headers["content-length"]
  if (length === undefined) return { kind: "close" }
  // Said twice, the same both times, it still counts.
  const [bytes, ...others] = new Set(length.split(",").map((one) => one.trim()))
  return bytes !== undefined && others.length === 0 && /^\d+$/.test(bytes)
    ? { kind: "length", bytes: Number(bytes) }
    : null
}
