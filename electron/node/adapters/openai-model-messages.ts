import type { ModelMessage } from "ai"
import type { HistoryMessage } from "#common/domain/chat-history"
import type { OfferedTool } from "../chat-ports"

/** A message as the AI SDK takes it. */
export function sdkMessage(message: HistoryMessage): ModelMessage {
  switch (message.role) {
    case "user":
      return { role: "user", content: message.text }
    case "tool": {
      const { callId: toolCallId, toolName, result } = message
      const output = { type: "text" as const, value: result }
      return { role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] }
    }
    case "assistant":
      return {
        role: "assistant",
        content: [
          ...(message.reasoning === "" ? [] : [{ type: "reasoning" as const, text: message.reasoning }]),
          ...(message.text === "" ? [] : [{ type: "text" as const, text: message.text }]),
          ...message.calls.map(({ callId, toolName, argumentsText }) => ({
            type: "tool-call" as const,
            toolCallId: callId,
            toolName,
            // A text that is JSON is passed on letter by letter, so the server's prefix cache still fits.
            input: argumentsText,
          })),
        ],
      }
  }
}

/** A message as the server takes it: what the AI SDK makes of it, so that the server counts what it will be asked. */
export function serverMessage(message: HistoryMessage): object {
  switch (message.role) {
    case "user":
      return { role: "user", content: message.text }
    case "tool":
      return { role: "tool", tool_call_id: message.callId, content: message.result }
    case "assistant": {
      const { text, reasoning, calls } = message
      return {
        role: "assistant",
        content: calls.length > 0 && text === "" ? null : text,
        ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
        ...(calls.length === 0
          ? {}
          : {
              tool_calls: calls.map(({ callId, toolName, argumentsText }) => ({
                id: callId,
                type: "function",
                function: { name: toolName, arguments: argumentsText },
              })),
            }),
      }
    }
  }
}

/** A tool as the server takes it. */
export function serverTool({ name, description, parameters }: OfferedTool): object {
  return { type: "function", function: { name, description, parameters } }
}
