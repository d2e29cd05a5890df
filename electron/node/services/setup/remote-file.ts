import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Http, RandomAccess } from "../../ports"

/** Bytes asked for at once: a zip directory is read in thousands of small steps, which would be as many requests. */
const BLOCK_BYTES = 256 * 1024

/**
 * A file on a server, read where needed. Errors: `index-unreachable` when the server answers no ranges or no
 * length.
 */
export async function openRemoteFile(http: Http, url: string, signal: AbortSignal): Promise<RandomAccess> {
  const bytes = await remoteLength(http, url, signal)
  const blocks = new Map<number, Promise<Uint8Array>>()
  const block = (index: number): Promise<Uint8Array> => {
    const known = blocks.get(index)
    if (known !== undefined) return known
    const from = index * BLOCK_BYTES
    const fetched = readRange(http, url, from, Math.min(from + BLOCK_BYTES, bytes) - 1, signal)
    blocks.set(index, fetched)
    return fetched
  }
  return {
    bytes,
    async read(position, length) {
      const result = new Uint8Array(length)
      let filled = 0
      while (filled < length) {
        const at = position + filled
        const data = await block(Math.floor(at / BLOCK_BYTES))
        const part = data.subarray(at % BLOCK_BYTES, (at % BLOCK_BYTES) + length - filled)
        if (part.length === 0) throw unreadable(url, `ended at ${at} of ${bytes} bytes`)
        result.set(part, filled)
        filled += part.length
      }
      return result
    },
  }
}

async function remoteLength(http: Http, url: string, signal: AbortSignal): Promise<number> {
  const response = await http.request({
    method: "GET",
    url,
    headers: { range: "bytes=0-0", "accept-encoding": "identity" },
    signal,
    idleTimeoutMs: 20_000,
  })
  await response.cancel()
  const total = /\/(?<total>\d+)$/u.exec(response.headers["content-range"] ?? "")?.groups?.["total"]
  if (response.status !== 206 || total === undefined)
    throw unreadable(url, `HTTP ${response.status} without ranges`)
  return Number(total)
}

async function readRange(
  http: Http,
  url: string,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const response = await http.request({
    method: "GET",
    url,
    headers: { range: `bytes=${from}-${to}`, "accept-encoding": "identity" },
    signal,
    idleTimeoutMs: 20_000,
  })
  if (response.status !== 206) {
    await response.cancel()
    throw unreadable(url, `HTTP ${response.status}`)
  }
  const parts: Uint8Array[] = []
  for await (const chunk of response.body) parts.push(chunk)
  return new Uint8Array(Buffer.concat(parts))
}

function unreadable(url: string, why: string): ProblemError {
  return new ProblemError(makeProblem("index-unreachable", { index: new URL(url).host }, `${why} ${url}`))
}
