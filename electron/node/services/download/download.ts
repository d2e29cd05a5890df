import { makeProblem, type Problem, problemOf } from "#common/domain/problem"
import { type DownloadProgress, type DownloadState, sumOf } from "#common/domain/transfer/transfer-progress"
import {
  measured,
  type RateMeter,
  rateOf,
  remainingSeconds,
  startMeter,
} from "#common/domain/transfer/transfer-rate"
import { findShortage } from "./disk-space"
import type { DownloadItem } from "./download-item"
import type { DownloadWorld } from "./download-world"
import { FileDownload } from "./file-download"
import type { StreamDealer } from "./stream-dealer"

/** How often listeners hear of progress, ms. */
const TELL_MS = 100
/** Files looked at together: thousands of questions to the disk at once cost memory and gain nothing. */
const PREPARED_AT_ONCE = 32
/** How often the free space is looked at, in tellings. */
const SPACE_TELLINGS = 20

/** Several files on their way to the disk. */
export class Download {
  readonly #files: readonly FileDownload[]
  readonly #listeners = new Set<(progress: DownloadProgress) => void>()
  readonly #ended = Promise.withResolvers<DownloadProgress>()
  readonly #telling = new AbortController()
  #state: DownloadState = "running"
  #problem: Problem | null = null
  #meter: RateMeter
  #fetchedBytes = 0
  #changed = true
  #preparing: Promise<unknown> = Promise.resolve()
  #isReady = false

  constructor(
    items: readonly DownloadItem[],
    private readonly world: DownloadWorld,
    private readonly dealer: StreamDealer,
    private readonly options: { readonly recheck: boolean; readonly onEnd: () => void },
  ) {
    const events = {
      onChange: () => this.#onChange(),
      onBytes: (count: number) => {
        this.#fetchedBytes += count
        this.#changed = true
      },
    }
    this.#files = items.map((item) => new FileDownload(item, world, events))
    this.#meter = startMeter(0, world.clock.now())
  }

  /** Where it ended: all files whole, one of them failed, or cancelled. Never rejects. */
  get result(): Promise<DownloadProgress> {
    return this.#ended.promise
  }

  progress(): DownloadProgress {
    const now = this.world.clock.now()
    const files = this.#files.map((file) => file.progress())
    const { doneBytes, totalBytes } = sumOf(files)
    const isRunning = this.#state === "running"
    return {
      state: this.#state,
      doneBytes,
      totalBytes,
      fetchedBytes: this.#fetchedBytes,
      rate: isRunning ? rateOf(this.#meter, now) : null,
      remainingSeconds:
        isRunning && totalBytes !== null ? remainingSeconds(this.#meter, totalBytes - doneBytes, now) : null,
      files,
      problem: this.#problem,
    }
  }

  /** Calls back at once and then when something changed, at most ten times a second. Returns how to stop that. */
  watch(listener: (progress: DownloadProgress) => void): () => void {
    this.#listeners.add(listener)
    listener(this.progress())
    return () => void this.#listeners.delete(listener)
  }

  /** Looks at what is there and begins. */
  async start(): Promise<void> {
    void this.#tell()
    this.#preparing = this.#prepare()
    await this.#preparing
    const shortage = await this.#shortage(this.world.tuning.spareBytes).catch((error: unknown) =>
      problemOf(error),
    )
    this.#isReady = true
    if (shortage !== null)
      return this.#stop(
        "failed",
        "code" in shortage ? shortage : makeProblem("disk-too-small", { ...shortage }),
      )
    if (this.#state === "running") this.#release()
    else this.#onChange()
  }

  /** Stops all streams. Returns when all they brought is on the disk. */
  async pause(): Promise<void> {
    if (this.#state !== "running") return
    this.#state = "paused"
    this.dealer.remove(this.#files)
    await this.#preparing
    await Promise.all(this.#files.map((file) => file.hold()))
    this.#tellNow()
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.#state !== "paused") return
    this.#state = "running"
    if (this.#isReady) this.#release()
    this.#tellNow()
  }

  /** Ends it. What came stays for a later start, unless `discard`. Whole files stay in any case. */
  async cancel(discard = false): Promise<void> {
    if (this.#isOver) return
    await this.#stop("cancelled", null, discard)
  }

  get #isOver(): boolean {
    return this.#state === "done" || this.#state === "failed" || this.#state === "cancelled"
  }

  async #prepare(): Promise<void> {
    const waiting = this.#files.values()
    const prepare = async () => {
      for (const file of waiting) await file.prepare(this.options.recheck)
    }
    await Promise.all(Array.from({ length: PREPARED_AT_ONCE }, prepare))
  }

  #release(): void {
    this.dealer.add(this.#files)
    for (const file of this.#files) file.release()
    this.#onChange()
  }

  #onChange(): void {
    this.#changed = true
    if (!this.#isReady || this.#state !== "running") return
    const full = this.#files.find((file) => isFatal(file.problem))
    if (full !== undefined) return void this.#failFull(full.problem)
    if (this.#files.every((file) => file.isOver)) {
      const problem = this.#files.find((file) => file.problem !== null)?.problem ?? null
      return void this.#stop(problem === null ? "done" : "failed", problem)
    }
    this.dealer.deal()
  }

  /** One full disk is the end for all: the sentence tells how much is missing. */
  async #failFull(problem: Problem | null): Promise<void> {
    if (problem?.code !== "disk-full") return this.#stop("failed", problem)
    const shortage = await this.#shortage(this.world.tuning.spareBytes).catch(() => null)
    const values = shortage ?? {}
    return this.#stop("failed", { ...problem, values: { ...problem.values, ...values } })
  }

  async #stop(state: DownloadState, problem: Problem | null, discard = false): Promise<void> {
    if (this.#isOver) return
    this.#state = state
    this.#problem = problem
    this.dealer.remove(this.#files)
    await this.#preparing
    await Promise.all(this.#files.map((file) => file.hold()))
    await Promise.all(this.#files.map((file) => file.close(discard).catch(() => undefined)))
    this.#telling.abort()
    this.#tellNow()
    this.#listeners.clear()
    this.options.onEnd()
    this.#ended.resolve(this.progress())
    this.dealer.deal()
  }

  #shortage(spareBytes: number) {
    const wanted = this.#files.map((file) => ({ target: file.item.target, bytes: file.missingBytes }))
    return findShortage(this.world.files, wanted, spareBytes)
  }

  /** Tells listeners what changed, and keeps an eye on the disk. */
  async #tell(): Promise<void> {
    const { clock, tuning } = this.world
    for (let telling = 1; !this.#telling.signal.aborted; telling++) {
      await clock.sleep(TELL_MS, this.#telling.signal).catch(() => undefined)
      if (this.#isOver) return
      this.#meter = measured(this.#meter, this.#fetchedBytes, clock.now())
      if (this.#changed) this.#tellNow()
      if (telling % SPACE_TELLINGS !== 0 || this.#state !== "running" || !this.#isReady) continue
      // What others write meanwhile is not ours to foresee: stop before the disk is full for everybody.
      const shortage = await this.#shortage(0).catch(() => null)
      if (shortage !== null && shortage.freeBytes < tuning.spareBytes && this.#state === "running") {
        await this.#stop("failed", makeProblem("disk-full", { ...shortage }))
      }
    }
  }

  #tellNow(): void {
    this.#changed = false
    const progress = this.progress()
    for (const listener of this.#listeners) listener(progress)
  }
}

/** What goes wrong for one file in this way goes wrong for all. */
function isFatal(problem: Problem | null): boolean {
  return problem?.code === "disk-full" || problem?.code === "permission-denied"
}
