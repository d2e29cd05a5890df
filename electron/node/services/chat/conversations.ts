import { branchTo } from "#common/domain/chat-branches"
import { LiveThread } from "./live-thread"
import { Conversation, type ConversationWorld } from "./conversation"
import { asInterrupted } from "./interrupted"

/** Conversations kept in memory that nobody uses now. */
const IDLE_KEPT = 16

/** The conversations in memory: those in use, and some that were lately. */
export class Conversations {
  /** The least lately used first. */
  readonly #inMemory = new Map<string, Conversation>()

  constructor(private readonly world: ConversationWorld) {}

  /** The conversation of a thread that exists. */
  of(threadId: string): Conversation {
    const conversation = this.#inMemory.get(threadId) ?? this.#load(threadId)
    this.#inMemory.delete(threadId)
    this.#inMemory.set(threadId, conversation)
    this.#forgetIdle()
    return conversation
  }

  all(): Iterable<Conversation> {
    return this.#inMemory.values()
  }

  /** Null when it is not in memory. */
  inMemory(threadId: string): Conversation | null {
    return this.#inMemory.get(threadId) ?? null
  }

  #load(threadId: string): Conversation {
    const { clock, newId, store } = this.world
    const { messages, headId } = store.conversation(threadId)
    // Nobody is writing what is only now read; a full disk may have kept the start from noting so.
    const whole = messages.map((message) => asInterrupted(message, clock.now()))
    const live = new LiveThread(clock, newId(), threadId, branchTo(whole, headId))
    return new Conversation(this.world, live, whole)
  }

  #forgetIdle(): void {
    let surplus = this.#inMemory.size - IDLE_KEPT
    for (const [threadId, conversation] of this.#inMemory) {
      if (surplus <= 0) return
      surplus--
      if (!conversation.inUse) this.#inMemory.delete(threadId)
    }
  }
}
