import type { Attachment, Message, MessagePart, ToolPart } from "./chat"
import { parseArguments } from "./chat-tool-call"
import { TOLD_MODEL } from "./chat-turn"

/** A conversation as a model reads it. */
export type HistoryMessage =
  | { readonly role: "user"; readonly text: string }
  | {
      readonly role: "assistant"
      readonly text: string
      readonly reasoning: string
      readonly calls: readonly HistoryCall[]
    }
  | { readonly role: "tool"; readonly callId: string; readonly toolName: string; readonly result: string }

export interface HistoryCall {
  readonly callId: string
  readonly toolName: string
  /** Always a JSON object: servers parse it, and answer 400 to anything else. */
  readonly argumentsText: string
}

/**
 * What is sent for a conversation, without its first `leftOut` messages. Every call has a result, as the format
 * demands. Thinking is sent back for the turn that goes on and left out for earlier ones: GLM's templates drop it
 * there, and a model that thinks between tool calls needs its own.
 */
export function historyOf(messages: readonly Message[], leftOut = 0): readonly HistoryMessage[] {
  return historyByMessage(messages, leftOut).flat()
}

/** The same, what is sent for each message by itself. */
export function historyByMessage(
  messages: readonly Message[],
  leftOut = 0,
): readonly (readonly HistoryMessage[])[] {
  const lastQuestion = messages.findLastIndex((message) => message.role === "user")
  return messages.slice(leftOut).map((message, at) => {
    if (message.role === "assistant") return answerOf(message, leftOut + at > lastQuestion)
    // Files of messages that no longer fit can still be read, so they are still named.
    const from = at === 0 ? 0 : leftOut + at
    return [
      questionOf(
        message,
        messages.slice(from, leftOut + at + 1).flatMap((one) => one.attachments),
      ),
    ]
  })
}

function questionOf(message: Message, attachments: readonly Attachment[]): HistoryMessage {
  const text = message.parts.map((part) => (part.type === "text" ? part.text : "")).join("")
  return { role: "user", text: [text, ...attachmentNote(attachments)].join("\n\n") }
}

function attachmentNote(attachments: readonly Attachment[]): string[] {
  if (attachments.length === 0) return []
  return [`Attached files: ${attachments.map(({ name }) => JSON.stringify(name)).join(", ")}`]
}

function answerOf(message: Message, withReasoning: boolean): HistoryMessage[] {
  return stepsOf(message.parts).flatMap((parts): HistoryMessage[] => {
    const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("")
    const thinking = parts.map((part) => (part.type === "reasoning" ? part.text : "")).join("")
    const calls = parts.filter((part) => part.type === "tool")
    const reasoning = withReasoning ? thinking : ""
    // An answer that ended before its first word says nothing, and some templates stumble over it.
    if (text === "" && calls.length === 0) return []
    return [{ role: "assistant", text, reasoning, calls: calls.map(callOf) }, ...calls.map(resultOf)]
  })
}

/** A step ends with its calls; what follows them is the next one's. */
function stepsOf(parts: readonly MessagePart[]): MessagePart[][] {
  const steps: MessagePart[][] = []
  let last: MessagePart | null = null
  for (const part of parts) {
    const follows =
      last === null || (last.type === "tool" && (part.type !== "tool" || part.step !== last.step))
    if (follows) steps.push([part])
    else steps.at(-1)?.push(part)
    last = part
  }
  return steps
}

function callOf(call: ToolPart): HistoryCall {
  const readable = parseArguments(call.argumentsText) !== null && call.argumentsText.trim() !== ""
  return {
    callId: call.callId,
    toolName: call.toolName,
    argumentsText: readable ? call.argumentsText : "{}",
  }
}

function resultOf(call: ToolPart): HistoryMessage {
  return {
    role: "tool",
    callId: call.callId,
    toolName: call.toolName,
    result: call.result ?? TOLD_MODEL.stopped,
  }
}
