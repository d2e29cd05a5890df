import type { HubFile } from "#common/domain/hub-files"
import { parseContentRange } from "#common/domain/transfer/judge-answer"
import type { HttpResponse } from "../../ports"
import type { HubPorts, HubQuestion } from "./ask-hub"
import { fileAddresses, headersFor } from "./hub-server"

/** Connections that ask at once: two hundred files in a few round trips. */
const PARALLEL = 16
const IDLE_TIMEOUT_MS = 20_000

/**
 * Completes a list by asking for each file whose size or hash is not told: by HEAD, and where a server does not
 * answer that, for the first byte. What cannot be asked stays unknown.
 */
export async function sizesByHead(
  ports: HubPorts,
  question: HubQuestion,
  commit: string | null,
  files: readonly HubFile[],
): Promise<readonly HubFile[]> {
  const told = [...files]
  let next = 0
  const ask = async () => {
    for (let index = next++; index < told.length; index = next++) {
      const file = told[index]
      if (file === undefined || (file.bytes !== null && (file.sha256 ?? file.gitSha1) !== null)) continue
      const [url = ""] = fileAddresses(question.server, { ...question, commit }, file.path)
      told[index] = { ...file, ...(await askOne(ports, question, url)) }
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, ask))
  return told
}

async function askOne(
  { http }: HubPorts,
  { server, signal }: HubQuestion,
  url: string,
): Promise<Partial<HubFile>> {
  const headers = { ...headersFor(server), "accept-encoding": "identity" }
  const ways = [
    // The first answer, before any redirect, is the one that names size and hash of a file in large storage.
    { method: "HEAD", followRedirects: false, headers },
    { method: "HEAD", headers },
    { method: "GET", headers: { ...headers, range: "bytes=0-0" } },
  ] as const
  let known: Partial<HubFile> = {}
  for (const way of ways) {
    try {
      const response = await http.request({ ...way, url, signal, idleTimeoutMs: IDLE_TIMEOUT_MS })
      await response.cancel()
      known = { ...factsIn(response), ...known }
    } catch {
      // The transfer itself will say what is wrong with this server.
      signal.throwIfAborted()
    }
    if (known.bytes !== undefined) break
  }
  return known
}

function factsIn({ status, headers }: HttpResponse): Partial<HubFile> {
  const bytes = bytesIn(status, headers)
  const mark = /^(?:W\/)?"?(?<hash>[0-9a-f]{64})"?$/iu.exec(headers["x-linked-etag"] ?? "")
  const sha256 = mark?.groups?.["hash"]?.toLowerCase()
  return { ...(bytes === null ? {} : { bytes }), ...(sha256 === undefined ? {} : { sha256 }) }
}

function bytesIn(status: number, headers: HttpResponse["headers"]): number | null {
  const linked = headers["x-linked-size"]
  if (linked !== undefined && /^\d+$/u.test(linked)) return Number(linked)
  if (status === 206) return parseContentRange(headers["content-range"])?.totalBytes ?? null
  if (status === 416) return headers["content-range"]?.trim() === "bytes */0" ? 0 : null
  const isStored = (headers["content-encoding"] ?? "identity") === "identity"
  const length = headers["content-length"]
  return status === 200 && isStored && length !== undefined ? Number(length) : null
}
