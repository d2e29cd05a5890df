import type { Attachment, ChatFrame, KeptMessage, Thread, ToolDecision, ToolInfo } from "#common/domain/chat"
import {
  type ChatExportWords,
  type ExportedThread,
  exportJson,
  exportMarkdown,
} from "#common/domain/chat-export"
import { type SearchHit, searchTerms, snippetOf } from "#common/domain/chat-search"
import { type Problem, problemOf } from "#common/domain/problem"
import type { Language } from "#common/domain/settings"
import type { StateFrame } from "#common/domain/watch"
import type { EngineAccess, ModelClient, ThreadStore, ToolPolicies } from "../../chat-ports"
import type { Ports } from "../../ports"
import type { ChatTool } from "../../tools/chat-tool"
import { describeFile } from "./attachments"
import type { Conversation } from "./conversation"
import { Conversations } from "./conversations"
import { asInterrupted, INTERRUPTED } from "./interrupted"
import { MessageSaver } from "./message-saver"
import { ThreadList } from "./thread-list"
import { TokenGauge } from "./token-gauge"
import { Toolbox } from "./toolbox"

export interface ChatWorld extends Pick<Ports, "clock" | "files" | "log" | "newId"> {
  readonly store: ThreadStore
  readonly engine: EngineAccess
  readonly model: ModelClient
  readonly policies: ToolPolicies
  readonly tools: readonly ChatTool[]
  /** What an exported conversation says in each language. */
  readonly exportWords: Readonly<Record<Language, ChatExportWords>>
}

/** Places that a search shows when it is not told how many. */
const USUAL_HITS = 50

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
    tidyUp(world)
    this.#threads = new ThreadList(store, clock, newId)
    this.#saver = new MessageSaver(store, clock, log, (messages, problem) =>
      this.#noteSaved(messages, problem),
    )
    this.#toolbox = new Toolbox(tools, policies, clock, log)
    this.#conversations = new Conversations({
      ...world,
      saver: this.#saver,
      toolbox: this.#toolbox,
      gauge: new TokenGauge(world.model),
    })
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

  async edit(threadId: string, messageId: string, text: string): Promise<void> {
    const thread = this.#threads.spokenIn(threadId, text)
    this.#conversation(threadId).edit(thread, messageId, text)
    this.#threads.put(thread)
  }

  async switchBranch(threadId: string, messageId: string): Promise<void> {
    this.#conversation(threadId).switchTo(messageId)
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

  /** Titles first, then messages, the newest first. */
  async search(text: string, limit = USUAL_HITS): Promise<readonly SearchHit[]> {
    const terms = searchTerms(text)
    if (terms.length === 0) return []
    const titles = this.#threads.withTitle(terms).map((thread): SearchHit => {
      const { id: threadId, updatedAtMs: atMs, title } = thread
      return { threadId, messageId: null, role: null, atMs, ...snippetOf(title, terms) }
    })
    const messages = this.world.store.search(terms, limit).map((message): SearchHit => {
      const { threadId, id: messageId, role, createdAtMs: atMs } = message
      return { threadId, messageId, role, atMs, ...snippetOf(message.text, terms) }
    })
    return [...titles, ...messages].slice(0, limit)
  }

  async exportThread(
    threadId: string,
    format: "markdown" | "json",
    language: Language,
  ): Promise<ExportedThread> {
    const thread = this.#threads.get(threadId)
    const { all, live } = this.#conversation(threadId)
    const words = this.world.exportWords[language]
    if (format === "markdown") return exportMarkdown(thread, live.messages, words, language)
    return exportJson(thread, all, live.last?.id ?? null, words)
  }

  /** Tells those who read along that messages are in memory alone, or no longer. */
  #noteSaved(messages: readonly KeptMessage[], unsaved: Problem | null): void {
    for (const { id: messageId, threadId } of messages) {
      const live = this.#conversations.inMemory(threadId)?.live
      live?.apply({ type: "message-state", messageId, change: { unsaved } })
    }
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

/**
 * Forgets what was deleted, and notes that nobody is writing what was being written at the last end. Both can wait
 * when the disk refuses: conversations can still be read.
 */
function tidyUp({ store, clock, log }: ChatWorld): void {
  try {
    store.forgetDeleted()
    const messages = store.interrupted().map((message) => asInterrupted(message, clock.now()))
    if (messages.length > 0) store.write({ messages })
  } catch (error) {
    log.error("conversations could not be tidied up", { problem: problemOf(error) })
  }
}
