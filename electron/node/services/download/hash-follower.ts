import { type ByteRange, type ByteRanges, coveredUntil } from "#common/domain/transfer/byte-ranges"
import { DIGEST_LENGTH } from "#common/domain/transfer/journal"
import type { FileHash, Hasher } from "../../ports"

/** The file whose bytes are followed. */
export interface FollowedFile {
  readonly path: () => string
  readonly blockBytes: () => number
  /** Digests that earlier runs recorded, by block: what does not agree with them is damaged. */
  readonly expected: ReadonlyMap<number, string>
  /** Bytes that are there now. */
  readonly written: () => ByteRanges
  /** Size; null while it is unknown. */
  readonly bytes: () => number | null
  readonly onDigest: (block: number, digest: string) => void
  /** The bytes differ from what they were: they have to be fetched again. Resolves when that is noted. */
  readonly onDamage: (range: ByteRange) => Promise<void>
}

/**
 * Hashes a file while it arrives, block by block, as far as it is there without a gap. What is found to be damaged is
 * waited for and then taken again.
 */
export class HashFollower {
  #expected: Map<number, string>
  #hash: Promise<FileHash> | null = null
  #position = 0
  #digest = ""
  #running: Promise<void> | null = null
  #asked = false
  #damaged = new Set<number>()
  #closed = false

  constructor(
    private readonly hasher: Hasher,
    private readonly file: FollowedFile,
  ) {
    this.#expected = new Map(file.expected)
  }

  get checkedBytes(): number {
    return this.#position
  }

  /** SHA-256 of the whole file once all of it was hashed; null before. */
  get digest(): string | null {
    return this.#position === this.file.bytes() && this.#digest !== "" ? this.#digest : null
  }

  /** Goes on as far as it can. Resolves when there is nothing more to do for now. */
  follow(): Promise<void> {
    this.#asked = true
    this.#running ??= this.#run()
    return this.#running
  }

  /** Begins anew: the bytes so far belong to another state of the file. */
  async restart(): Promise<void> {
    await this.close()
    this.#closed = false
    this.#expected = new Map()
    this.#damaged.clear()
    this.#position = 0
    this.#digest = ""
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running?.catch(() => undefined)
    const hash = this.#hash
    this.#hash = null
    await (await hash?.catch(() => null))?.close()
  }

  async #run(): Promise<void> {
    // Not before the promise of this run is known: it takes itself back at the end.
    await Promise.resolve()
    try {
      while (this.#asked && !this.#closed) {
        this.#asked = false
        for (let end = this.#next(); end !== null && !this.#closed; end = this.#next()) await this.#take(end)
      }
    } finally {
      // In one breath with the last look at what was asked, so that nobody asks in between.
      this.#running = null
    }
  }

  /** End of the next block, or of the file; null when it is not there yet. */
  #next(): number | null {
    const blockBytes = this.file.blockBytes()
    const bytes = this.file.bytes()
    const covered = coveredUntil(this.file.written(), this.#position)
    const blockEnd = (Math.floor(this.#position / blockBytes) + 1) * blockBytes
    const end = bytes === null ? blockEnd : Math.min(blockEnd, bytes)
    // An empty file has a hash as well.
    if (bytes === 0 && this.#digest === "") return 0
    return end > this.#position && covered >= end ? end : null
  }

  async #take(end: number): Promise<void> {
    this.#hash ??= this.hasher.open(this.file.path(), this.file.bytes())
    const hash = await this.#hash
    const from = this.#position
    const block = Math.floor(from / this.file.blockBytes())
    const digest = await hash.advance(end)
    const short = digest.slice(0, DIGEST_LENGTH)
    if (this.#isDamaged(block, short)) {
      await hash.retreat()
      await this.file.onDamage({ from, to: end })
      return
    }
    this.#position = end
    this.#digest = digest
    this.file.onDigest(block, short)
  }

  #isDamaged(block: number, digest: string): boolean {
    const expected = this.#expected.get(block)
    if (expected === undefined || expected === digest) return false
    if (this.#damaged.has(block)) {
      // Fetched anew it differs still: it was the record that was wrong, and with it all that follow.
      this.#expected = new Map([...this.#expected].filter(([one]) => one < block))
      return false
    }
    this.#damaged.add(block)
    return true
  }
}
