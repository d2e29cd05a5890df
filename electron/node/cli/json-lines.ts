import { createInterface } from "node:readline"
import type { Readable } from "node:stream"
import { parseJson } from "../parse-json"

/** An object of a line, or null where the line holds none; its number counts from 1. */
export interface JsonLine {
  readonly number: number
  readonly text: string
  readonly object: Readonly<Record<string, unknown>> | null
}

/** Objects of a stream, one a line, each as soon as its line has come; empty lines are left out. */
export async function* readJsonLines(
  input: Readable,
  signal: AbortSignal,
): AsyncGenerator<JsonLine, void, undefined> {
  const lines = createInterface({ input, crlfDelay: Infinity, signal })
  let number = 0
  for await (const line of lines) {
    number++
    // Takes a byte order mark off as well.
    const text = line.trim()
    if (text === "") continue
    // Python writes what JSON has no word for: nothing is known there.
    const value = parseJson(text) ?? parseJson(text.replaceAll(/(?<=[:,[]\s*)(?:NaN|-?Infinity)\b/g, "null"))
    yield { number, text, object: isObject(value) ? value : null }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
