import type { KeptMessage } from "#common/domain/chat"
import { type Problem, problemOf } from "#common/domain/problem"
import type { ThreadStore } from "../../chat-ports"
import type { Clock, Logger } from "../../ports"

/** Longest time that text being written is only in memory, ms. */
const SAVE_EVERY_MS = 400
/** A disk that refused is asked again after this long, ms. */
const RETRY_EVERY_MS = 2000

/**
 * Brings answers to disk while they are written: all that changed, of all conversations, in one write every
 * {@link SAVE_EVERY_MS}. When the disk refuses, the answers go on in memory, which their readers are told, and are
 * saved once it takes them.
 */
export class MessageSaver {
  readonly #unsaved = new Map<string, KeptMessage>()
  readonly #closed = new AbortController()
  #scheduled = false
  /** Messages whose readers were told that they are in memory alone. */
  #told = new Map<string, KeptMessage>()

  constructor(
    private readonly store: Pick<ThreadStore, "write">,
    private readonly clock: Clock,
    private readonly log: Logger,
    /** Told when messages could not be saved, and with null when they were after all. */
    private readonly onSaved: (messages: readonly KeptMessage[], problem: Problem | null) => void,
  ) {}

  /** To be saved soon. */
  soon(message: KeptMessage): void {
    this.#unsaved.set(message.id, message)
    this.#schedule(SAVE_EVERY_MS)
  }

  /** Saved when this returns, unless the disk refuses. */
  now(message: KeptMessage): void {
    this.#unsaved.set(message.id, message)
    this.#save()
  }

  /** Saves what is left. */
  close(): void {
    this.#closed.abort()
    this.#save()
  }

  #schedule(afterMs: number): void {
    if (this.#scheduled || this.#closed.signal.aborted) return
    this.#scheduled = true
    void this.#saveAfter(afterMs)
  }

  async #saveAfter(afterMs: number): Promise<void> {
    // Woken early only by the end, which saves what is left itself.
    await this.clock.sleep(afterMs, this.#closed.signal).catch(() => undefined)
    this.#scheduled = false
    if (!this.#closed.signal.aborted) this.#save()
  }

  #save(): void {
    if (this.#unsaved.size === 0) return
    const messages = [...this.#unsaved.values()]
    try {
      this.store.write({ messages })
      this.#unsaved.clear()
      this.#tellSaved()
    } catch (error) {
      this.#tellUnsaved(messages, problemOf(error))
      this.#schedule(RETRY_EVERY_MS)
    }
  }

  #tellSaved(): void {
    if (this.#told.size === 0) return
    const messages = [...this.#told.values()]
    this.#told.clear()
    this.log.info("messages are saved after all", { count: messages.length })
    this.onSaved(messages, null)
  }

  #tellUnsaved(messages: readonly KeptMessage[], problem: Problem): void {
    const news = messages.filter(({ id }) => !this.#told.has(id))
    if (news.length === 0) return
    for (const message of news) this.#told.set(message.id, message)
    this.log.error("messages could not be saved", { count: news.length, problem })
    this.onSaved(news, problem)
  }
}
