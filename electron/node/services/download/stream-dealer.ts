import { chooseWork, type WorkCandidate } from "#common/domain/transfer/choose-work"
import type { DownloadWorld } from "./download-world"
import type { FileDownload } from "./file-download"

/** How often idle streams look again for work, ms. */
const LOOK_MS = 500

/** Deals the connections of all downloads to files, the most urgent first. */
export class StreamDealer {
  #files: readonly FileDownload[] = []
  /** The same files as whoever chooses sees them. */
  #candidates: readonly WorkCandidate[] = []
  #active = 0
  #alarm: AbortController | null = null
  #alarmAtMs = 0
  #isDealing = false

  constructor(private readonly world: DownloadWorld) {}

  add(files: readonly FileDownload[]): void {
    this.#setFiles([...this.#files, ...files])
  }

  remove(files: readonly FileDownload[]): void {
    const removed = new Set(files)
    this.#setFiles(this.#files.filter((file) => !removed.has(file)))
  }

  /** Gives every free stream something to do. To be called whenever there may be something new. */
  deal(): void {
    // A stream that ends at once would deal within the deal.
    if (this.#isDealing) return
    this.#isDealing = true
    let isBusy = this.#isBusy
    while (!isBusy && this.#dealOne()) isBusy = this.#isBusy
    this.#isDealing = false
    // A stream that ends deals again.
    if (!isBusy) this.#setAlarm()
  }

  #setFiles(files: readonly FileDownload[]): void {
    this.#files = files
    this.#candidates = files.map((file) => file.candidate)
  }

  get #isBusy(): boolean {
    return this.#active >= this.world.tuning.streams
  }

  #dealOne(): boolean {
    const { tuning } = this.world
    const work = chooseWork(this.#candidates, tuning)
    const file = work === null ? undefined : this.#files[work.index]
    if (work === null || file === undefined) return false
    const busy = Math.max(1, this.#candidates.filter((one) => one.streams > 0).length)
    const share = Math.max(1, Math.min(tuning.streamsPerFile, Math.floor(tuning.streams / busy)))
    this.#active++
    void file.work(work.kind, work.alone, share).finally(() => {
      this.#active--
      this.deal()
    })
    return true
  }

  /** Wakes when the first file that waits for its time may go on. */
  #setAlarm(): void {
    const now = this.world.clock.now()
    // A busy stream may turn out to be slow: then an idle one takes over its work.
    let next = this.#active > 0 ? Math.ceil(now / LOOK_MS + 1) * LOOK_MS : Number.POSITIVE_INFINITY
    for (const { wakeAtMs } of this.#files) {
      // A time that has come since the deal looked at it counts as well, or nobody would look again.
      if (wakeAtMs !== null) next = Math.min(next, Math.max(wakeAtMs, now + 20))
    }
    if (next === this.#alarmAtMs && this.#alarm !== null) return
    this.#alarm?.abort()
    this.#alarm = null
    if (!Number.isFinite(next)) return
    const alarm = new AbortController()
    this.#alarm = alarm
    this.#alarmAtMs = next
    void this.#ring(next - now, alarm)
  }

  async #ring(afterMs: number, alarm: AbortController): Promise<void> {
    await this.world.clock.sleep(afterMs, alarm.signal).catch(() => undefined)
    if (alarm.signal.aborted) return
    this.#alarm = null
    this.deal()
  }
}
