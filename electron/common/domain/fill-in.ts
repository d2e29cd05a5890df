/** Figures as people of one language read them. */
export interface ValueFormats {
  readonly bytes: (bytes: number) => string
  readonly duration: (ms: number) => string
  /** A share of a whole, 0..1. */
  readonly percent: (share: number) => string
  readonly number: (value: number, digits?: number) => string
  /** A name as it is written where it stands. */
  readonly name: (name: string) => string
}

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

/**
 * Words with their `{{values}}` filled in. What a value is shows in its name: `freeBytes`, `tookMs`; a value that is
 * not known is a question mark.
 */
export function fillIn(
  words: string,
  values: Readonly<Record<string, string | number>>,
  formats: ValueFormats,
): string {
  return words.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name]
    if (value === undefined) return "?"
    return typeof value === "string" ? formats.name(value) : figureText(name, value, formats)
  })
}

function figureText(name: string, value: number, formats: ValueFormats): string {
  // Words say whether something is missing or left over; the figure has no sign.
  if (/bytes$/i.test(name)) return formats.bytes(Math.abs(value))
  if (name === "ms" || name.endsWith("Ms")) return formats.duration(value)
  if (SHARES.includes(name) && value > 0 && value <= 1) return formats.percent(value)
  if (NAMES.includes(name)) return String(value)
  return formats.number(value, Number.isInteger(value) ? 0 : 1)
}
