import type { RawModelConfig } from "../../model"

/** Reads a config by several names for one thing; families do not agree on any of them. */
export interface Fields {
  number(...names: readonly string[]): number | null
  boolean(...names: readonly string[]): boolean | null
  text(...names: readonly string[]): string | null
  list(...names: readonly string[]): readonly unknown[] | null
  object(...names: readonly string[]): RawModelConfig | null
}

export function fieldsOf(config: RawModelConfig): Fields {
  function first<T>(names: readonly string[], read: (value: unknown) => T | null): T | null {
    for (const name of names) {
      const value = read(config[name])
      if (value !== null) return value
    }
    return null
  }
  return {
    number: (...names) => first(names, (value) => (isFiniteNumber(value) ? value : null)),
    boolean: (...names) => first(names, (value) => (typeof value === "boolean" ? value : null)),
    text: (...names) => first(names, (value) => (typeof value === "string" ? value : null)),
    list: (...names) => first(names, (value) => (Array.isArray(value) ? value : null)),
    object: (...names) => first(names, (value) => (isRecord(value) ? value : null)),
  }
}

export function isRecord(value: unknown): value is RawModelConfig {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** The part that describes the language model: multimodal configs nest it. */
export function textConfigOf(config: RawModelConfig): RawModelConfig {
  for (const name of ["text_config", "llm_config", "language_config", "thinker_config"]) {
    const nested = config[name]
    if (isRecord(nested)) return textConfigOf({ ...inherited(config), ...nested })
  }
  return config
}

/** What a nested config may leave to the one around it. */
function inherited(config: RawModelConfig): RawModelConfig {
  const kept = ["quantization_config", "tie_word_embeddings", "torch_dtype", "dtype", "vocab_size"]
  return Object.fromEntries(kept.flatMap((name) => (name in config ? [[name, config[name]]] : [])))
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value)
}
