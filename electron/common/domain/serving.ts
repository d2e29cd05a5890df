import { compileTemplate } from "./diagnosis/template"
import { readLogLine, visibleLines } from "./diagnosis/log-line"
import type { Serving } from "./engine"

/** Reads what a serving engine says about its own speed, line by line. */
export type ServingReader = (line: string, atMs: number) => Serving | null

/**
 * A reader by the engine's own words, in which `«speed»` and `«running»` are values. A moment without anything to
 * answer does not take back the speed of the last one: that is what a person wants to know then.
 */
export function createServingReader(says: readonly string[]): ServingReader {
  const templates = says.map((source) => compileTemplate(source, {}))
  let known: Serving | null = null
  return (line, atMs) => {
    for (const visible of visibleLines(line)) {
      const { text } = readLogLine(visible)
      const values = templates.map((template) => template.match(text)).find((found) => found !== null)
      if (values === undefined || values === null) continue
      const { speed, running } = values
      if (typeof speed !== "number" || typeof running !== "number") continue
      const tokensPerSecond = speed > 0 ? speed : (known?.tokensPerSecond ?? 0)
      if (tokensPerSecond === 0) continue
      known = { tokensPerSecond, running, atMs }
      return known
    }
    return null
  }
}
