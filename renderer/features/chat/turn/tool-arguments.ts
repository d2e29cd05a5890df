/** The arguments of a call as name and value; null when what the model wrote is no JSON object. */
export function readArguments(
  argumentsText: string,
): readonly { readonly name: string; readonly value: unknown }[] | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(argumentsText === "" ? "{}" : argumentsText)
  } catch {
    return null
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null
  return Object.entries(parsed).map(([name, value]) => ({ name, value }))
}

/** A value as a person reads and edits it: text as it is, anything else as JSON. */
export function showValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value)
}

/**
 * The arguments with one value replaced. A value that was text stays text; any other must read as JSON of the same
 * kind, or the answer is null.
 */
export function withArgument(argumentsText: string, name: string, written: string): string | null {
  const known = readArguments(argumentsText)
  const former = known?.find((one) => one.name === name)
  if (known == null || former === undefined) return null
  const value = typeof former.value === "string" ? written : readLike(former.value, written)
  if (value === undefined) return null
  return JSON.stringify(
    Object.fromEntries(known.map((one) => [one.name, one.name === name ? value : one.value])),
  )
}

function readLike(former: unknown, written: string): unknown {
  try {
    const value: unknown = JSON.parse(written)
    return typeof value === typeof former ? value : undefined
  } catch {
    return undefined
  }
}
