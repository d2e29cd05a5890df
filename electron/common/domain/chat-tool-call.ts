import type { Message, ToolCallState, ToolPart } from "./chat"

/**
 * Arguments as a tool takes them: a JSON object. Null when the text is none, which is what a call cut off in the
 * middle looks like: vLLM ends such a stream with `tool_calls` like any other. No text at all means no arguments.
 */
export function parseArguments(text: string): Readonly<Record<string, unknown>> | null {
  if (text.trim() === "") return {}
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** True when nothing more will happen to a call. */
export function isSettled(state: ToolCallState): boolean {
  return state === "done" || state === "failed" || state === "refused"
}

/** The tool calls of a message, in the order they were made. */
export function toolCalls(message: Message): readonly ToolPart[] {
  return message.parts.filter((part) => part.type === "tool")
}

/** How often the very same call may give the very same result before a turn goes in circles. */
const SAME_CALLS_ALLOWED = 2

/** A call that was made with the same arguments and the same result too often; null when none was. */
export function circlingCall(message: Message): ToolPart | null {
  const seen = new Map<string, number>()
  for (const call of toolCalls(message)) {
    if (!isSettled(call.state)) continue
    const key = JSON.stringify([call.toolName, canonical(parseArguments(call.argumentsText)), call.result])
    const times = (seen.get(key) ?? 0) + 1
    if (times > SAME_CALLS_ALLOWED) return call
    seen.set(key, times)
  }
  return null
}

/** The same arguments in another order are the same arguments. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (!isObject(value)) return value
  return Object.entries(value)
    .map(([key, inner]): [string, unknown] => [key, canonical(inner)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
