import { missingIn } from "#common/domain/transfer/byte-ranges"
import { type Judgement, judgeAnswer } from "#common/domain/transfer/judge-answer"
import type { TransferFault } from "#common/domain/transfer/react-to-fault"
import { retryAfterMs } from "#common/domain/transfer/retry-after"
import { isTrickle, TRICKLE_LOOK_MS } from "#common/domain/transfer/trickle"
import { ifRangeOf, type Validator, validatorOf } from "#common/domain/transfer/validator"
import type { HttpBody, LentBytes } from "../../ports"
import type { DownloadItem } from "./download-item"
import type { Address, DownloadSources } from "./download-sources"
import type { DownloadWorld } from "./download-world"
import type { PartFile } from "./part-file"
import { unpackedBody } from "./unpacked-body"

/** A lease at work. */
export interface ActiveLease {
  readonly from: number
  readonly startedAtMs: number
  position: number
  /** Moves towards the front when another stream takes over the rest. */
  end: number
}

/** What an answer told about the file. */
export interface Answer {
  readonly totalBytes: number | null
  readonly validator: Validator
  /** The server answers ranges; null: this answer does not show it. */
  readonly ranged: boolean | null
}

/** What a stream works with. */
export interface LeaseContext {
  readonly world: DownloadWorld
  readonly item: DownloadItem
  readonly sources: DownloadSources
  readonly part: PartFile
  readonly signal: AbortSignal
  /** The server answers ranges; null while that is unknown. */
  readonly ranged: boolean | null
  /** Rate of the fastest other stream, bytes a second; 0 without one. */
  readonly bestNeighbourRate: () => number
  readonly streams: () => number
  /** An answer came that fits. */
  readonly onAnswer: (answer: Answer) => Promise<void>
  /** Bytes came over the network. */
  readonly onBytes: (count: number) => void
  /** Bytes were written. */
  readonly onWritten: () => void
}

/** How a stream ended, when nothing went wrong. */
export type LeaseEnd =
  | "done"
  /** The server sends everything from the first byte: one stream alone must take it. */
  | "whole-only"
  /** Hung up, because it was too slow. */
  | "trickle"

/** A fault of a server, thrown where it is noticed. */
export class FaultError extends Error {
  override readonly name = "FaultError"
  constructor(
    readonly fault: TransferFault,
    /** The address that was asked. */
    readonly url: string,
  ) {
    super(fault.kind)
  }
}

/** A squeezed answer tells of the file neither its size nor its mark. */
const UNPACKED = {
  kind: "whole",
  totalBytes: null,
  validator: { etag: null, lastModified: null },
} as const

/** Two pieces on their way to the disk while the network fills the next one. */
const MOST_WRITES = 2

/**
 * Fetches a lease into the part file. Rejects with a `FaultError`, an `HttpFault`, the problem of the disk, or the
 * signal's reason; what came until then is written.
 */
export async function fetchLease(context: LeaseContext, lease: ActiveLease): Promise<LeaseEnd> {
  const address = await context.sources.address(context.signal)
  const body = await ask(context, lease, address)
  let unpacked: HttpBody | null = null
  try {
    const judgement = judgeAnswer(questionOf(context, lease), body.status, body.headers)
    if (judgement.kind === "encoded" && body.status === 200) unpacked = unpackedBody(body, judgement.encoding)
    const answer =
      unpacked === null
        ? acceptable(judgement, address, retryAfterMs(body.headers["retry-after"], context.world.clock.now()))
        : UNPACKED
    if (answer.kind === "empty") {
      await context.onAnswer({ totalBytes: 0, validator: validatorOf(body.headers), ranged: null })
      return "done"
    }
    context.sources.arrived(body.url)
    const whole = answer.kind === "whole"
    if (whole && lease.from > 0) return "whole-only"
    const { totalBytes, validator } = answer
    // Ranges of what was squeezed would be ranges of another file.
    const ranged = unpacked === null ? answersRanges(context, lease, body) : false
    // Before anybody hears of the size: what lies behind the end is nobody's to take over.
    const end = totalBytes ?? context.part.facts.bytes ?? Number.POSITIVE_INFINITY
    // A server that knew ranges and ignores one of them has other streams at work behind this one.
    lease.end = whole && context.ranged !== true ? end : Math.min(lease.end, end)
    await context.onAnswer({ totalBytes, validator, ranged })
    const isOpenEnded = !Number.isFinite(lease.end)
    const how = await receive(context, lease, unpacked ?? body, whole)
    // Only now the size is known.
    if (isOpenEnded) await context.onAnswer({ totalBytes: lease.end, validator, ranged })
    return how
  } finally {
    unpacked?.close()
    body.close()
  }
}

async function ask(context: LeaseContext, lease: ActiveLease, address: Address): Promise<HttpBody> {
  const { signal, part } = context
  const { validator } = part.facts
  const ifRange = validator === null || !isSameOrigin(context) ? null : ifRangeOf(validator)
  return context.world.bodies.open({
    method: "GET",
    url: address.url,
    headers: {
      ...address.headers,
      ...(isRanged(context, lease) ? { range: rangeHeader(lease) } : {}),
      ...(isRanged(context, lease) && ifRange !== null ? { "if-range": ifRange } : {}),
    },
    signal,
    idleTimeoutMs: context.world.tuning.idleTimeoutMs,
  })
}

/** The whole of a file is best asked for without saying so: every server understands that. */
function isRanged(context: LeaseContext, lease: ActiveLease): boolean {
  const { bytes } = context.part.facts
  return context.ranged !== false && !(lease.from === 0 && bytes !== null && lease.end >= bytes)
}

function answersRanges(context: LeaseContext, lease: ActiveLease, body: HttpBody): boolean | null {
  if (body.status === 206) return true
  if (isRanged(context, lease)) return false
  return body.headers["accept-ranges"] === "bytes" ? true : null
}

function rangeHeader(lease: ActiveLease): string {
  return `bytes=${lease.position}-${Number.isFinite(lease.end) ? lease.end - 1 : ""}`
}

/** Another server marks the same bytes in another way. */
function isSameOrigin(context: LeaseContext): boolean {
  return context.part.facts.address === context.sources.origin
}

function questionOf(context: LeaseContext, lease: ActiveLease) {
  const { bytes, validator } = context.part.facts
  return {
    from: lease.from,
    ranged: isRanged(context, lease),
    promisedBytes: context.item.bytes,
    learnedBytes: bytes,
    validator: isSameOrigin(context) ? validator : null,
    hashKnown: context.item.sha256 !== null,
    path: URL.parse(context.sources.origin ?? "")?.pathname ?? "",
  }
}

function acceptable(
  judgement: Judgement,
  address: Address,
  waitMs: number | null,
): Extract<Judgement, { kind: "part" | "whole" | "empty" }> {
  switch (judgement.kind) {
    case "part":
    case "whole":
    case "empty":
      return judgement
    case "status":
      throw new FaultError({ ...judgement, retryAfterMs: waitMs }, address.url)
    case "changed":
    case "wrong-length":
    case "encoded":
    case "wrong-range":
      throw new FaultError(judgement, address.url)
  }
}

async function receive(
  context: LeaseContext,
  lease: ActiveLease,
  body: HttpBody,
  whole: boolean,
): Promise<LeaseEnd> {
  const { clock, bandwidth } = context.world
  const startedAt = lease.position
  const pace = { sinceMs: clock.now(), bytes: 0 }
  const writes = new Writes(context)
  try {
    while (lease.position < lease.end) {
      const piece = await body.next()
      if (piece === null) {
        if (!Number.isFinite(lease.end)) lease.end = lease.position
        else if (whole) throw new FaultError({ kind: "wrong-length", actualBytes: lease.position }, body.url)
        break
      }
      const { length } = piece.bytes
      context.onBytes(length)
      const position = lease.position
      lease.position = Math.min(lease.end, position + length)
      await writes.add(piece, position, lease.position)
      const wait = bandwidth.spend(length, context.signal)
      if (wait !== null) await wait
      const nowMs = clock.now()
      pace.bytes += length
      const tookMs = nowMs - pace.sinceMs
      if (isTrickle({ bytes: pace.bytes, tookMs }, context.bestNeighbourRate())) return "trickle"
      if (tookMs > TRICKLE_LOOK_MS) Object.assign(pace, { sinceMs: nowMs, bytes: 0 })
    }
    // A server may send less than it was asked for; nothing at all gets us nowhere.
    if (lease.position === startedAt && lease.end > startedAt) {
      throw new FaultError({ kind: "wrong-range", evidence: "an answer without bytes" }, body.url)
    }
    return "done"
  } finally {
    await writes.end()
  }
}

/** Pieces on their way to the disk. A disk that is slower than the network slows the network. */
class Writes {
  readonly #pending = new Set<Promise<void>>()
  #error: unknown = null

  constructor(private readonly context: LeaseContext) {}

  /** Writes the bytes of `piece` that belong between `from` and `to` and are not there yet. */
  async add(piece: LentBytes, from: number, to: number): Promise<void> {
    if (this.#error !== null) {
      piece.release()
      throw this.#error
    }
    const write = this.#write(piece, from, to)
      .catch((error: unknown) => {
        this.#error ??= error
      })
      .finally(() => {
        piece.release()
        this.#pending.delete(write)
      })
    this.#pending.add(write)
    while (this.#pending.size >= MOST_WRITES) await Promise.race(this.#pending)
    await this.#keepCommitted()
  }

  async end(): Promise<void> {
    await Promise.all(this.#pending)
    if (this.#error !== null) throw this.#error
  }

  async #write(piece: LentBytes, from: number, to: number): Promise<void> {
    const { part } = this.context
    const missing = missingIn({ from, to }, part.written)
    for (const range of missing) {
      await part.write(piece.bytes.subarray(range.from - from, range.to - from), range.from)
    }
    // The same bytes once more are no progress: a server that always ends there would be asked for ever.
    if (missing.length > 0) this.context.onWritten()
  }

  /** Nobody runs further ahead of the journal than a chunk for each stream. */
  async #keepCommitted(): Promise<void> {
    const { part } = this.context
    const { tuning } = this.context.world
    const most = tuning.chunkBytes * Math.max(1, this.context.streams())
    const { uncommittedBytes } = part
    if (uncommittedBytes >= most) await part.commit()
    else {
      const isDue = uncommittedBytes >= most / 2 || part.sinceCommitMs >= tuning.commitMs
      const kept = isDue ? part.commit() : part.note()
      kept.catch((error: unknown) => {
        this.#error ??= error
      })
    }
  }
}
