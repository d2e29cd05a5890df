import type { Message } from "#common/domain/chat"
import { problemOf } from "#common/domain/problem"
import type { ThreadStore } from "../../chat-ports"
import type { Clock, Logger } from "../../ports"

/** Longest time that text being written is only in memory, ms. */
const SAVE_EVERY_MS = 400

/**
 * Brings answers to disk while they are written: all that changed, of all conversations, in one write every
 * {@link SAVE_EVERY_MS}. A write that fails is tried again with the next one; the answer goes on meanwhile.
 */
export class MessageSaver {
  readonly #unsaved = new Map<string, Message>()
  readonly #closed = new AbortController()
  #scheduled = false

  constructor(
    private readonly store: ThreadStore,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** To be saved soon. */
  soon(message: Message): void {
    this.#unsaved.set(message.id, message)
    if (this.#scheduled || this.#closed.signal.aborted) return
    this.#scheduled = true
    void this.#saveLater()
  }

  /** Saved when this returns, unless the disk refuses. */
  now(message: Message): void {
    this.#unsaved.set(message.id, message)
    this.#save()
  }

  /** Saves what is left. */
  close(): void {
    this.#closed.abort()
    this.#save()
  }

  async #saveLater(): Promise<void> {
    // Woken early only by the end, which saves what is left itself.
    await this.clock.sleep(SAVE_EVERY_MS, this.#closed.signal).catch(() => undefined)
    this.#scheduled = false
    if (!this.#closed.signal.aborted) this.#save()
  }

  #save(): void {
    if (this.#unsaved.size === 0) return
    const messages = [...this.#unsaved.values()]
    try {
      this.store.write({ messages })
      this.#unsaved.clear()
    } catch (error) {
      this.log.error("messages could not be saved", { count: messages.length, problem: problemOf(error) })
      for (const message of messages) this.soon(message)
    }
  }
}
