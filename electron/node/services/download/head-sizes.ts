import { type Problem, problemOf } from "#common/domain/problem"
import { parseContentRange } from "#common/domain/transfer/judge-answer"
import { type Validator, validatorOf } from "#common/domain/transfer/validator"
import type { Http, HttpResponse } from "../../ports"

/** What a server says of a file before any of it moves. */
export interface RemoteSize {
  readonly url: string
  /** Null when the server does not tell, or could not be asked. */
  readonly bytes: number | null
  readonly validator: Validator
  /** Why it could not be asked. */
  readonly problem: Problem | null
}

/** Connections that ask at once: two hundred files in a few round trips. */
const PARALLEL = 32
const IDLE_TIMEOUT_MS = 20_000
const TRIES = 2

/**
 * Sizes of files, in the order of the addresses: by HEAD, and where a server does not answer that, by asking for the
 * first byte. One that cannot be asked has its problem; the others are not harmed. Rejects only when aborted.
 */
export async function headSizes(
  http: Http,
  files: readonly { readonly url: string; readonly headers?: Readonly<Record<string, string>> }[],
  signal: AbortSignal,
): Promise<readonly RemoteSize[]> {
  const sizes: RemoteSize[] = []
  let next = 0
  const ask = async () => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index]
      if (file !== undefined) sizes[index] = await sizeOf(http, file.url, file.headers ?? {}, signal)
    }
  }
  await Promise.all(Array.from({ length: Math.min(PARALLEL, files.length) }, ask))
  return sizes
}

async function sizeOf(
  http: Http,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RemoteSize> {
  for (let trial = 1; ; trial++) {
    try {
      const byHead = await askOnce(http, "HEAD", url, headers, signal)
      if (byHead.bytes !== null) return byHead
      return await askOnce(http, "GET", url, { ...headers, range: "bytes=0-0" }, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (trial < TRIES) continue
      return { url, bytes: null, validator: validatorOf({}), problem: problemOf(error) }
    }
  }
}

async function askOnce(
  http: Http,
  method: "HEAD" | "GET",
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RemoteSize> {
  const response = await http.request({
    method,
    url,
    headers: { ...headers, "accept-encoding": "identity" },
    signal,
    idleTimeoutMs: IDLE_TIMEOUT_MS,
  })
  await response.cancel()
  return { url, bytes: bytesIn(response), validator: validatorOf(response.headers), problem: null }
}

function bytesIn({ status, headers }: HttpResponse): number | null {
  if (status === 206) return parseContentRange(headers["content-range"])?.totalBytes ?? null
  if (status === 416) return headers["content-range"]?.trim() === "bytes */0" ? 0 : null
  const isStored = (headers["content-encoding"] ?? "identity") === "identity"
  const length = headers["content-length"]
  return status === 200 && isStored && length !== undefined ? Number(length) : null
}
