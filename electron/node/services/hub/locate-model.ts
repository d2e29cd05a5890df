import { CATALOG } from "#common/data/catalog/index"
import { filesToFetch, haveSameWeights, isWeightFile, weightBytesOf } from "#common/domain/hub-files"
import type { HubSource } from "#common/domain/library"
import { ProblemError } from "#common/domain/problem"
import type { HttpBodies } from "../../ports"
import type { HubPorts } from "./ask-hub"
import { fileAddresses, headersFor, type HubListing, type HubServer } from "./hub-server"
import { listHuggingface } from "./list-huggingface"
import { listModelscope } from "./list-modelscope"

export interface LocatePorts extends HubPorts {
  readonly bodies: HttpBodies
}

/** A server that has the model, and how fast it proved; null where there was nothing to choose. */
export interface Located {
  readonly listing: HubListing
  readonly rate: number | null
}

/** Once one server has answered, the others get this long, ms. */
const GRACE_MS = 4_000
/** What is fetched to see how fast a server is, and how long that may take. */
const PROBE_BYTES = 2 * 1024 * 1024
const PROBE_MS = 1_500
/** Less than this is there before a measurement has paid. */
const WORTH_MEASURING_BYTES = 256 * 1024 * 1024

/** Answers that say more than that a server was not reached. */
const TELLING = ["hub-token-missing", "hub-access-not-granted", "hub-token-refused", "hub-revision-not-found"]

/**
 * Asks the servers for a model; the fastest first among those that list the very same weights as the most preferred
 * that answered. A namesake that differs is another model, and left out. Throws what the most telling server said
 * when none has it.
 */
export async function locateModel(
  ports: LocatePorts,
  servers: readonly HubServer[],
  wanted: { readonly id: string; readonly revision: string | null },
  signal: AbortSignal,
): Promise<readonly Located[]> {
  const answers = await askAll(ports, servers, wanted, signal)
  const found = answers.flatMap((answer) => ("listing" in answer ? [answer.listing] : []))
  const [preferred] = found
  if (preferred === undefined) throw mostTelling(answers)
  const same = found.filter(
    ({ files }) => files === preferred.files || haveSameWeights(preferred.files, files),
  )
  if (same.length === 1 || weightBytesOf(preferred.files) < WORTH_MEASURING_BYTES) {
    return same.map((listing) => ({ listing, rate: null }))
  }
  const measured = await Promise.all(
    same.map(async (listing) => ({ listing, rate: await measureRate(ports, listing, signal) })),
  )
  return measured.toSorted((one, other) => other.rate - one.rate)
}

/** What a model is called at a source: the catalogue knows where the names differ. */
function idAt(source: HubSource, id: string): string {
  const same = (name: string | null) => name?.toLowerCase() === id.toLowerCase()
  const entry = CATALOG.find(
    (model) => same(model.id) || same(model.modelscopeId) || model.aliases.some(same),
  )
  if (entry === undefined) return id
  return source === "huggingface" ? entry.id : (entry.modelscopeId ?? id)
}

type Answer = { readonly listing: HubListing } | { readonly error: unknown }

async function askAll(
  ports: LocatePorts,
  servers: readonly HubServer[],
  { id, revision }: { readonly id: string; readonly revision: string | null },
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  const late = new AbortController()
  const limit = AbortSignal.any([signal, late.signal])
  const answers: (Answer | undefined)[] = servers.map(() => undefined)
  const first = Promise.withResolvers<void>()
  const all = Promise.all(
    servers.map(async (server, index) => {
      const list = server.source === "huggingface" ? listHuggingface : listModelscope
      const question = { server, id: idAt(server.source, id), revision, signal: limit }
      try {
        answers[index] = { listing: await list(ports, question) }
        first.resolve()
      } catch (error) {
        answers[index] = { error }
      }
    }),
  )
  const grace = first.promise.then(() => ports.clock.sleep(GRACE_MS, limit).catch(() => undefined))
  await Promise.race([all, grace])
  const inTime = answers.flatMap((answer) => answer ?? [])
  late.abort(new Error("another server was faster"))
  signal.throwIfAborted()
  return inTime
}

/** Bytes a second of the largest weight file's beginning; 0 for a server that does not deliver. */
async function measureRate(
  { bodies, clock }: LocatePorts,
  listing: HubListing,
  signal: AbortSignal,
): Promise<number> {
  const largest = filesToFetch(listing.files)
    .filter(({ path }) => isWeightFile(path))
    .reduce<{ path: string; bytes: number } | null>(
      (most, { path, bytes }) => ((bytes ?? 0) > (most?.bytes ?? 0) ? { path, bytes: bytes ?? 0 } : most),
      null,
    )
  if (largest === null) return 0
  const late = new AbortController()
  const limit = AbortSignal.any([signal, late.signal])
  const timer = clock.sleep(PROBE_MS, limit).then(
    () => late.abort(new Error("measured long enough")),
    () => undefined,
  )
  const startMs = clock.now()
  let bytes = 0
  try {
    const last = Math.min(PROBE_BYTES, largest.bytes) - 1
    const [url = ""] = fileAddresses(listing.server, listing, largest.path)
    const body = await bodies.open({
      ...{ method: "GET", url, signal: limit },
      headers: { ...headersFor(listing.server), range: `bytes=0-${last}`, "accept-encoding": "identity" },
    })
    try {
      if (body.status >= 300) return 0
      for (let piece = await body.next(); piece !== null && bytes <= last; piece = await body.next()) {
        bytes += piece.bytes.length
        piece.release()
      }
    } finally {
      body.close()
    }
  } catch {
    // What came until then counts.
    signal.throwIfAborted()
  } finally {
    late.abort()
    await timer
  }
  return (bytes * 1000) / Math.max(1, clock.now() - startMs)
}

function mostTelling(answers: readonly Answer[]): unknown {
  const errors = answers.flatMap((answer) => ("error" in answer ? [answer.error] : []))
  const telling = errors.find((error) => ProblemError.is(error) && TELLING.includes(error.problem.code))
  return telling ?? errors[0] ?? new Error("no server to ask")
}
