import { FRAMES_PER_SECOND, makeCursor, type StateFrame } from "#common/domain/watch"
import type { Clock } from "../../ports"
import { Wake } from "./wake"

/**
 * A small state that many may watch. A reader gets the state as it is, then the newest one whenever it changed,
 * at most {@link FRAMES_PER_SECOND} times a second: what lies between is skipped, never queued, so a slow reader
 * costs nothing.
 */
export class StateTopic<T> {
  readonly #wake = new Wake()
  #state: T

  constructor(
    private readonly clock: Clock,
    private readonly epoch: string,
    initial: T,
  ) {
    this.#state = initial
  }

  get state(): T {
    return this.#state
  }

  /** Replaces the state. The same value again is no change. */
  set(state: T): void {
    if (Object.is(state, this.#state)) return
    this.#state = state
    this.#wake.wake()
  }

  /** Frames until the signal is aborted; the first comes at once, whatever cursor the reader brings. */
  async *watch(signal?: AbortSignal): AsyncGenerator<StateFrame<T>, void, undefined> {
    while (!signal?.aborted) {
      const version = this.#wake.version
      yield { cursor: makeCursor(this.epoch, version), state: this.#state }
      await this.#wake.after(version, signal)
      await rest(this.clock, signal)
    }
  }

  /** Resolves with the first state, present or future, that passes the test. */
  async until(passes: (state: T) => boolean, signal?: AbortSignal): Promise<T> {
    for (;;) {
      signal?.throwIfAborted()
      const version = this.#wake.version
      if (passes(this.#state)) return this.#state
      await this.#wake.after(version, signal)
    }
  }
}

/** The pause between two frames; ends early, without complaint, when the reader leaves. */
export async function rest(clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return
  await clock.sleep(1000 / FRAMES_PER_SECOND, signal).catch(() => undefined)
}
