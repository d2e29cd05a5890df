import { readLogLine, visibleLines } from "./diagnosis/log-line"
import { compileTemplate } from "./diagnosis/template"
import type { Serving } from "./engine"

/** Reads what a serving engine says about its own speed; null for a line that says nothing of it. */
export type ServingReader = (line: string, atMs: number) => Serving | null

/** A reader by the engine's own words, in which `«speed»` and `«running»` are values. */
export function createServingReader(says: readonly string[]): ServingReader {
  const templates = says.map((source) => compileTemplate(source, {}))
  return (line, atMs) => {
    for (const visible of visibleLines(line)) {
      const { text } = readLogLine(visible)
      const values = templates.map((template) => template.match(text)).find((found) => found !== null)
      const { speed, running } = values ?? {}
      if (typeof speed === "number" && typeof running === "number") {
        return { tokensPerSecond: speed, running, atMs }
      }
    }
    return null
  }
}
