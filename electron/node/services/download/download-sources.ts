import { basename } from "node:path"
import type { DownloadItem, DownloadSource } from "./download-item"

/** An address to ask, with what to show there. */
export interface Address {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Where a file comes from at the moment: the source in use and the address it led to. */
export class DownloadSources {
  #index = 0
  /** Sources that have nothing for us. */
  readonly #refused = new Set<number>()
  /** Turns since bytes came last. */
  #turns = 0
  /** Where the source led; kept, so that not every part of a file asks the way again. */
  #resolved: string | null = null
  #resolving: Promise<string> | null = null

  /** Asked for at every turn, so taken apart only when it changes. */
  #known: KnownAddress

  constructor(private readonly item: DownloadItem) {
    this.#known = knownOf(this.#source, null)
  }

  /** There is another one to turn to: one that has not refused, and has not been tried in vain since bytes came. */
  get hasOther(): boolean {
    return this.#turns < this.item.sources.length - 1 && this.#others().length > 0
  }

  /** The next request goes to an address that the origin gave, and that may expire. */
  get isRedirected(): boolean {
    return this.#resolved !== null
  }

  /** Another stream has learnt of a newer address since this one was asked. */
  isStale(url: string): boolean {
    return url !== this.#source.url && url !== this.#resolved
  }

  /** Names this source in the journal: its address without what may be secret. */
  get origin(): string | null {
    return this.#known.origin
  }

  /** For sentences. */
  get names(): { readonly file: string; readonly index: string } {
    return { file: basename(this.item.target), index: this.host ?? "" }
  }

  /** The server that is asked next; null while it is unknown. */
  get host(): string | null {
    return this.#known.host
  }

  async address(signal: AbortSignal): Promise<Address> {
    const source = this.#source
    const url =
      this.#resolved ??
      (typeof source.url === "string" ? source.url : await this.#resolve(source.url, signal))
    const isOwn = typeof source.url === "string" && URL.parse(url)?.origin === URL.parse(source.url)?.origin
    return { url, headers: isOwn ? (source.headers ?? {}) : {} }
  }

  /** A request ended at this address. */
  arrived(url: string): void {
    if (url !== this.#source.url && url !== this.#resolved) this.#lead(url)
  }

  /** The address it led to is good no more. */
  forgetAddress(): void {
    this.#lead(null)
  }

  /** Turns to the next source; `forGood`: never back to this one. */
  turn(forGood: boolean): void {
    const [next = this.#index] = this.#others()
    if (forGood) this.#refused.add(this.#index)
    this.#index = next
    this.#turns++
    this.#lead(null)
  }

  /** Bytes came: all sources may be tried again, should this one fail. */
  progressed(): void {
    this.#turns = 0
  }

  /** The others in order, beginning behind the present one. */
  #others(): readonly number[] {
    const { length } = this.item.sources
    return Array.from({ length: length - 1 }, (_, step) => (this.#index + step + 1) % length).filter(
      (index) => !this.#refused.has(index),
    )
  }

  #lead(url: string | null): void {
    this.#resolved = url
    this.#known = knownOf(this.#source, url)
  }

  get #source(): DownloadSource {
    const source = this.item.sources[this.#index]
    if (source === undefined) throw new Error(`no source for ${this.item.id}`)
    return source
  }

  /** One question for all streams that need the answer. */
  #resolve(ask: (signal: AbortSignal) => Promise<string>, signal: AbortSignal): Promise<string> {
    this.#resolving ??= ask(signal)
      .then((url) => {
        this.#lead(url)
        return url
      })
      .finally(() => {
        this.#resolving = null
      })
    return this.#resolving
  }
}

interface KnownAddress {
  readonly origin: string | null
  readonly host: string | null
}

function knownOf(source: DownloadSource, resolved: string | null): KnownAddress {
  const own = typeof source.url === "string" ? source.url : resolved
  const named = own === null ? null : URL.parse(own)
  const asked = resolved === null ? named : URL.parse(resolved)
  return {
    origin: named === null ? null : `${named.origin}${named.pathname}`,
    host: asked?.host ?? null,
  }
}
