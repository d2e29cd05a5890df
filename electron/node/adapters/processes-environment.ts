export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What a child gets to see. `SPT_NOENV`: a Python process that renames itself (vLLM's workers do) otherwise wipes
 * the environment that /proc shows, and with it the run id by which it is found again.
 */
export function childEnvironment(base: Environment, added: Environment = {}): Record<string, string> {
  const merged = { ...base, SPT_NOENV: "1", ...added }
  const kept = Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(kept)
}
