import {
  compactJournal,
  type Journal,
  journalLine,
  type JournalRecord,
  readJournal,
} from "#common/domain/transfer/journal"
import type { Files, OpenFile } from "../../ports"

/** A journal on the disk. Lines are added and synced; only `begin` replaces the whole. */
export class JournalLog {
  #file: OpenFile | null = null
  #position = 0
  /** One line after the other: two at the same position would be none. */
  #writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly files: Files,
    private readonly path: string,
    /** False: there is surely none yet. */
    private mayExist: boolean,
  ) {}

  /** Null when there is none. */
  async read(): Promise<Journal | null> {
    const text = await this.files.readText(this.path)
    return text === null ? null : readJournal(text)
  }

  /** Starts it anew with what is known; all or nothing. */
  async begin(journal: Journal): Promise<void> {
    await this.close()
    this.mayExist = true
    const text = compactJournal(journal)
    await this.files.writeText(this.path, text)
    this.#file = await this.files.open(this.path, "write")
    this.#position = Buffer.byteLength(text)
  }

  /** As `begin`, at no cost, where there is none yet: should the power fail, there is again none. */
  async beginLightly(journal: Journal): Promise<void> {
    if (this.mayExist) return this.begin(journal)
    this.mayExist = true
    const bytes = Buffer.from(compactJournal(journal))
    const file = await this.files.open(this.path, "write")
    this.#file = file
    this.#position = bytes.length
    await file.write(bytes, 0)
  }

  /** Whether lines can be added. */
  get isOpen(): boolean {
    return this.#file !== null
  }

  /** Returns when the lines would survive a power cut. */
  append(records: readonly JournalRecord[]): Promise<void> {
    return this.#append(records, true)
  }

  /** Returns when the lines would survive a kill. */
  appendLightly(records: readonly JournalRecord[]): Promise<void> {
    return this.#append(records, false)
  }

  #append(records: readonly JournalRecord[], isSynced: boolean): Promise<void> {
    const write = async () => {
      if (this.#file === null || records.length === 0) return
      const bytes = Buffer.from(records.map(journalLine).join(""))
      await this.#file.write(bytes, this.#position)
      this.#position += bytes.length
      if (isSynced) await this.#file.sync()
    }
    const done = this.#writing.then(write)
    this.#writing = done.catch(() => undefined)
    return done
  }

  /**
   * Replaces it by its last word. Not synced: it only spares a later start the reading of a whole file, and half a
   * line is none.
   */
  async end(journal: Journal): Promise<void> {
    await this.close()
    const file = await this.files.open(this.path, "write")
    try {
      const bytes = Buffer.from(compactJournal(journal))
      await file.write(bytes, 0)
      if (this.mayExist) await file.truncate(bytes.length)
    } finally {
      await file.close()
    }
  }

  async remove(): Promise<void> {
    await this.close()
    await this.files.remove(this.path)
  }

  async close(): Promise<void> {
    await this.#writing
    const file = this.#file
    this.#file = null
    await file?.close()
  }
}
