import type { RawModelConfig } from "../model"
import { fieldsOf, isRecord } from "./shape/fields"

/** Values of a row as people write them: numbers as text, objects as JSON, nothing as an empty word. */
export interface RowFields {
  /** A finite number; `0.9`, `"0.9"`, `"32k"` (thousands) and `"32K"` (1024) alike. */
  number(name: string): number | null
  /** A number above zero: no start has 0 GPUs or a context of 0. */
  amount(name: string): number | null
  boolean(name: string): boolean | null
  text(name: string): string | null
  object(name: string): RawModelConfig | null
  readonly raw: RawModelConfig
}

export function rowFieldsOf(row: RawModelConfig): RowFields {
  const fields = fieldsOf(row)
  const number = (name: string) => fields.number(name) ?? numberOf(fields.text(name))
  return {
    raw: row,
    number,
    amount: (name) => {
      const value = number(name)
      return value !== null && value > 0 ? value : null
    },
    boolean: (name) => fields.boolean(name) ?? truthOf(fields.text(name)),
    text: (name) => {
      const text = fields.text(name)?.trim() ?? ""
      return text === "" || /^(null|none|unknown|n\/a|-|\?)$/i.test(text) ? null : text
    },
    object: (name) => fields.object(name) ?? objectOf(fields.text(name)),
  }
}

/** vLLM's own way of writing large numbers: `k` for thousands, `K` for 1024. */
const FACTORS: Readonly<Record<string, number>> = { "": 1, k: 1000, K: 1024, m: 1e6, M: 1024 ** 2 }

export function numberOf(text: string | null): number | null {
  const found = /^\s*(-?\d[\d_]*(?:\.\d+)?)\s*([kKmM]?)\s*$/.exec(text ?? "")
  if (found === null) return null
  return Number(found[1]?.replaceAll("_", "")) * (FACTORS[found[2] ?? ""] ?? 1)
}

function truthOf(text: string | null): boolean | null {
  if (/^(true|yes|1)$/i.test(text ?? "")) return true
  return /^(false|no|0)$/i.test(text ?? "") ? false : null
}

export function objectOf(text: string | null): RawModelConfig | null {
  if (text === null || !text.trimStart().startsWith("{")) return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
