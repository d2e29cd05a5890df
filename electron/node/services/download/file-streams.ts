import type { WorkCandidate } from "#common/domain/transfer/choose-work"
import type { DownloadItem } from "./download-item"
import type { DownloadSources } from "./download-sources"
import type { DownloadWorld } from "./download-world"
import { FileLeases } from "./file-leases"
import type { FileOnDisk } from "./file-on-disk"
import { type ActiveLease, type Answer, fetchLease, type LeaseContext } from "./lease-fetch"

/** What streams tell the file they work on. */
export interface StreamEvents {
  /** The file itself has nothing against more work now. */
  readonly isOpen: () => boolean
  /** The server told something new about the file. */
  readonly onAnswer: () => void
  /** Bytes came over the network. */
  readonly onBytes: (count: number) => void
  /** Bytes were written. */
  readonly onWritten: (disk: FileOnDisk) => void
  readonly onError: (error: unknown, host: string) => void
}

/** The reason of streams that are stopped on purpose. */
const STOPPED = new Error("stopped")
/** A server that knew ranges and ignores them this often in a row has lost them. */
const MOST_WHOLE_ANSWERS = 3

/** The network's side of a file: its streams, and what is known of the server they talk to. */
export class FileStreams implements WorkCandidate {
  readonly #leases: FileLeases
  readonly #running = new Map<AbortController, Promise<void>>()
  /** The server answers ranges; null while that is unknown. */
  #ranged: boolean | null = null
  #wholeAnswers = 0

  constructor(
    private readonly world: DownloadWorld,
    private readonly item: DownloadItem,
    private readonly sources: DownloadSources,
    private readonly disk: () => FileOnDisk | null,
    private readonly events: StreamEvents,
  ) {
    this.#leases = new FileLeases(world.clock, {
      written: () => this.disk()?.part.written ?? [],
      bytes: () => this.#bytes,
    })
  }

  get streams(): number {
    return this.#leases.count
  }

  get missingBytes(): number {
    return this.#leases.missingBytes
  }

  get priority(): number {
    return this.item.priority ?? 0
  }

  get ready(): boolean {
    // Until the first answer, and where ranges are ignored, one stream is all.
    const isTaken = this.streams > 0 && this.#ranged !== true
    return !isTaken && this.events.isOpen() && this.world.manners.welcomes(this.sources.host)
  }

  get freeBytes(): number | null {
    return this.#leases.freeBytes
  }

  get stealableBytes(): number {
    return this.#leases.stealableBytes
  }

  get shareable(): boolean {
    return this.#ranged === true && this.#bytes !== null
  }

  /** The next stretch to work on; null when there is none. */
  take(kind: "lease" | "steal", alone: boolean, streams: number): ActiveLease | null {
    if (this.#ranged === false) return this.#leases.whole()
    return kind === "steal" ? this.#leases.steal() : this.#leases.next(alone, streams)
  }

  /** Works on it to its end. Never rejects: errors go to the events, but for those of streams that were stopped. */
  async run(lease: ActiveLease): Promise<void> {
    const stop = new AbortController()
    const run = this.#fetch(lease, stop.signal)
    this.#running.set(stop, run)
    await run
    this.#running.delete(stop)
  }

  /** Ends all streams and returns when what they brought is written. */
  async stop(): Promise<void> {
    for (const stop of this.#running.keys()) stop.abort(STOPPED)
    await Promise.all(this.#running.values())
  }

  /** Another server, or another file on the same one. */
  forgetServer(): void {
    this.#ranged = null
    this.#wholeAnswers = 0
  }

  get #bytes(): number | null {
    return this.disk()?.bytes ?? this.item.bytes
  }

  async #fetch(lease: ActiveLease, signal: AbortSignal): Promise<void> {
    const { manners } = this.world
    const host = this.sources.host ?? ""
    manners.began(host)
    try {
      const end = await fetchLease(this.#contextOf(lease, signal), lease)
      if (end === "whole-only") this.#noteWholeAnswer()
    } catch (error) {
      if (!signal.aborted) this.events.onError(error, host)
    } finally {
      manners.ended(host)
      this.#leases.end(lease)
    }
  }

  #contextOf(lease: ActiveLease, signal: AbortSignal): LeaseContext {
    const disk = this.disk()
    if (disk === null) throw new Error(`${this.item.id} was not prepared`)
    return {
      world: this.world,
      signal,
      item: this.item,
      sources: this.sources,
      part: disk.part,
      ranged: this.#ranged,
      bestNeighbourRate: () => this.#leases.bestRateBeside(lease),
      streams: () => this.streams,
      onAnswer: async (answer: Answer) => {
        this.#wholeAnswers = 0
        this.#ranged = answer.ranged ?? this.#ranged
        await disk.learn({ ...answer, address: this.sources.origin })
        this.events.onAnswer()
      },
      onBytes: this.events.onBytes,
      onWritten: () => this.events.onWritten(disk),
    }
  }

  #noteWholeAnswer(): void {
    this.#wholeAnswers++
    if (this.#ranged !== true || this.#wholeAnswers >= MOST_WHOLE_ANSWERS) this.#ranged = false
  }
}
