import type { ChatChange, ChatFrame, Message } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import { joinDeltas } from "#common/domain/chat-delta-join"
import { makeCursor, parseCursor } from "#common/domain/watch"
import type { Clock } from "../../ports"
import { rest } from "../streams/state-topic"
import { Wake } from "../streams/wake"

/** What is kept for readers that were cut off: a minute of a fast model, or some large tool results. */
const RING = { changes: 10_000, characters: 2_000_000 }

/**
 * A conversation in memory, for many readers. Each gets the messages as they are, then the changes, joined to few
 * frames; a reader that was cut off continues behind its cursor, or gets the messages anew when that is too long ago.
 */
export class LiveThread {
  readonly #wake = new Wake()
  #messages: readonly Message[]
  /** The newest changes; `#first` is the number of the oldest. */
  #changes: ChatChange[] = []
  #first = 0
  #characters = 0
  #readers = 0

  constructor(
    private readonly clock: Clock,
    /** Differs for every one there ever was, so that an old cursor is recognised. */
    private readonly epoch: string,
    readonly threadId: string,
    messages: readonly Message[],
    private readonly ring: Readonly<typeof RING> = RING,
  ) {
    this.#messages = messages
  }

  get messages(): readonly Message[] {
    return this.#messages
  }

  get last(): Message | undefined {
    return this.#messages.at(-1)
  }

  /** How many read along now. */
  get readers(): number {
    return this.#readers
  }

  apply(...changes: readonly ChatChange[]): void {
    if (changes.length === 0) return
    this.#messages = changes.reduce(applyChatChange, this.#messages)
    this.#changes.push(...changes)
    for (const change of changes) this.#characters += charactersOf(change)
    // A quarter above the limits before anything goes, so that appending stays cheap.
    const { length } = this.#changes
    if (length > this.ring.changes * 1.25 || this.#characters > this.ring.characters * 1.25) this.#trim()
    this.#wake.wake()
  }

  /** Frames until the signal is aborted. */
  async *watch(
    cursor: string | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ChatFrame, void, undefined> {
    this.#readers++
    try {
      const parsed = parseCursor(cursor)
      let position = parsed?.epoch === this.epoch ? parsed.sequence : -1
      while (!signal?.aborted) {
        const version = this.#wake.version
        const end = this.#first + this.#changes.length
        if (position < this.#first || position > end) {
          yield { cursor: makeCursor(this.epoch, end), messages: this.#messages, changes: [] }
        } else if (position < end) {
          const changes = joinDeltas(this.#changes.slice(position - this.#first))
          yield { cursor: makeCursor(this.epoch, end), messages: null, changes }
        }
        position = end
        await this.#wake.after(version, signal)
        await rest(this.clock, signal)
      }
    } finally {
      this.#readers--
    }
  }

  #trim(): void {
    let dropped = 0
    for (const change of this.#changes) {
      const kept = this.#changes.length - dropped
      if (kept <= this.ring.changes && this.#characters <= this.ring.characters) break
      this.#characters -= charactersOf(change)
      dropped++
    }
    this.#changes = this.#changes.slice(dropped)
    this.#first += dropped
  }
}

function charactersOf(change: ChatChange): number {
  if ("text" in change) return change.text.length
  if (change.type === "tool-state") return change.change.result?.length ?? 0
  return change.type === "message-start" ? JSON.stringify(change.message.parts).length : 0
}
