import type { KeptMessage, Thread, ToolPolicy } from "#common/domain/chat"
import type { HistoryMessage } from "#common/domain/chat-history"

/** The world as the chat sees it, beside the ports of everybody: the engine, the model, the kept conversations. */

/** How to reach the engine that answers now. */
export interface EngineConnection {
  /** OpenAI base address, such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string
  /** Goes into one request header and nowhere else: no log, no change, no problem. */
  readonly apiKey: string
  /** The name the model is served under. */
  readonly modelName: string
  /** False when it was started without a tool-call parser: it then refuses every request that has tools. */
  readonly toolsAvailable: boolean
  /** Tokens of question and answer together; null when not known. */
  readonly maxModelLen: number | null
}

export interface EngineAccess {
  /** Null unless the engine is ready. */
  current(): EngineConnection | null
}

/** A tool as it is offered to a model. */
export interface OfferedTool {
  readonly name: string
  readonly description: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** What a model says, as it says it. */
export type ModelEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  | { readonly type: "tool-start"; readonly callId: string; readonly toolName: string }
  | { readonly type: "tool-arguments"; readonly callId: string; readonly text: string }
  /** What the server has counted so far; comes again as the answer grows. */
  | ({ readonly type: "usage" } & TokenUsage)
  /** Always the last. */
  | {
      readonly type: "finish"
      /** `length`: out of tokens. `repetition`: the server ended a loop. */
      readonly reason: "stop" | "length" | "repetition"
    }

export interface TokenUsage {
  readonly promptTokens: number
  readonly answerTokens: number
}

export interface ModelClient {
  /**
   * One answer of the model: text, thinking, tool calls, then `finish`. Ends with a `ProblemError` when the server
   * refuses or breaks off, with the signal's reason when aborted.
   */
  answer(
    engine: EngineConnection,
    messages: readonly HistoryMessage[],
    tools: readonly OfferedTool[],
    signal: AbortSignal,
  ): AsyncIterable<ModelEvent>
  /** Tokens of what `answer` would send, as the server counts them; null when it does not count. */
  countTokens(
    engine: EngineConnection,
    messages: readonly HistoryMessage[],
    tools: readonly OfferedTool[],
    signal: AbortSignal,
  ): Promise<number | null>
}

/** What a person allowed tools to do; kept in the settings. */
export interface ToolPolicies {
  /** `ask` for a tool nothing was said about. */
  policyOf(toolName: string): ToolPolicy
  remember(toolName: string, policy: ToolPolicy): Promise<void>
}

/** What is written in one go: all of it or nothing. */
export interface ThreadChange {
  readonly threads?: readonly Thread[]
  /** New ones are appended to their conversation, known ones replaced where they stand. */
  readonly messages?: readonly KeptMessage[]
  /** Where the open branch of a conversation ends. */
  readonly heads?: readonly { readonly threadId: string; readonly messageId: string }[]
}

/** A conversation as it is kept: all its branches. */
export interface KeptConversation {
  /** In the order they were first written. */
  readonly messages: readonly KeptMessage[]
  /** Where the open branch ends; null when nothing was said yet. */
  readonly headId: string | null
}

/** A message that a search found. */
export interface FoundMessage extends Pick<KeptMessage, "id" | "threadId" | "role" | "createdAtMs"> {
  readonly text: string
}

/**
 * The conversations on disk. Synchronous, because the database is in the process: a write is a few milliseconds, and
 * done when it returns, power cut or not.
 */
export interface ThreadStore {
  /** Conversations that are not deleted, the newest change first. */
  threads(): readonly Thread[]
  conversation(threadId: string): KeptConversation
  /** Answers that were being written when the program was last cut off. */
  interrupted(): readonly KeptMessage[]
  /** Messages that hold all terms, of conversations that are not deleted, the newest first. */
  search(terms: readonly string[], limit: number): readonly FoundMessage[]
  write(change: ThreadChange): void
  setDeleted(threadId: string, deleted: boolean): void
  /** Removes for good what was marked as deleted, and conversations nobody said anything in. */
  forgetDeleted(): void
  close(): void
}
