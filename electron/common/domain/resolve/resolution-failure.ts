/** Why a version could not be resolved: the package an index lacks. */
export interface MissingPackage {
  readonly name: string
  /** What the version asks for, for example `>=2026.10.19`. */
  readonly wanted: string
  /** What the index has, for example `<=2026.10.18`; null when it has none at all. */
  readonly available: string | null
}

/**
 * Reads uv's explanation of a failed resolution. Null when it says something else, for example that the network
 * failed. uv wraps the text, so it is read as one line.
 */
export function readResolutionFailure(output: string): MissingPackage | null {
  const text = output.replaceAll(/[│╰─▶×\s]+/gu, " ")
  if (!/no solution found/i.test(text)) return null
  const lacking =
    /only (?<name>[A-Za-z0-9_.-]+)(?<available>[^\s,]+(?:,[^\s,]+)*) (?:is|are) available/u.exec(text)
  if (lacking?.groups?.["name"] && lacking.groups["available"]) {
    const { name, available } = lacking.groups
    return { name, available, wanted: wantedOf(text, name) }
  }
  const absent =
    /(?:because|and) (?<name>[A-Za-z0-9_.-]+) was not found in the (?:package registry|provided package locations)/iu.exec(
      text,
    ) ?? /there (?:is|are) no versions? of (?<name>[A-Za-z0-9_.-]+?)(?:[<>=!~][^\s,]*)?(?: |,|$)/iu.exec(text)
  if (absent?.groups?.["name"]) {
    const { name } = absent.groups
    return { name, available: null, wanted: wantedOf(text, name) }
  }
  return null
}

function wantedOf(text: string, name: string): string {
  const escaped = name.replaceAll(/[.]/gu, String.raw`\.`)
  const wanted = new RegExp(String.raw`depends on ${escaped}(?<wanted>[<>=!~][^\s]*)`, "iu").exec(text)
  return wanted?.groups?.["wanted"]?.replace(/[.,]$/u, "") ?? ""
}
