import type { ChatChange, Message, MessagePart, ToolPart } from "./chat"

/**
 * The conversation after a change. A change for a message that is not there is ignored. Messages that did not
 * change keep their identity, so a page that draws by identity redraws only the one being written.
 */
export function applyChatChange(messages: readonly Message[], change: ChatChange): readonly Message[] {
  switch (change.type) {
    case "message-start":
      return [...messages.filter((message) => message.id !== change.message.id), change.message]
    case "branch-left": {
      const at = messages.findIndex((message) => message.id === change.messageId)
      return at === -1 ? messages : messages.slice(0, at)
    }
    default: {
      const at = messages.findIndex((message) => message.id === change.messageId)
      const message = messages[at]
      if (message === undefined) return messages
      return messages.with(at, changeMessage(message, change))
    }
  }
}

type MessageChange = Exclude<ChatChange, { type: "message-start" | "branch-left" }>
type ToolStart = Extract<ChatChange, { type: "tool-start" }>

function changeMessage(message: Message, change: MessageChange): Message {
  switch (change.type) {
    case "text-delta":
      return appendTo(message, "text", change.text, { type: "text", text: change.text })
    case "reasoning-delta":
      return appendTo(message, "reasoning", change.text, {
        type: "reasoning",
        text: change.text,
        startedAtMs: change.atMs,
        endedAtMs: null,
      })
    case "reasoning-end":
      return {
        ...message,
        parts: message.parts.map((part) =>
          part.type === "reasoning" && part.endedAtMs === null ? { ...part, endedAtMs: change.atMs } : part,
        ),
      }
    case "tool-start":
      return { ...message, parts: [...message.parts, newToolPart(change)] }
    case "tool-arguments":
      return withTool(message, change.callId, (part) => ({
        ...part,
        argumentsText: part.argumentsText + change.text,
      }))
    case "tool-state":
      return withTool(message, change.callId, (part) => ({ ...part, ...change.change }))
    case "message-state":
      return { ...message, ...change.change }
  }
}

/** Text goes on in the last part when that is of the same kind, else it opens a new part. */
function appendTo(message: Message, type: "text" | "reasoning", text: string, fresh: MessagePart): Message {
  const last = message.parts.at(-1)
  if (last?.type !== type || (last.type === "reasoning" && last.endedAtMs !== null)) {
    return { ...message, parts: [...message.parts, fresh] }
  }
  return { ...message, parts: [...message.parts.slice(0, -1), { ...last, text: last.text + text }] }
}

function newToolPart({ callId, toolName, step }: ToolStart): ToolPart {
  return {
    type: "tool",
    callId,
    toolName,
    step,
    argumentsText: "",
    state: "writing",
    result: null,
    problem: null,
    startedAtMs: null,
    endedAtMs: null,
  }
}

function withTool(message: Message, callId: string, change: (part: ToolPart) => ToolPart): Message {
  return {
    ...message,
    parts: message.parts.map((part) =>
      part.type === "tool" && part.callId === callId ? change(part) : part,
    ),
  }
}
