import { chooseWork } from "#common/domain/transfer/choose-work"
import type { DownloadWorld } from "./download-world"
import type { FileDownload } from "./file-download"

/** How often idle streams look again for work, ms. */
const LOOK_MS = 500

/** Deals the connections of all downloads to files, the most urgent first. */
export class StreamDealer {
  #files: readonly FileDownload[] = []
  #active = 0
  #alarm: AbortController | null = null
  #alarmAtMs = 0
  #isDealing = false

  constructor(private readonly world: DownloadWorld) {}

  add(files: readonly FileDownload[]): void {
    this.#files = [...this.#files, ...files]
  }

  remove(files: readonly FileDownload[]): void {
    this.#files = this.#files.filter((file) => !files.includes(file))
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

  get #isBusy(): boolean {
    return this.#active >= this.world.tuning.streams
  }

  #dealOne(): boolean {
    const { tuning } = this.world
    const files = this.#files.filter((file) => !file.isOver)
    const work = chooseWork(
      files.map((file) => file.candidate),
      tuning,
    )
    const file = work === null ? undefined : files[work.index]
    if (work === null || file === undefined) return false
    const busy = Math.max(1, files.filter((one) => one.streams > 0).length)
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
    // A time that has come since the deal looked at it counts as well, or nobody would look again.
    const times = this.#files.flatMap((file) => file.wakeAtMs ?? []).map((time) => Math.max(time, now + 20))
    // A busy stream may turn out to be slow: then an idle one takes over its work.
    if (this.#active > 0) times.push(Math.ceil(now / LOOK_MS + 1) * LOOK_MS)
    const next = Math.min(...times)
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
