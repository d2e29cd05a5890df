import type { WorkCandidate } from "#common/domain/transfer/choose-work"
import type { TransferFault } from "#common/domain/transfer/react-to-fault"
import type { FileProgress, FileState } from "#common/domain/transfer/transfer-progress"
import { type Problem, problemOf } from "#common/domain/problem"
import type { DownloadItem } from "./download-item"
import { DownloadSources } from "./download-sources"
import type { DownloadWorld } from "./download-world"
import { FaultHistory, transferFaultOf } from "./fault-history"
import { FileOnDisk } from "./file-on-disk"
import { FileStreams } from "./file-streams"
import { FaultError } from "./lease-fetch"

/** What a file tells whoever runs it. */
export interface FileEvents {
  /** Something changed that may make new work possible, or ended. */
  readonly onChange: () => void
  /** Bytes came over the network. */
  readonly onBytes: (count: number) => void
}

/** One file on its way: lets streams fetch what is missing, takes faults, and ends as done or failed. */
export class FileDownload {
  readonly #sources: DownloadSources
  readonly #faults: FaultHistory
  readonly #streams: FileStreams
  #disk: FileOnDisk | null = null
  /** Size, once it is done: then the disk's side is let go, for there may be thousands of files. */
  #doneBytes: number | null = null
  #state: FileState = "waiting"
  #problem: Problem | null = null
  #retryAtMs: number | null = null
  #held = true
  #restarting: Promise<void> | null = null
  #concluding: Promise<void> | null = null

  constructor(
    readonly item: DownloadItem,
    private readonly world: DownloadWorld,
    private readonly events: FileEvents,
  ) {
    this.#sources = new DownloadSources(item)
    this.#faults = new FaultHistory(world, this.#sources, world.tuning.patienceMs)
    this.#streams = new FileStreams(world, item, this.#sources, () => this.#disk, {
      isOpen: () => this.#isOpen,
      onAnswer: events.onChange,
      onBytes: events.onBytes,
      onWritten: (disk) => this.#takeProgress(disk),
      onError: (error, host) => this.#takeError(error, host),
    })
  }

  get problem(): Problem | null {
    return this.#state === "failed" ? this.#problem : null
  }

  /** Connections at work. */
  get streams(): number {
    return this.#streams.streams
  }

  get isOver(): boolean {
    return this.#state === "done" || this.#state === "failed"
  }

  /** Bytes that have yet to be written; unknown sizes count as nothing. */
  get missingBytes(): number {
    const isSettled = this.#state === "done" || this.#state === "checking" || this.#bytes === null
    return isSettled ? 0 : this.#streams.missingBytes
  }

  /** When it may be worked on again, ms since 1970; null: it waits for no time. */
  get wakeAtMs(): number | null {
    if (this.isOver || this.#held) return null
    const quietMs = this.world.manners.quietUntilMs(this.#sources.host)
    return this.#retryAtMs === null ? quietMs : Math.max(this.#retryAtMs, quietMs ?? 0)
  }

  progress(): FileProgress {
    const isDone = this.#state === "done"
    return {
      id: this.item.id,
      state: this.#state,
      doneBytes: isDone ? (this.#bytes ?? 0) : (this.#disk?.writtenBytes ?? 0),
      totalBytes: this.#bytes,
      checkedBytes: isDone ? (this.#bytes ?? 0) : (this.#disk?.checkedBytes ?? 0),
      streams: this.streams,
      problem: this.#problem,
      retryAtMs: this.#retryAtMs,
    }
  }

  /** What the dealer of streams wants to know. */
  get candidate(): WorkCandidate {
    return this.#streams
  }

  /**
   * Looks at the disk. Resolves when it is known what is there and what is missing; reading a file that may be whole
   * already goes on behind that.
   */
  async prepare(recheck: boolean): Promise<void> {
    this.#state = "checking"
    await this.#guard(async () => {
      const onDamage = () => this.events.onChange()
      const { disk, state } = await FileOnDisk.open(this.item, this.world, { recheck, onDamage })
      this.#disk = disk
      if (state === "unsure") void this.#guard(() => this.#check(disk))
      else if (state === "whole") this.#finish(disk)
      else this.#state = "waiting"
      if (state === "open") {
        void this.#guard(() => disk.follow())
        this.#concludeWhenFull()
      }
    })
  }

  /** Lets streams work on it from the next deal on; what failed gets another chance. */
  release(): void {
    this.#held = false
    this.#faults.beginPatience()
    // What could not even be looked at stays failed, with its reason.
    if (this.#state === "failed" && this.#disk !== null) {
      this.#state = "waiting"
      this.#problem = null
      this.#retryAtMs = null
    }
    this.#concludeWhenFull()
  }

  /** Ends all streams and returns when all they brought is on the disk and in the journal. */
  async hold(): Promise<void> {
    this.#held = true
    await this.#streams.stop()
    await this.#restarting
    if (this.#state !== "done") await this.#guard(async () => this.#disk?.part.settle())
  }

  /** Gives back what it holds; `discard` removes what is not whole. */
  async close(discard: boolean): Promise<void> {
    await this.#disk?.stop()
    await this.#concluding
    if (discard && this.#state !== "done") await this.#disk?.part.remove()
    else await this.#disk?.part.close()
  }

  /** One piece of work for a free stream; `streams` share what is left. Never rejects. */
  async work(kind: "lease" | "steal", alone: boolean, streams: number): Promise<void> {
    const lease = this.#streams.take(kind, alone, streams)
    if (lease === null) return
    this.#state = "fetching"
    this.#retryAtMs = null
    await this.#streams.run(lease)
    this.#concludeWhenFull()
    this.events.onChange()
  }

  get #isOpen(): boolean {
    const isPending = this.#state === "waiting" || this.#state === "fetching" || this.#state === "retrying"
    const isDue = this.#retryAtMs === null || this.#retryAtMs <= this.world.clock.now()
    return isPending && isDue && !this.#held && this.#restarting === null
  }

  get #bytes(): number | null {
    return this.#disk === null ? (this.#doneBytes ?? this.item.bytes) : this.#disk.bytes
  }

  /** Reads a file that stands under its name. */
  async #check(disk: FileOnDisk): Promise<void> {
    const verdict = await disk.verdict()
    // It is replaced once the right one is whole.
    if (verdict.kind === "wrong") await disk.restart()
    this.#state = "waiting"
    this.#concludeWhenFull()
    this.events.onChange()
  }

  #takeProgress(disk: FileOnDisk): void {
    this.#faults.progressed()
    this.#problem = null
    if (this.#state === "retrying") this.#state = "fetching"
    void this.#guard(() => disk.follow())
  }

  #takeError(error: unknown, host: string): void {
    // All bytes are there: the hash decides, not a stream that came too late.
    if (this.#concluding !== null) return
    const fault = transferFaultOf(error)
    if (fault === null) return this.#fail(problemOf(error))
    // An address that another stream has already replaced: nothing new.
    const isOld = error instanceof FaultError && fault.kind === "status" && this.#sources.isStale(error.url)
    if (!isOld) this.#takeFault(fault, host)
  }

  #takeFault(fault: TransferFault, host: string): void {
    if (fault.kind === "status" && (fault.status === 429 || fault.status === 503)) {
      this.world.manners.complained(host, fault.retryAfterMs ?? 0)
    }
    const reaction = this.#faults.react(fault)
    this.world.log.warn("a download met a fault", {
      file: this.item.id,
      host,
      fault,
      reaction: reaction.kind,
    })
    if (reaction.kind === "fail") return this.#fail(reaction.problem)
    this.#state = "retrying"
    this.#retryAtMs = this.world.clock.now() + reaction.afterMs
    this.#problem = reaction.kind === "retry" ? reaction.problem : null
    if (reaction.kind === "other-source") this.#streams.forgetServer()
    // Without a hash nothing would tell whether two servers have the same file.
    const mixes = reaction.kind === "other-source" && this.item.sha256 === null
    if (reaction.kind === "restart" || fault.kind === "corrupt" || mixes) this.#startOver()
  }

  /** Ends all streams, then throws away what they brought. */
  #startOver(): void {
    this.#restarting ??= this.#guard(async () => {
      await this.#streams.stop()
      await this.#disk?.restart()
      this.#streams.forgetServer()
    }).finally(() => {
      this.#restarting = null
      this.events.onChange()
    })
  }

  /** All bytes are there: their hash decides. */
  #concludeWhenFull(): void {
    const disk = this.#disk
    const isBusy = this.#concluding !== null || this.#restarting !== null || this.#state === "checking"
    if (disk === null || this.isOver || isBusy || !disk.isFull) return
    this.#state = "verifying"
    this.#concluding = this.#guard(() => this.#conclude(disk)).finally(() => {
      this.#concluding = null
      this.events.onChange()
    })
  }

  async #conclude(disk: FileOnDisk): Promise<void> {
    const verdict = await disk.verdict()
    if (verdict.kind === "right") {
      await this.#streams.stop()
      await disk.keep(verdict.sha256)
      this.#finish(disk)
    } else if (verdict.kind === "wrong") {
      this.#takeFault({ kind: "corrupt", actualSha256: verdict.sha256 }, this.#sources.host ?? "")
    } else {
      this.#state = "waiting"
    }
  }

  #finish(disk: FileOnDisk): void {
    this.#doneBytes = disk.bytes
    this.#disk = null
    this.#state = "done"
    this.#problem = null
    this.#retryAtMs = null
  }

  #fail(problem: Problem): void {
    if (this.isOver) return
    this.#state = "failed"
    this.#problem = problem
    void this.#streams.stop()
    this.events.onChange()
  }

  /** Every error of the disk ends in the file's problem. */
  async #guard(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#fail(problemOf(error))
    }
  }
}
