import type { Gpu } from "#common/domain/hardware"
import type { StateFrame } from "#common/domain/watch"
import type { ProcessRow } from "#common/domain/machine/smi-processes"
import { parseGraphicsProcesses } from "#common/domain/machine/smi-processes"
import type { Ports } from "../../ports"
import { StateTopic } from "../streams/state-topic"
import type { NvidiaSmi } from "./nvidia-smi"
import type { GpuPicture } from "./read-gpus"

/** Between two looks, ms. */
const PAUSE_MS = 1000
/** A slow driver is asked for at most this share of the time. */
const BUSY_SHARE = 0.2
/** After a failure, doubled each time: a hanging nvidia-smi may leave a process behind that nothing can end, ms. */
const AFTER_FAILURE_MS = 5000
const LONGEST_PAUSE_MS = 120_000
/** The slow table with the processes that draw is asked for every so many looks, and only where there is a monitor. */
const GRAPHICS_EVERY = 10

/** Looks at the cards about once a second for as long as somebody watches, never twice at the same time. */
export class GpuWatch {
  readonly #topic: StateTopic<readonly Gpu[]>
  #watchers = 0
  #stop: AbortController | null = null
  #first: Promise<void> = Promise.resolve()
  #looking: Promise<void> = Promise.resolve()
  #graphics: readonly ProcessRow[] = []

  constructor(
    private readonly ports: Pick<Ports, "clock" | "log" | "newId">,
    private readonly smi: NvidiaSmi,
    private readonly read: (graphics: readonly ProcessRow[]) => Promise<GpuPicture>,
  ) {
    this.#topic = new StateTopic<readonly Gpu[]>(ports.clock, ports.newId(), [])
  }

  /** The processes that draw, as last seen; no query lists them. */
  get graphics(): readonly ProcessRow[] {
    return this.#graphics
  }

  /** The cards as they are, then whenever they were looked at again. */
  async *watch(signal?: AbortSignal): AsyncGenerator<StateFrame<readonly Gpu[]>, void, undefined> {
    if (signal?.aborted) return
    const first = this.#enter()
    try {
      await Promise.race([first, aborted(signal)])
      yield* this.#topic.watch(signal)
    } finally {
      this.#leave()
    }
  }

  /** Resolves with the first look since somebody watches. */
  #enter(): Promise<void> {
    this.#watchers++
    if (this.#watchers === 1) {
      const stop = new AbortController()
      const before = this.#looking
      this.#stop = stop
      this.#first = new Promise((resolve) => {
        // A look that was under way when the last watcher left comes to its end first.
        this.#looking = before.then(() => this.#look(stop.signal, resolve))
      })
    }
    return this.#first
  }

  #leave(): void {
    this.#watchers--
    if (this.#watchers > 0) return
    this.#stop?.abort()
    this.#stop = null
  }

  async #look(signal: AbortSignal, looked: () => void): Promise<void> {
    let failures = 0
    for (let round = 0; !signal.aborted; round++) {
      const startedAtMs = this.ports.clock.now()
      const gpus = await this.#lookOnce()
      looked()
      failures = gpus === null ? failures + 1 : 0
      const pauseMs = pauseAfter(failures, this.ports.clock.now() - startedAtMs)
      if (gpus !== null && round % GRAPHICS_EVERY === 0) await this.#lookForGraphics(gpus)
      await this.ports.clock.sleep(pauseMs, signal).catch(() => undefined)
    }
  }

  /** Null after a failure; the last picture then stays: a moment's trouble is no reason to say the cards are gone. */
  async #lookOnce(): Promise<readonly Gpu[] | null> {
    try {
      const { gpus, problem } = await this.read(this.#graphics)
      if (problem === null) this.#topic.set(gpus)
      else this.ports.log.debug("GPUs could not be read", { problem })
      return problem === null ? gpus : null
    } catch (error) {
      this.ports.log.error("looking at the GPUs failed", { error })
      return null
    }
  }

  async #lookForGraphics(gpus: readonly Gpu[]): Promise<void> {
    if (!gpus.some((gpu) => gpu.displayActive === true)) return
    const table = await this.smi.ask()
    if (table.problem === null) this.#graphics = parseGraphicsProcesses(table.text)
  }
}

function pauseAfter(failures: number, tookMs: number): number {
  if (failures > 0) return Math.min(LONGEST_PAUSE_MS, AFTER_FAILURE_MS * 2 ** (failures - 1))
  return Math.max(PAUSE_MS, tookMs / BUSY_SHARE)
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }))
}
