import type { ModelShape } from "./shape/types"

const GIB = 1024 ** 3

/** What the version of vLLM decides about memory. */
export interface EngineRules {
  /** Major·10⁶ + minor·10³ + patch; null when nobody said. */
  readonly version: number | null
  readonly generation: "V0" | "V1"
  /** Which model runner profiles the model: they count differently. */
  readonly runner: "V1" | "V2"
  /** The CUDA graph estimate is taken off the cache. */
  readonly deductsGraphs: boolean
  /** The dry run takes the image encoder with it. */
  readonly profilesImages: boolean
  /** CUDA's context, and whatever others hold, count as the engine's own (the first V1 releases). */
  readonly countsContext: boolean
  /** All that the process took is counted, with what the runner set aside before loading. */
  readonly countsRunner: boolean
  /** The tokens printed for a cache are what chats of the full context could fill. */
  readonly printsByChats: boolean
  /** Tokens of a step where V0 cuts long prompts by itself. */
  readonly firstChunk: number | null
  /** Memory from which on a step carries 16,384 tokens by default; null where no card gets that. */
  readonly hugeCardBytes: number | null
  /** An A100 of 80 GB gets the batch of a small card. */
  readonly smallBatchOnA100: boolean
  readonly defaultUtilization: number
  /** The sampler's dry run sorts the whole vocabulary (before the Triton kernel of 0.17). */
  readonly sortsVocabulary: boolean
  /** A first compilation tries kernels on copies of their inputs, the embedding table among them. */
  readonly autotunesOnInputs: boolean
  /** Workspaces of experts stay allocated after the first layer that needs them. */
  readonly keepsExpertWorkspace: boolean
  readonly wholeBlocks: boolean
}

/** For a version nobody named: what most people run by now. */
const NEWEST_KNOWN = versionNumber(0, 31, 0)

/** Releases and their days; between two of them the older one was in use. */
const RELEASE_DAYS: readonly (readonly [string, number])[] = [
  ["2024-06-10", versionNumber(0, 5, 0)],
  ["2024-09-05", versionNumber(0, 6, 0)],
  ["2025-01-27", versionNumber(0, 7, 0)],
  ["2025-03-18", versionNumber(0, 8, 0)],
  ["2025-05-15", versionNumber(0, 9, 0)],
  ["2025-07-24", versionNumber(0, 10, 0)],
  ["2025-10-02", versionNumber(0, 11, 0)],
  ["2025-12-03", versionNumber(0, 12, 0)],
  ["2026-01-20", versionNumber(0, 14, 0)],
  ["2026-01-29", versionNumber(0, 15, 0)],
  ["2026-03-07", versionNumber(0, 17, 0)],
  ["2026-04-03", versionNumber(0, 19, 0)],
  ["2026-05-14", versionNumber(0, 21, 0)],
  ["2026-06-16", versionNumber(0, 23, 0)],
  ["2026-08-26", versionNumber(0, 28, 0)],
  ["2026-09-09", versionNumber(0, 29, 0)],
  ["2026-09-22", versionNumber(0, 30, 0)],
  ["2026-10-05", versionNumber(0, 31, 0)],
]

/** `0.20.2rc1.dev249+fork` as a number that compares; null when no version is in the text. */
export function parseVersion(text: string | null): number | null {
  const found = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text?.trim() ?? "")
  if (found === null) return null
  const [major, minor, patch] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)]
  // Builds without tags call themselves 0.1.dev20051: no release.
  return major === 0 && minor === 1 ? null : versionNumber(major, minor, patch)
}

/** The release in use on a day (`2026-05-15`); null for a text that is no day. */
export function versionOfDay(day: string | null): number | null {
  if (day === null || !/^\d{4}-\d{2}/.test(day)) return null
  return RELEASE_DAYS.findLast(([first]) => first <= day)?.[1] ?? null
}

/** What follows from the version, and from the kind of model where the runner depends on it. */
export function engineRules(
  version: number | null,
  shape: ModelShape,
  told: {
    readonly generation: "V0" | "V1" | null
    readonly runner?: "V1" | "V2" | null
  } = { generation: null, runner: null },
): EngineRules {
  const at = version ?? NEWEST_KNOWN
  const since = (minor: number) => at >= versionNumber(0, minor, 0)
  const generation = told.generation ?? (since(8) ? "V1" : "V0")
  const runner = told.runner ?? runnerOf(shape, at)
  return {
    version,
    generation,
    runner,
    deductsGraphs: since(runner === "V1" ? 20 : 29),
    profilesImages: runner === "V1" || since(27),
    countsContext: generation === "V1" && !since(9),
    countsRunner: since(27),
    firstChunk: at < versionNumber(0, 5, 3) ? null : at < versionNumber(0, 6, 4) ? 512 : 2048,
    printsByChats: at >= versionNumber(0, 20, 1),
    hugeCardBytes: since(28) ? 160 * GIB : null,
    smallBatchOnA100: since(9),
    defaultUtilization: since(20) ? 0.92 : 0.9,
    sortsVocabulary: !since(17),
    autotunesOnInputs: since(21),
    keepsExpertWorkspace: since(11),
    wholeBlocks: since(24),
  }
}

/** Architectures that got the newer runner before all others of their kind, and the release that gave it to them. */
const EARLY_FOR_NEWER_RUNNER: Readonly<Record<string, number>> = {
  Qwen3ForCausalLM: 22,
  LlamaForCausalLM: 23,
  MistralForCausalLM: 23,
  DeepseekV2ForCausalLM: 24,
  GraniteMoeForCausalLM: 24,
  Qwen2MoeForCausalLM: 24,
  LongcatFlashNgramForCausalLM: 26,
  KimiK3ForConditionalGeneration: 27,
  DeepseekV4ForCausalLM: 28,
}

/**
 * Which runner a release takes by itself (vllm/config/vllm.py of 0.20 to 0.32): dense models moved with 0.25, all with
 * 0.29, linear layers among them, and a few by name before that.
 */
function runnerOf(shape: ModelShape, at: number): "V1" | "V2" {
  const since = (minor: number) => at >= versionNumber(0, minor, 0)
  if (since(29)) return "V2"
  const early = EARLY_FOR_NEWER_RUNNER[shape.architecture ?? ""]
  if (early !== undefined && since(early)) return "V2"
  return since(25) && shape.experts === null && shape.linear === null ? "V2" : "V1"
}

function versionNumber(major: number, minor: number, patch: number): number {
  return major * 1_000_000 + minor * 1000 + patch
}
