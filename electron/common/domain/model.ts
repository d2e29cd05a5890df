/** A model's `config.json` as published: any JSON object. */
export type RawModelConfig = Readonly<Record<string, unknown>>

/** A model that can be chosen, with what is known of it. */
export interface ModelChoice {
  /** `selftest`, `folder:<path>` or a catalogue id such as `zai-org/GLM-4-9B-0414`. */
  readonly id: string
  readonly name: string
  readonly kind: "selftest" | "folder" | "catalog"
  /** Folder on this machine; null while it would have to be fetched. */
  readonly path: string | null
  readonly config: RawModelConfig
  /** Exact bytes of the weights as stored; null when not known. */
  readonly weightBytes: number | null
  /** Tool-call parser that reads this model; null when none does. */
  readonly toolCallParser: string | null
  readonly reasoningParser: string | null
}
