import type { ToolCallParser } from "./launch"

/** A model's `config.json` as published: any JSON object. */
export type RawModelConfig = Readonly<Record<string, unknown>>

/** The first architecture a configuration names; empty when it names none. */
export function architectureOf(config: RawModelConfig): string {
  const architectures = config["architectures"]
  const first: unknown = Array.isArray(architectures) ? architectures[0] : undefined
  return typeof first === "string" ? first : ""
}

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

/** Where a licence leaves a person: free to use, with conditions of its own to read first, or not known here. */
export type LicenseClass = "permissive" | "custom" | "unknown"

/** What a model is good for, as far as its maker says. */
export type ModelStrength = "chat" | "reasoning" | "tools" | "images" | "long-context" | "small"

/** How a checkpoint came to be. */
export type CheckpointKind = "official" | "vendor-quant" | "community-quant"

/** A checkpoint of the catalogue: one thing that can be fetched. */
export interface CatalogModel {
  /** Id on Hugging Face. */
  readonly id: string
  /** Id on ModelScope; null where it is not there. */
  readonly modelscopeId: string | null
  readonly aliases: readonly string[]
  readonly name: string
  /** Checkpoints of one family are the same model in different formats; the id of its full-precision one. */
  readonly family: string
  readonly series: string
  readonly kind: CheckpointKind
  /** Day or month; null when not known. */
  readonly released: string | null
  readonly totalParametersBillions: number | null
  readonly activeParametersBillions: number | null
  readonly images: boolean
  readonly video: boolean
  readonly languages: readonly ("zh" | "en")[]
  readonly goodAt: readonly ModelStrength[]
  readonly toolCallParser: ToolCallParser | null
  readonly reasoningParser: string | null
  readonly contextTokens: number | null
  readonly license: { readonly id: string | null; readonly class: LicenseClass }
  readonly gated: boolean | null
  /** Bytes of the weight files; `exact` when listed, else computed from the parameters. */
  readonly weights: { readonly bytes: number; readonly exact: boolean } | null
  /** What the planner needs of `config.json`; null where only the hub knows. */
  readonly config: RawModelConfig | null
  /** `bf16`, `fp8`, `nvfp4`, `awq`, `gptq`, `int4`. */
  readonly format: string
  readonly minVllmVersion: string | null
  /** A context that starts everywhere the model does; null leaves it to the plan. */
  readonly suggestedContextTokens: number | null
}
