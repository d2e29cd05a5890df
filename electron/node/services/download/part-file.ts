import { dirname } from "node:path"
import { problemOf } from "#common/domain/problem"
import {
  addRange,
  type ByteRange,
  type ByteRanges,
  bytesOf,
  removeRange,
  subtractRanges,
} from "#common/domain/transfer/byte-ranges"
import {
  digestRuns,
  EMPTY_JOURNAL,
  type Journal,
  type JournalFile,
  pairsOf,
} from "#common/domain/transfer/journal"
import type { Clock, Files, OpenFile } from "../../ports"
import { JournalLog } from "./journal-log"
import { pathsOf } from "./part-paths"

/** What a kill may cost: so many bytes, or so many ms. */
const NOTE_BYTES = 4 * 1024 * 1024
const NOTE_MS = 100

type Verified = NonNullable<Journal["verified"]>

/**
 * A file on its way: its bytes, and the journal that claims them only once they would survive a power cut.
 */
export class PartFile {
  /** Bytes that were handed to the system. */
  written: ByteRanges = []
  /** Starts of the prefix digests of all blocks hashed so far. */
  readonly digests = new Map<number, string>()

  readonly #partPath: string
  readonly #log: JournalLog
  /** The bytes lie under the final name and are only looked at. */
  #inPlace = false
  #file: OpenFile | null = null
  #opening: Promise<OpenFile> | null = null
  #durable: ByteRanges = []
  #newDigests = new Map<number, string>()
  #committing: Promise<void> | null = null
  #committedAtMs: number
  /** What the journal knows of, at least until the power fails. */
  #noted: ByteRanges = []
  #noting: Promise<void> | null = null
  #notedAtMs: number
  #isCommitted = false
  #unnotedBytes = 0
  #facts: JournalFile

  constructor(
    private readonly ports: { readonly files: Files; readonly clock: Clock },
    private readonly target: string,
    facts: JournalFile,
    /** `isClean`: nothing of an earlier run is on the disk. `boot`: the run of the system; null: not known. */
    private readonly start: { readonly isClean: boolean; readonly boot: string | null },
  ) {
    const paths = pathsOf(target)
    this.#partPath = paths.part
    this.#log = new JournalLog(ports.files, paths.journal, !start.isClean)
    this.#facts = facts
    this.#committedAtMs = ports.clock.now()
    this.#notedAtMs = this.#committedAtMs
  }

  /** Where the bytes are now. */
  get path(): string {
    return this.#inPlace ? this.target : this.#partPath
  }

  get facts(): JournalFile {
    return this.#facts
  }

  /** Bytes that a power cut would cost now. */
  get uncommittedBytes(): number {
    return bytesOf(this.written) - bytesOf(this.#durable)
  }

  get sinceCommitMs(): number {
    return this.ports.clock.now() - this.#committedAtMs
  }

  /** Goes on with bytes that the journal claims; `digests` are those it recorded. */
  async resume(have: ByteRanges, digests: ReadonlyMap<number, string>): Promise<void> {
    this.written = have
    this.#durable = have
    // What a kill left was never more than handed to the system.
    await (await this.#open()).sync()
    await this.#log.begin({ ...EMPTY_JOURNAL, file: this.#facts, have, digests })
    this.#isCommitted = true
  }

  /** Looks at a file that has its name already; it is only touched when something is found to be damaged. */
  lookAt(bytes: number, digests: ReadonlyMap<number, string>): void {
    this.#inPlace = true
    this.written = bytes === 0 ? [] : [{ from: 0, to: bytes }]
    this.#durable = this.written
    for (const [block, digest] of digests) this.digests.set(block, digest)
  }

  /** The server told more about the file. */
  async learn(facts: Partial<JournalFile>): Promise<void> {
    this.#facts = { ...this.#facts, ...facts }
    await this.#log.append([{ kind: "file", ...this.#facts }])
  }

  /** Makes sure that there is a file. */
  async create(): Promise<void> {
    if (!this.#inPlace) await this.#open()
  }

  async write(bytes: Uint8Array, position: number): Promise<void> {
    const file = await this.#open()
    await file.write(bytes, position)
    this.#unnotedBytes += bytes.length
    this.written = addRange(this.written, { from: position, to: position + bytes.length })
  }

  noteDigest(block: number, digest: string): void {
    this.digests.set(block, digest)
    this.#newDigests.set(block, digest)
  }

  /** Tells the journal what was written, where that is worth a line. Costs next to nothing. */
  async note(): Promise<void> {
    const nowMs = this.ports.clock.now()
    const isDue = this.#unnotedBytes >= NOTE_BYTES || nowMs - this.#notedAtMs >= NOTE_MS
    const isBusy = this.#noting !== null || this.#committing !== null
    if (!isDue || isBusy || this.#inPlace || this.start.boot === null || this.#unnotedBytes === 0) return
    this.#notedAtMs = nowMs
    this.#noting = this.#note(this.start.boot).finally(() => {
      this.#noting = null
    })
    await this.#noting
  }

  /** Puts all that was written before this call on the disk and into the journal. */
  commit(): Promise<void> {
    this.#committing ??= this.#commit().finally(() => {
      this.#committing = null
      this.#committedAtMs = this.ports.clock.now()
    })
    return this.#committing
  }

  /** As `commit`, for all that was written until it returns. */
  async settle(): Promise<void> {
    if (this.#committing !== null) await this.#committing
    await this.commit()
  }

  /** These bytes are damaged: they have to come again. */
  async forget(range: ByteRange): Promise<void> {
    await this.#committing?.catch(() => undefined)
    await this.#noting?.catch(() => undefined)
    this.written = removeRange(this.written, range)
    this.#durable = removeRange(this.#durable, range)
    this.#noted = removeRange(this.#noted, range)
    if (this.#inPlace) await this.reclaim()
    else await this.#log.append([{ kind: "lost", ranges: [[range.from, range.to]] }])
  }

  /** Takes the file's name away, so that nobody uses it while it is repaired. */
  async reclaim(): Promise<void> {
    // The journal first: should the power fail in between, it speaks of a part that is not there.
    await this.#log.begin({ ...EMPTY_JOURNAL, file: this.#facts, have: this.#durable, digests: this.digests })
    await this.ports.files.rename(this.target, this.#partPath)
    this.#inPlace = false
    await this.#open()
  }

  /** Begins anew; `bytes` is the size that was promised. Nothing may be writing. */
  async restart(bytes: number | null): Promise<void> {
    await this.#committing?.catch(() => undefined)
    await this.#noting?.catch(() => undefined)
    if (this.#inPlace) this.#inPlace = false
    else await this.#log.remove()
    this.written = []
    this.#durable = []
    this.#noted = []
    this.digests.clear()
    this.#newDigests.clear()
    this.#facts = { ...this.#facts, bytes, validator: null, address: null }
    await (await this.#open()).truncate(0)
  }

  /** Gives the whole and checked file its name. Returns when it would be there after a power cut. */
  async name(bytes: number, sha256: string): Promise<void> {
    const verified = { sha256, bytes }
    if (this.#inPlace) return this.seal(verified, this.digests)
    const file = await this.#open()
    // An earlier, longer state of the file must not stick out behind.
    if (!this.start.isClean) await file.truncate(bytes)
    this.#facts = { ...this.#facts, bytes }
    // What came so fast that nothing was committed would be hashed again.
    if (this.#isCommitted) {
      await this.settle()
      await this.#log.append([
        { kind: "file", ...this.#facts },
        { kind: "verified", ...verified },
      ])
    }
    await file.sync()
    await this.close()
    await this.nameChecked(verified, this.digests)
  }

  /** As `name`, for a part that an earlier run checked. */
  async nameChecked(verified: Verified, digests: ReadonlyMap<number, string>): Promise<void> {
    await this.ports.files.rename(this.#partPath, this.target)
    await this.seal(verified, digests)
  }

  /** Notes that the file under its name is whole, so that no later start reads it again. */
  async seal(verified: Verified, digests: ReadonlyMap<number, string>): Promise<void> {
    const info = await this.ports.files.info(this.target)
    if (info === null) return
    const { sha256, bytes } = verified
    const whole = {
      have: [],
      written: null,
      digests,
      verified: { sha256, bytes },
      completeAtMs: info.modifiedAtMs,
    }
    await this.#log.end({ file: this.#facts, ...whole })
  }

  /** Removes part and journal. */
  async remove(): Promise<void> {
    await this.close()
    await this.#log.remove()
    await this.ports.files.remove(this.#partPath)
  }

  async close(): Promise<void> {
    await this.#committing?.catch(() => undefined)
    await this.#noting?.catch(() => undefined)
    const file = this.#file
    this.#file = null
    await file?.close()
    await this.#log.close()
  }

  async #open(): Promise<OpenFile> {
    if (this.#file !== null) return this.#file
    this.#opening ??= this.#openPart().finally(() => {
      this.#opening = null
    })
    return this.#opening
  }

  async #openPart(): Promise<OpenFile> {
    const { files } = this.ports
    const open = () => files.open(this.#partPath, "write")
    this.#file = await open().catch(async (error: unknown) => {
      if (problemOf(error).code !== "not-found") throw error
      await files.makeFolder(dirname(this.#partPath))
      return open()
    })
    this.#committedAtMs = this.ports.clock.now()
    return this.#file
  }

  async #note(boot: string): Promise<void> {
    this.#unnotedBytes = 0
    const { written } = this
    const claims = subtractRanges(subtractRanges(written, this.#durable), this.#noted)
    if (claims.length === 0) return
    if (!this.#log.isOpen) {
      await this.#log.beginLightly({ ...EMPTY_JOURNAL, file: this.#facts, have: this.#durable })
    }
    await this.#log.appendLightly([{ kind: "written", boot, ranges: pairsOf(claims) }])
    this.#noted = claims.reduce(addRange, this.#noted)
  }

  async #commit(): Promise<void> {
    if (this.#inPlace) return
    await this.#noting
    const claims = subtractRanges(this.written, this.#durable)
    const digests = this.#newDigests
    if (claims.length === 0 && digests.size === 0) return
    this.#newDigests = new Map()
    await (await this.#open()).sync()
    if (this.#log.isOpen) {
      await this.#log.append([{ kind: "have", ranges: pairsOf(claims) }, ...digestRuns(digests)])
    } else {
      const have = claims.reduce(addRange, this.#durable)
      await this.#log.begin({ ...EMPTY_JOURNAL, file: this.#facts, have, digests: this.digests })
    }
    this.#durable = claims.reduce(addRange, this.#durable)
    this.#noted = []
    this.#isCommitted = true
  }
}
