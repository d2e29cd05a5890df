import { join } from "node:path"
import { onTestFinished } from "vitest"
import { chatExportWords } from "#common/data/words/chat-export.en"
import type { ChatFrame, Message, ToolPart, ToolPolicy } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import { toolCalls } from "#common/domain/chat-tool-call"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createModelClient } from "#node/adapters/openai-model"
import { openThreadStore } from "#node/adapters/sqlite-threads"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { EngineConnection, ThreadStore } from "#node/chat-ports"
import { ChatService, type ChatWorld } from "#node/services/chat/chat-service"
import { builtInTools } from "#node/tools/built-in-tools"
import type { FakeOpenAiServer } from "../../fakes/openai-server"
import { fakeLog } from "../../fakes/ports"
import { temporaryFolder } from "../adapters/temporary-folder"

let ids = 0

/** The chat as the program runs it: real database, real sockets, real time; the engine is a fake one. */
export class ChatRoom {
  readonly policies = new Map<string, ToolPolicy>()
  readonly log = fakeLog()
  /** Refuses every write while it is full. */
  readonly disk = { full: false }
  engine: EngineConnection | null
  chat: ChatService

  private constructor(
    server: FakeOpenAiServer | null,
    readonly path: string,
    private readonly change: Partial<ChatWorld>,
  ) {
    this.engine = server?.connection ?? null
    this.chat = this.#open()
    onTestFinished(() => this.chat.close())
  }

  static async open(server: FakeOpenAiServer | null, change: Partial<ChatWorld> = {}): Promise<ChatRoom> {
    return new ChatRoom(server, join(await temporaryFolder(), "threads.db"), change)
  }

  /** Ends the program in good order and starts it again. */
  async restart(): Promise<void> {
    await this.chat.close()
    this.reopen()
  }

  /** Starts the program after its end. */
  reopen(): void {
    this.chat = this.#open()
  }

  async newThread(): Promise<Conversation> {
    return new Conversation(this, (await this.chat.createThread()).id)
  }

  #open(): ChatService {
    const clock = createClock()
    const files = createFiles()
    return new ChatService({
      clock,
      files,
      log: this.log,
      newId: () => `id-${++ids}`,
      store: this.#onDisk(openThreadStore(this.path, clock.now()).store),
      engine: { current: () => this.engine },
      model: createModelClient(),
      tools: builtInTools({ clock, files }),
      exportWords: { en: chatExportWords, "zh-CN": chatExportWords },
      policies: {
        policyOf: (name) => this.policies.get(name) ?? "ask",
        remember: async (name, policy) => void this.policies.set(name, policy),
      },
      ...this.change,
    })
  }

  #onDisk(store: ThreadStore): ThreadStore {
    const write: ThreadStore["write"] = (change) => {
      if (this.disk.full) throw new ProblemError(makeProblem("disk-full", { path: this.path }))
      store.write(change)
    }
    return { ...store, write }
  }
}

/** One conversation, as somebody sees it who reads along. */
export class Conversation {
  constructor(
    readonly room: ChatRoom,
    readonly threadId: string,
  ) {}

  send(text: string, attachments: readonly string[] = []): Promise<void> {
    return this.room.chat.send({ threadId: this.threadId, text, attachments })
  }

  decide(callId: string, allow: boolean, more: { remember?: boolean; argumentsText?: string } = {}) {
    const { remember = false, argumentsText = null } = more
    return this.room.chat.decide(this.threadId, { callId, allow, remember, argumentsText })
  }

  /** The messages once they are as wanted. */
  async until(wanted: (messages: readonly Message[]) => boolean): Promise<readonly Message[]> {
    const leave = new AbortController()
    let messages: readonly Message[] = []
    try {
      for await (const frame of this.room.chat.watch(this.threadId, undefined, leave.signal)) {
        messages = afterFrame(messages, frame)
        if (wanted(messages)) return messages
      }
    } finally {
      leave.abort()
    }
    throw new Error("the stream ended")
  }

  /** The last answer once it is written, waits, or failed. */
  async answer(): Promise<Message> {
    const messages = await this.until(
      (all) => all.at(-1)?.role === "assistant" && all.at(-1)?.status !== "streaming",
    )
    return messages.at(-1)!
  }

  /** The messages as they are. */
  now(): Promise<readonly Message[]> {
    return this.until(() => true)
  }

  /** The calls that wait for a decision. */
  async waiting(): Promise<readonly ToolPart[]> {
    return toolCalls(await this.answer()).filter((call) => call.state === "waiting")
  }
}

/** What a page does with a frame. */
export function afterFrame(messages: readonly Message[], frame: ChatFrame): readonly Message[] {
  return frame.changes.reduce(applyChatChange, frame.messages ?? messages)
}

export function textOf(message: Message): string {
  return message.parts.map((part) => (part.type === "text" ? part.text : "")).join("")
}

/** Calls as far as they concern a test. */
export function callsOf(message: Message) {
  return toolCalls(message).map(({ toolName, argumentsText, state, result }) => ({
    toolName,
    argumentsText,
    state,
    result,
  }))
}
