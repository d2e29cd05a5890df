import { bytesOf } from "#common/domain/transfer/byte-ranges"
import { blockBytesOf } from "#common/domain/transfer/chunk-plan"
import { DIGEST_LENGTH, EMPTY_JOURNAL, type Journal, rangesThere } from "#common/domain/transfer/journal"
import { decideStart } from "#common/domain/transfer/start-decision"
import type { Validator } from "#common/domain/transfer/validator"
import type { DownloadItem } from "./download-item"
import type { DownloadWorld } from "./download-world"
import { HashFollower } from "./hash-follower"
import { JournalLog } from "./journal-log"
import { PartFile } from "./part-file"
import { pathsOf } from "./part-paths"

/** What the hash of all bytes says. */
export type Verdict =
  | { readonly kind: "right"; readonly sha256: string }
  | { readonly kind: "wrong"; readonly sha256: string }
  /** Some bytes turned out to be damaged, or it was stopped: there is more to do first. */
  | { readonly kind: "incomplete" }

/** The disk's side of a download: what of the file is there, and whether it is right. */
export class FileOnDisk {
  readonly part: PartFile
  readonly #follower: HashFollower
  readonly #sha256: string | null

  private constructor(
    private readonly item: DownloadItem,
    world: DownloadWorld,
    found: Found,
    events: { readonly onDamage: () => void },
  ) {
    this.part = new PartFile(world, item.target, factsOf(item, found), found)
    this.#sha256 = item.sha256?.toLowerCase() ?? (found.start.kind === "check" ? found.start.sha256 : null)
    const { part } = this
    this.#follower = new HashFollower(world.hasher, {
      path: () => part.path,
      blockBytes: () => part.facts.blockBytes,
      expected: isOurs(found) ? found.journal.digests : new Map(),
      written: () => part.written,
      bytes: () => part.facts.bytes,
      onDigest: (block, digest) => part.noteDigest(block, digest.slice(0, DIGEST_LENGTH)),
      onDamage: async (range) => {
        world.log.warn("damaged bytes on the disk", { file: item.id, ...range })
        await part.forget(range)
        events.onDamage()
      },
    })
  }

  /**
   * Looks at what earlier work left. "whole": nothing is to be done. "unsure": a file has the name already and may be
   * the right one; `check` tells. `recheck` lets a file that is whole by its journal be read again.
   */
  static async open(
    item: DownloadItem,
    world: DownloadWorld,
    options: { readonly recheck: boolean; readonly onDamage: () => void },
  ): Promise<{ readonly disk: FileOnDisk; readonly state: "whole" | "unsure" | "open" }> {
    const found = await lookAt(item, world, options.recheck)
    const disk = new FileOnDisk(item, world, found, options)
    return { disk, state: await disk.#begin(found) }
  }

  /** Size of the whole file; null while nobody knows. */
  get bytes(): number | null {
    return this.part.facts.bytes
  }

  get writtenBytes(): number {
    return bytesOf(this.part.written)
  }

  get checkedBytes(): number {
    return this.#follower.checkedBytes
  }

  /** All bytes are there. */
  get isFull(): boolean {
    return this.bytes !== null && this.writtenBytes >= this.bytes
  }

  /** The server answered and told what file it has. True when that is news. */
  async learn(answer: {
    readonly totalBytes: number | null
    readonly validator: Validator
    readonly address: string | null
  }): Promise<boolean> {
    const { facts, written } = this.part
    const bytes = answer.totalBytes ?? facts.bytes
    if (bytes === facts.bytes && answer.address === facts.address && facts.validator !== null) return false
    await this.part.learn({
      bytes,
      address: answer.address,
      validator: answer.validator,
      blockBytes: written.length > 0 ? facts.blockBytes : blockBytesOf(bytes ?? 0),
    })
    return true
  }

  /** Hashes what has come. Rejects when the disk cannot be read. */
  async follow(): Promise<void> {
    // Nobody writes an empty file.
    if (this.bytes === 0) await this.part.create()
    await this.#follower.follow()
  }

  /** Hashes to the end and compares. */
  async verdict(): Promise<Verdict> {
    await this.follow()
    const sha256 = this.#follower.digest
    if (sha256 === null) return { kind: "incomplete" }
    return { kind: this.#sha256 === null || this.#sha256 === sha256 ? "right" : "wrong", sha256 }
  }

  /** Gives the checked file its name. */
  async keep(sha256: string): Promise<void> {
    await this.#follower.close()
    await this.part.name(this.bytes ?? 0, sha256)
  }

  /** Throws everything away. Nothing may be writing. */
  async restart(): Promise<void> {
    await this.#follower.restart()
    await this.part.restart(this.item.bytes)
  }

  /** Stops hashing; a verdict under way ends as incomplete. */
  async stop(): Promise<void> {
    await this.#follower.close()
  }

  async #begin({ start, journal }: Found): Promise<"whole" | "unsure" | "open"> {
    switch (start.kind) {
      case "complete":
        return "whole"
      case "seal":
        await this.part.seal(start, journal.digests)
        return "whole"
      case "name":
        await this.part.nameChecked(start, journal.digests)
        return "whole"
      case "check":
        this.part.lookAt(start.bytes, start.isOwn ? journal.digests : new Map())
        // Cut short: what is missing at its end is fetched, under the name of a part.
        if (start.bytes !== this.bytes) await this.part.reclaim()
        return "unsure"
      case "resume":
        await this.part.resume(start.have, journal.digests)
        return "open"
      case "fresh":
        // A journal of another file must not speak for this one after a kill.
        if (journal.file !== null) await this.part.remove()
        return "open"
    }
  }
}

interface Found {
  readonly start: ReturnType<typeof decideStart>
  readonly journal: Journal
  /** Neither part nor journal was there. */
  readonly isClean: boolean
  /** The run of the system; null: not known. */
  readonly boot: string | null
}

async function lookAt(item: DownloadItem, world: DownloadWorld, recheck: boolean): Promise<Found> {
  const paths = pathsOf(item.target)
  const [target, part, told, boot] = await Promise.all([
    world.files.info(item.target),
    world.files.info(paths.part),
    new JournalLog(world.files, paths.journal, true).read(),
    world.boot(),
  ])
  const journal = told === null ? EMPTY_JOURNAL : { ...told, have: rangesThere(told, boot) }
  const start = decideStart(
    { ...item, sha256: item.sha256?.toLowerCase() ?? null },
    {
      target: target?.kind === "file" ? target : null,
      part: part?.kind === "file" ? part : null,
      journal,
    },
  )
  const isWhole = start.kind === "complete" || start.kind === "seal"
  return {
    start: recheck && isWhole ? { ...start, kind: "check", isOwn: true } : start,
    journal,
    isClean: part === null && told === null,
    boot,
  }
}

/** The journal speaks of the file that is wanted. */
function isOurs({ start }: Found): boolean {
  return start.kind !== "fresh" && !(start.kind === "check" && !start.isOwn)
}

/** Blocks keep their size from run to run: the digests belong to them. */
function factsOf(item: DownloadItem, found: Found): PartFile["facts"] {
  const former = isOurs(found) ? found.journal.file : null
  const bytes = item.bytes ?? former?.bytes ?? (found.start.kind === "check" ? found.start.bytes : null)
  return {
    format: 1,
    bytes,
    sha256: item.sha256?.toLowerCase() ?? null,
    etag: item.etag,
    address: former?.address ?? null,
    validator: former?.validator ?? null,
    blockBytes: former?.blockBytes ?? blockBytesOf(bytes ?? 0),
  }
}
