import type { Formats } from "./formats"

/** Values that are shares of a whole, and those that are names although they are numbers. */
const SHARES: readonly string[] = ["utilization", "value"]
const NAMES: readonly string[] = [
  "gpu",
  "index",
  "pid",
  "port",
  "status",
  "exitCode",
  "version",
  "capability",
]

/** Words with their `{{values}}` filled in; what a value is shows in its name: `freeBytes`, `tookMs`. */
export function fillIn(
  words: string,
  values: Readonly<Record<string, string | number>>,
  formats: Formats,
): string {
  return words.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name]
    return value === undefined ? "?" : valueText(name, value, formats)
  })
}

function valueText(name: string, value: string | number, formats: Formats): string {
  if (typeof value === "string") return value
  if (/bytes$/i.test(name)) return formats.bytes(Math.max(0, value))
  if (name.endsWith("Ms")) return formats.duration(value)
  if (SHARES.includes(name) && value > 0 && value <= 1) return formats.percent(value)
  if (NAMES.includes(name)) return String(value)
  return formats.number(value, Number.isInteger(value) ? 0 : 1)
}
