import { type LogFrame, type LogLine, makeCursor, parseCursor } from "#common/domain/watch"
import type { Clock } from "../../ports"
import { rest } from "./state-topic"
import { Wake } from "./wake"

/** Lines a frame carries at most; a reader far behind gets several frames. */
const LINES_PER_FRAME = 2000
/** A line longer than this is cut: a progress bar gone wild must not fill the memory. */
const LONGEST_LINE = 8192

/**
 * The last lines of a process, for many readers. Bounded: the oldest lines leave when the ring is full. A reader
 * continues behind its cursor, without gap or double, and is told how many lines left before it came to them.
 */
export class LineLog {
  readonly #wake = new Wake()
  /** Lines with ever growing numbers; `#first` is the number of the oldest. */
  #lines: LogLine[] = []
  #next = 0

  constructor(
    private readonly clock: Clock,
    private readonly epoch: string,
    private readonly capacity = 10_000,
  ) {}

  /** The lines still held, oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines
  }

  append(...texts: readonly string[]): void {
    if (texts.length === 0) return
    const atMs = this.clock.now()
    for (const text of texts) {
      const kept = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} …` : text
      this.#lines.push({ number: this.#next++, atMs, text: kept })
    }
    // Trimming in large steps keeps appending cheap.
    if (this.#lines.length > this.capacity * 1.25) this.#lines = this.#lines.slice(-this.capacity)
    this.#wake.wake()
  }

  /** Forgets all lines; numbers go on, so no cursor ever points at another line. */
  clear(): void {
    this.#lines = []
    this.#wake.wake()
  }

  /** Frames until the signal is aborted, beginning with what is there behind the cursor. */
  async *watch(cursor: string | undefined, signal?: AbortSignal): AsyncGenerator<LogFrame, void, undefined> {
    const parsed = parseCursor(cursor)
    let position = parsed?.epoch === this.epoch ? Math.min(parsed.sequence, this.#next) : this.#firstNumber()
    let first = true
    while (!signal?.aborted) {
      const version = this.#wake.version
      const dropped = Math.max(0, this.#firstNumber() - position)
      position += dropped
      const from = position - this.#firstNumber()
      const lines = this.#lines.slice(from, from + LINES_PER_FRAME)
      position += lines.length
      if (first || lines.length > 0 || dropped > 0) {
        yield { cursor: makeCursor(this.epoch, position), lines, dropped }
      }
      first = false
      if (position === this.#next) await this.#wake.after(version, signal)
      await rest(this.clock, signal)
    }
  }

  #firstNumber(): number {
    return this.#next - this.#lines.length
  }
}
