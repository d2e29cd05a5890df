import { hideSecrets } from "#common/domain/secrets"

const HIDDEN = "[hidden]"
/** Deeper values are summed up: a log line is not a dump. */
const DEPTH = 6

/** Names of values that are secret whatever they look like. */
const SECRET_NAME =
  /(^|[_-])(token|secret|password|passwd|authorization|cookie|credentials?)$|api[_-]?key|(access|private|secret)[_-]?key/i

/** A copy of the values without keys, tokens and passwords; errors become plain values. */
export function redacted(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, hide(name, value, DEPTH)]))
}

/** The text without keys, tokens and passwords. */
export function redactedText(text: string): string {
  return hideSecrets(text, HIDDEN)
}

function hide(name: string, value: unknown, depth: number): unknown {
  // `tokens: 12` counts; `token: "…"` opens a door.
  if (typeof value === "string") return SECRET_NAME.test(camelToSnake(name)) ? HIDDEN : redactedText(value)
  if (typeof value === "bigint") return value.toString()
  if (typeof value !== "object" || value === null) return value
  if (depth === 0) return "[…]"
  if (value instanceof Error) return hideError(value, depth)
  if (Array.isArray(value)) return value.map((item: unknown) => hide(name, item, depth - 1))
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(key, item, depth - 1)]))
}

function hideError(error: Error, depth: number): Record<string, unknown> {
  const own = Object.entries(error).map(([key, item]) => [key, hide(key, item, depth - 1)] as const)
  const cause = error.cause === undefined ? {} : { cause: hide("cause", error.cause, depth - 1) }
  return {
    ...Object.fromEntries(own),
    ...cause,
    name: error.name,
    message: redactedText(error.message),
    stack: redactedText(error.stack ?? ""),
  }
}

function camelToSnake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2")
}
