import type { Format } from "./format"
import { shortGpuName } from "./gpu-name"

/** Values that are names or shares rather than counts, by the name they have in a problem or reason. */
const SHARES: readonly string[] = ["utilization", "value"]
const PLAIN: readonly string[] = [
  "gpu",
  "pid",
  "port",
  "status",
  "exitCode",
  "version",
  "capability",
  "index",
]

/** Words with their `{{values}}` filled in: bytes, shares and counts as people of that language read them. */
export function fillIn(
  words: string,
  values: Readonly<Record<string, string | number>>,
  format: Format,
): string {
  return words.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name]
    return value === undefined ? "?" : valueText(name, value, format)
  })
}

function valueText(name: string, value: string | number, format: Format): string {
  if (typeof value === "string") return value.startsWith("NVIDIA ") ? shortGpuName(value) : value
  if (/bytes$/i.test(name)) return format.bytes(Math.max(0, Math.abs(value)))
  if (/ms$/i.test(name) && name !== "items") return format.duration(value)
  if (SHARES.includes(name) && value > 0 && value <= 1) return format.percent(value)
  if (PLAIN.includes(name)) return String(value)
  return format.number(value, Number.isInteger(value) ? 0 : 1)
}
