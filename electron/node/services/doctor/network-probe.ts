import { HUB_ADDRESSES } from "#common/data/mirrors"
import { type Problem, problemOf } from "#common/domain/problem"
import type { Clock, Http } from "../../ports"

/** How one server answered. */
export interface ServerProbe {
  readonly host: string
  readonly secure: boolean
  /** Null when it answered, whatever it said. */
  readonly problem: Problem | null
  /** What its clock says, ms since 1970; null where it did not tell. */
  readonly dateMs: number | null
  readonly tookMs: number
}

/** How the servers answered that Glimmer fetches from. */
export interface NetworkProbe {
  /** Null where this machine's own default index is used and nothing tells which that is. */
  readonly index: ServerProbe | null
  /** The hubs, in the order of {@link HUB_ADDRESSES}. */
  readonly hubs: readonly ServerProbe[]
  /** When the answers were read, ms since 1970. */
  readonly atMs: number
}

/** A server silent for this long is out of reach, ms. */
const SILENCE_MS = 2400

/** Asks the index and the hubs for nothing but a head, all at once. */
export async function probeNetwork(
  ports: { readonly http: Http; readonly clock: Clock },
  indexUrl: string | null,
  signal: AbortSignal,
): Promise<NetworkProbe> {
  const [index, ...hubs] = await Promise.all([
    indexUrl === null ? null : probe(ports, indexUrl, signal),
    ...Object.values(HUB_ADDRESSES).map((url) => probe(ports, url, signal)),
  ])
  return { index, hubs: hubs.filter((hub) => hub !== null), atMs: ports.clock.now() }
}

async function probe(
  { http, clock }: { readonly http: Http; readonly clock: Clock },
  url: string,
  signal: AbortSignal,
): Promise<ServerProbe> {
  const startedAtMs = clock.now()
  const { host, protocol } = new URL(url)
  const about = { host, secure: protocol === "https:" }
  try {
    const response = await http.request({
      method: "HEAD",
      url,
      signal,
      idleTimeoutMs: SILENCE_MS,
      followRedirects: false,
    })
    await response.cancel()
    const dateMs = Date.parse(response.headers["date"] ?? "")
    const tookMs = clock.now() - startedAtMs
    return { ...about, problem: null, dateMs: Number.isNaN(dateMs) ? null : dateMs, tookMs }
  } catch (error) {
    return { ...about, problem: problemOf(error), dateMs: null, tookMs: clock.now() - startedAtMs }
  }
}
