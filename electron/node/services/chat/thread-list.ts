import type { Thread } from "#common/domain/chat"
import { holdsAll } from "#common/domain/chat-search"
import { titleFrom } from "#common/domain/chat-title"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { StateFrame } from "#common/domain/watch"
import type { ThreadStore } from "../../chat-ports"
import type { Clock } from "../../ports"
import { StateTopic } from "../streams/state-topic"

/** The conversations there are, for many readers, the newest first. */
export class ThreadList {
  readonly #topic: StateTopic<readonly Thread[]>
  /** Deleted since the start, to be restored while it lasts. */
  readonly #deleted = new Map<string, Thread>()

  constructor(
    private readonly store: ThreadStore,
    private readonly clock: Clock,
    private readonly newId: () => string,
  ) {
    this.#topic = new StateTopic(clock, newId(), store.threads())
  }

  watch(signal: AbortSignal | undefined): AsyncGenerator<StateFrame<readonly Thread[]>, void, undefined> {
    return this.#topic.watch(signal)
  }

  /** Errors with `not-found`. */
  get(threadId: string): Thread {
    const thread = this.#topic.state.find((one) => one.id === threadId)
    if (thread === undefined) throw notFound(threadId)
    return thread
  }

  /** Conversations whose title holds all terms, the newest first. */
  withTitle(terms: readonly string[]): readonly Thread[] {
    return this.#topic.state.filter((thread) => holdsAll(thread.title, terms))
  }

  create(): Thread {
    const nowMs = this.clock.now()
    const thread: Thread = {
      id: this.newId(),
      title: "",
      titleByHand: false,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    }
    this.store.write({ threads: [thread] })
    this.put(thread)
    return thread
  }

  rename(threadId: string, title: string): void {
    const thread: Thread = { ...this.get(threadId), title, titleByHand: true }
    this.store.write({ threads: [thread] })
    this.put(thread)
  }

  /** The conversation after somebody said `text` in it; for the caller to write and then to {@link put}. */
  spokenIn(threadId: string, text: string): Thread {
    const thread = this.get(threadId)
    const title = thread.titleByHand || thread.title !== "" ? thread.title : titleFrom(text)
    return { ...thread, title, updatedAtMs: this.clock.now() }
  }

  /** Shows a conversation as it is on disk. */
  put(thread: Thread): void {
    const others = this.#topic.state.filter((one) => one.id !== thread.id)
    this.#topic.set([thread, ...others].toSorted((a, b) => b.updatedAtMs - a.updatedAtMs))
  }

  delete(threadId: string): void {
    const thread = this.get(threadId)
    this.store.setDeleted(threadId, true)
    this.#deleted.set(threadId, thread)
    this.#topic.set(this.#topic.state.filter((one) => one.id !== threadId))
  }

  restore(threadId: string): void {
    const thread = this.#deleted.get(threadId)
    if (thread === undefined) throw notFound(threadId)
    this.store.setDeleted(threadId, false)
    this.#deleted.delete(threadId)
    this.put(thread)
  }
}

function notFound(threadId: string): ProblemError {
  return new ProblemError(makeProblem("not-found", { thread: threadId }))
}
