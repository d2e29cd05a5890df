import type { Clock } from "../ports"

/** Wrong tokens a caller may show before it has to wait. */
const FREE_GUESSES = 10
/** How long the doors stay shut to a guesser, and how long guesses are remembered, ms. */
const PAUSE_MS = 60_000
/** Addresses remembered at once; the list itself must not become the attack. */
const MOST_CALLERS = 1000

/** Slows guessing down. A token of 256 bits needs no help against luck; this keeps the noise and the load away. */
export class GuessLimiter {
  readonly #guesses = new Map<string, { count: number; sinceMs: number }>()

  constructor(private readonly clock: Pick<Clock, "now">) {}

  /** Seconds this caller still has to wait; 0 when it may try. */
  waitSeconds(caller: string): number {
    const guesses = this.#guesses.get(caller)
    if (guesses === undefined || guesses.count < FREE_GUESSES) return 0
    return Math.max(0, Math.ceil((guesses.sinceMs + PAUSE_MS - this.clock.now()) / 1000))
  }

  /** Notes a wrong token. */
  wrong(caller: string): void {
    const nowMs = this.clock.now()
    const known = this.#guesses.get(caller)
    if (known !== undefined && nowMs - known.sinceMs < PAUSE_MS) {
      known.count++
      known.sinceMs = nowMs
      return
    }
    if (this.#guesses.size >= MOST_CALLERS) this.#guesses.clear()
    this.#guesses.set(caller, { count: 1, sinceMs: nowMs })
  }
}
