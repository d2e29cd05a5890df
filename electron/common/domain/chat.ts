import type { Problem } from "./problem"

/** A conversation, without its messages. */
export interface Thread {
  readonly id: string
  readonly title: string
  /** A title a person wrote is never replaced by a made one. */
  readonly titleByHand: boolean
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

/** A file the person picked for this conversation; tools may read these and no others. */
export interface Attachment {
  readonly name: string
  readonly path: string
  readonly bytes: number
}

export interface TextPart {
  readonly type: "text"
  readonly text: string
}

/** The model thinking aloud. */
export interface ReasoningPart {
  readonly type: "reasoning"
  readonly text: string
  readonly startedAtMs: number
  readonly endedAtMs: number | null
}

export type ToolCallState =
  /** The model is still writing the arguments. */
  | "writing"
  /** The person is asked. */
  | "waiting"
  /** May run, and does so once every call beside it is decided. */
  | "allowed"
  | "running"
  | "done"
  | "failed"
  | "refused"

/** A tool call with all that became of it. */
export interface ToolPart {
  readonly type: "tool"
  readonly callId: string
  readonly toolName: string
  /** Counts, from 0, the answers of the model within the turn; calls made at once have the same. */
  readonly step: number
  /** As the model wrote them, may be cut off or no JSON at all; or as the person changed them. */
  readonly argumentsText: string
  readonly state: ToolCallState
  /** What the tool answered, as given to the model. */
  readonly result: string | null
  readonly problem: Problem | null
  readonly startedAtMs: number | null
  readonly endedAtMs: number | null
}

export type MessagePart = TextPart | ReasoningPart | ToolPart

export type MessageStatus =
  /** Being written. */
  | "streaming"
  /** A tool call waits for the person. */
  | "waiting"
  | "complete"
  /** Ended by the person; what came so far stays. */
  | "stopped"
  | "failed"

/** How an answer went. */
export interface AnswerFigures {
  /** Of the last step of the turn. */
  readonly promptTokens: number | null
  /** Of all steps; null when the server did not say. */
  readonly answerTokens: number | null
  /** ms from sending to the first token of the turn, thinking included. */
  readonly timeToFirstTokenMs: number | null
  /** ms the model wrote, waiting for tools and people not counted. */
  readonly writingMs: number | null
}

/** How much of what a model can keep in mind is taken up, this answer included. */
export interface ContextUse {
  readonly usedTokens: number
  /** Tokens of question and answer together that the engine allows; null when not known. */
  readonly limitTokens: number | null
  /** Guessed from the length of the text; otherwise the server has counted. */
  readonly estimated: boolean
}

/** What an answer was written without, because it no longer fitted. */
export interface LeftOut {
  /** So many of the oldest messages of the conversation. */
  readonly messages: number
  /** So many tool results of this turn reached the model as their beginning alone. */
  readonly shortenedResults: number
}

/** A message as it is kept. A conversation is a tree: messages with the same parent are versions of one another. */
export interface KeptMessage {
  readonly id: string
  readonly threadId: string
  /** The message this one follows; null for the first. */
  readonly parentId: string | null
  readonly role: "user" | "assistant"
  readonly parts: readonly MessagePart[]
  readonly attachments: readonly Attachment[]
  readonly createdAtMs: number
  readonly status: MessageStatus
  /** Why it failed; or, on a complete message, what is to be known about it (`answer-cut-short`). */
  readonly problem: Problem | null
  readonly modelName: string | null
  readonly figures: AnswerFigures | null
  /** Of an answer; null before the model was asked. */
  readonly context: ContextUse | null
  /** Null when the model was sent everything. */
  readonly leftOut: LeftOut | null
}

/** A message as it is shown, on the branch that is open. */
export interface Message extends KeptMessage {
  /** All versions of this message, itself among them, in the order they were written. */
  readonly siblingIds: readonly string[]
  /** Why it is in memory alone for now, such as a full disk; null once it is on disk. */
  readonly unsaved: Problem | null
}

/** What a person decided about a tool call. */
export interface ToolDecision {
  readonly callId: string
  readonly allow: boolean
  /** Remember for this tool from now on. */
  readonly remember: boolean
  /** The arguments as the person changed them; null leaves the model's. */
  readonly argumentsText: string | null
}

/** May a tool run without asking? */
export type ToolPolicy = "ask" | "always" | "never"

/** A tool as people and model see it. */
export interface ToolInfo {
  readonly name: string
  /** For the model, in English. */
  readonly description: string
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly policy: ToolPolicy
  /** Reads something of this machine; shown with more care than a calculation. */
  readonly touches: "nothing" | "clock" | "files"
}

/** One change of a conversation. Applied in order to a snapshot they give the same conversation everywhere. */
export type ChatChange =
  | { readonly type: "message-start"; readonly message: Message }
  | { readonly type: "text-delta"; readonly messageId: string; readonly text: string }
  | {
      readonly type: "reasoning-delta"
      readonly messageId: string
      readonly text: string
      readonly atMs: number
    }
  | { readonly type: "reasoning-end"; readonly messageId: string; readonly atMs: number }
  | {
      readonly type: "tool-start"
      readonly messageId: string
      readonly callId: string
      readonly toolName: string
      readonly step: number
    }
  | {
      readonly type: "tool-arguments"
      readonly messageId: string
      readonly callId: string
      readonly text: string
    }
  | {
      readonly type: "tool-state"
      readonly messageId: string
      readonly callId: string
      readonly change: Partial<Omit<ToolPart, "type" | "callId" | "toolName" | "step">>
    }
  | {
      readonly type: "message-state"
      readonly messageId: string
      readonly change: Partial<
        Pick<Message, "status" | "problem" | "figures" | "context" | "leftOut" | "unsaved">
      >
    }
  /** This message and all behind it leave: another branch follows, message by message. */
  | { readonly type: "branch-left"; readonly messageId: string }

/** What a chat stream sends: the whole open branch of a conversation first, then changes. */
export interface ChatFrame {
  readonly cursor: string
  /** Present in the first frame, and again when the reader's cursor is too old to continue from. */
  readonly messages: readonly Message[] | null
  readonly changes: readonly ChatChange[]
}
