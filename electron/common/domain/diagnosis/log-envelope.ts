/** Where container engines and structured loggers put what was said, and what they call an exception's text. */
const MESSAGES = ["log", "message", "msg", "event"] as const
const DETAILS = ["exc_info", "exception", "stack", "stack_trace", "traceback"] as const

/**
 * What was said in a line that is a JSON object, as container engines and structured loggers write them: its level as
 * a logger's head, its message, its exception. Null for a line that is none, or that says nothing: answers of servers
 * are JSON too and are read as they are.
 */
export function openEnvelope(line: string): string | null {
  if (!line.startsWith("{") || !line.trimEnd().endsWith("}")) return null
  const fields = parseObject(line)
  if (fields === null) return null
  const message = firstText(fields, MESSAGES)
  const isLog = "log" in fields || "level" in fields || "levelname" in fields || "severity" in fields
  if (message === null || !isLog) return null
  const level = firstText(fields, ["level", "levelname", "severity"])
  const head = level === null ? "" : `${level.toUpperCase()}: `
  return `${head}${message.trimEnd()}\n${firstText(fields, DETAILS) ?? ""}`.trimEnd()
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === "object" && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

function firstText(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === "string") return value
  }
  return null
}
