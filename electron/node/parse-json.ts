/** Parses JSON; undefined for what is none. What it holds is for a schema to say. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As above, with what Python writes and reads beside it, for example in a `config.json`: `NaN` and `Infinity`. */
export function parsePythonJson(text: string): unknown {
  const value = parseJson(text)
  if (value !== undefined) return value
  // Strings are passed over whole, so that nothing within one is touched.
  const parts = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gu
  return parseJson(text.replace(parts, (part) => (part.startsWith('"') ? part : "null")))
}
