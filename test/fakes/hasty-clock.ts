import { setTimeout as sleep } from "node:timers/promises"
import type { Clock } from "#node/ports"

/** Real time, only faster: what waits a minute waits a second. For tests against real servers. */
export class HastyClock implements Clock {
  readonly #start = performance.now()

  /** Waits that were asked for, in its own ms. */
  readonly waits: number[] = []

  constructor(private readonly times: number) {}

  now(): number {
    return 1_700_000_000_000 + (performance.now() - this.#start) * this.times
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.waits.push(ms)
    try {
      await sleep(ms / this.times, undefined, signal === undefined ? {} : { signal })
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  }
}
