import type { Attachment, ChatFrame, Thread, ToolDecision, ToolInfo } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import { type EarlyEnd, endEarly } from "#common/domain/chat-turn"
import { makeProblem } from "#common/domain/problem"
import type { StateFrame } from "#common/domain/watch"
import type { EngineAccess, ModelClient, ThreadStore, ToolPolicies } from "../../chat-ports"
import type { Ports } from "../../ports"
import type { ChatTool } from "../../tools/chat-tool"
import { describeFile } from "./attachments"
import type { Conversation } from "./conversation"
import { Conversations } from "./conversations"
import { MessageSaver } from "./message-saver"
import { ThreadList } from "./thread-list"
import { Toolbox } from "./toolbox"

export interface ChatWorld extends Pick<Ports, "clock" | "files" | "log" | "newId"> {
  readonly store: ThreadStore
  readonly engine: EngineAccess
  readonly model: ModelClient
  readonly policies: ToolPolicies
  readonly tools: readonly ChatTool[]
}

const INTERRUPTED: EarlyEnd = { status: "failed", problem: makeProblem("turn-interrupted") }

/**
 * Conversations with the model. A turn lives here and not in whoever asked: windows come and go, see the same, and an
 * answer goes on without any. Whatever cannot be done is thrown as a `ProblemError`.
 */
export class ChatService {
  readonly #threads: ThreadList
  readonly #conversations: Conversations
  readonly #saver: MessageSaver
  readonly #toolbox: Toolbox

  /** Takes up the conversations as they are on disk; answers that were cut off are marked so. */
  constructor(private readonly world: ChatWorld) {
    const { store, clock, log, policies, tools, newId } = world
    store.forgetDeleted()
    markInterrupted(store, clock.now())
    this.#threads = new ThreadList(store, clock, newId)
    this.#saver = new MessageSaver(store, clock, log)
    this.#toolbox = new Toolbox(tools, policies, clock, log)
    this.#conversations = new Conversations({ ...world, saver: this.#saver, toolbox: this.#toolbox })
  }

  /** Ends answers being written, to be asked for again, and closes the store. */
  async close(): Promise<void> {
    const answering = [...this.#conversations.all()].filter((conversation) => conversation.isAnswering)
    await Promise.all(answering.map((conversation) => conversation.stop(INTERRUPTED)))
    this.#saver.close()
    this.world.store.close()
  }

  watchThreads(signal: AbortSignal | undefined): AsyncIterable<StateFrame<readonly Thread[]>> {
    return this.#threads.watch(signal)
  }

  async createThread(): Promise<Thread> {
    return this.#threads.create()
  }

  async renameThread(threadId: string, title: string): Promise<void> {
    this.#threads.rename(threadId, title)
  }

  async deleteThread(threadId: string): Promise<void> {
    await this.stop(threadId)
    this.#threads.delete(threadId)
  }

  async restoreThread(threadId: string): Promise<void> {
    this.#threads.restore(threadId)
  }

  /** The conversation as it is, then its changes; behind the cursor where that is still possible. */
  watch(
    threadId: string,
    cursor: string | undefined,
    signal: AbortSignal | undefined,
  ): AsyncIterable<ChatFrame> {
    this.#threads.get(threadId)
    return this.#readAlong(threadId, cursor, signal)
  }

  /** Returns when the question is on disk; the answer goes on by itself. */
  async send(sending: {
    readonly threadId: string
    readonly text: string
    readonly attachments: readonly string[]
  }): Promise<void> {
    const { threadId, text } = sending
    this.#conversation(threadId).assertIdle()
    const files = await Promise.all(sending.attachments.map((path) => this.describeFile(path)))
    // Anew, because much may have happened meanwhile; from here on nothing waits.
    const thread = this.#threads.spokenIn(threadId, text)
    this.#conversation(threadId).send(thread, text, files)
    this.#threads.put(thread)
  }

  async stop(threadId: string): Promise<void> {
    await this.#conversation(threadId).stop()
  }

  async retry(threadId: string): Promise<void> {
    this.#conversation(threadId).retry()
  }

  async decide(threadId: string, decision: ToolDecision): Promise<void> {
    await this.#conversation(threadId).decide(decision)
  }

  async describeFile(path: string): Promise<Attachment> {
    return describeFile(this.world.files, path)
  }

  async tools(): Promise<readonly ToolInfo[]> {
    return this.#toolbox.infos()
  }

  /** Looks the conversation up when reading begins: before, nothing shows that it is in use. */
  async *#readAlong(
    threadId: string,
    cursor: string | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ChatFrame, void, undefined> {
    yield* this.#conversation(threadId).live.watch(cursor, signal)
  }

  #conversation(threadId: string): Conversation {
    this.#threads.get(threadId)
    return this.#conversations.of(threadId)
  }
}

/** What was being written when the program was cut off is not being written any more. */
function markInterrupted(store: ThreadStore, atMs: number): void {
  const messages = store.interrupted().map((message) => {
    const changes = endEarly(message, INTERRUPTED, atMs)
    return changes.reduce(applyChatChange, [message])[0] ?? message
  })
  if (messages.length > 0) store.write({ messages })
}
