const REDIRECTS = [301, 302, 303, 307, 308]

/** More is a circle. */
export const MOST_REDIRECTS = 10

/** Headers that are meant for one server and nobody else. */
const PRIVATE_HEADERS = ["authorization", "cookie", "proxy-authorization"]

/** Where an answer leads to; null when it is no redirect. Headers in lower case. */
export function redirectOf(status: number, location: string | undefined, from: URL): URL | null {
  return REDIRECTS.includes(status) && location !== undefined ? URL.parse(location, from.href) : null
}

/** The headers for the next hop: a key for one server is not shown to another. */
export function headersAfterRedirect(
  headers: Readonly<Record<string, string>>,
  from: URL,
  to: URL,
): Readonly<Record<string, string>> {
  if (from.origin === to.origin) return headers
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !PRIVATE_HEADERS.includes(name.toLowerCase())),
  )
}

/** Header names in lower case, the user and password of the address as `authorization`. */
export function requestHeaders(
  headers: Readonly<Record<string, string>> | undefined,
  authorization: string | null,
): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return authorization === null ? own : { authorization, ...own }
}
