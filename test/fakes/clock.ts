import type { Clock } from "#node/ports"

interface Sleeper {
  readonly dueMs: number
  readonly order: number
  readonly resume: () => void
}

/** A clock that stands still until it is moved by hand. */
export class FakeClock implements Clock {
  #nowMs: number
  #sleepers: Sleeper[] = []
  #order = 0
  #waiting: { readonly count: number; readonly resume: () => void }[] = []

  constructor(startMs = 1_700_000_000_000) {
    this.#nowMs = startMs
  }

  now(): number {
    return this.#nowMs
  }

  /** How many wait for a time to come. */
  get sleeping(): number {
    return this.#sleepers.length
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const abort = () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper)
        reject(signal?.reason)
      }
      const sleeper: Sleeper = {
        dueMs: this.#nowMs + Math.max(0, ms),
        order: this.#order++,
        resume: () => {
          signal?.removeEventListener("abort", abort)
          resolve()
        },
      }
      signal?.addEventListener("abort", abort, { once: true })
      this.#sleepers.push(sleeper)
      this.#waiting = this.#waiting.filter((waiter) => {
        if (this.#sleepers.length < waiter.count) return true
        waiter.resume()
        return false
      })
    })
  }

  /** Moves time on. Sleepers wake in order, each with the time it asked for, and may sleep again on the way. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms
    await settle()
    for (;;) {
      const [next] = this.#sleepers
        .filter((one) => one.dueMs <= endMs)
        .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)
      if (next === undefined) break
      this.#nowMs = Math.max(this.#nowMs, next.dueMs)
      this.#sleepers = this.#sleepers.filter((one) => one !== next)
      next.resume()
      await settle()
    }
    this.#nowMs = endMs
  }

  /** Resolves as soon as at least `count` are asleep: the way to wait for code under test without real time. */
  whenSleeping(count = 1): Promise<void> {
    if (this.#sleepers.length >= count) return Promise.resolve()
    return new Promise((resume) => this.#waiting.push({ count, resume }))
  }
}

/** Lets everything that was woken run until it waits again, as far as promises reach. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
