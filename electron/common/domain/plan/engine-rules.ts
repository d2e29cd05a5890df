import type { ModelShape } from "./shape/types"

/** What the version of vLLM decides about memory. */
export interface EngineRules {
  /** Major·10⁶ + minor·10³ + patch; null when nobody said. */
  readonly version: number | null
  readonly generation: "V0" | "V1"
  /** Which model runner profiles the model: they count differently. */
  readonly runner: "V1" | "V2"
  /** The CUDA graph estimate is taken off the cache. */
  readonly deductsGraphs: boolean
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
  const runner = told.runner ?? runnerOf(shape, since)
  return {
    version,
    generation: told.generation ?? (since(8) ? "V1" : "V0"),
    runner,
    deductsGraphs: since(21) && (runner === "V1" || since(28)),
    defaultUtilization: since(21) ? 0.92 : 0.9,
    sortsVocabulary: !since(17),
    autotunesOnInputs: since(21),
    keepsExpertWorkspace: since(11),
    wholeBlocks: since(24),
  }
}

/** The newer runner took the dense models with 0.25 and all with 0.30; linear layers stayed until then. */
function runnerOf(shape: ModelShape, since: (minor: number) => boolean): "V1" | "V2" {
  if (since(30)) return "V2"
  if (!since(25) || shape.linear !== null) return "V1"
  const early = ["DeepseekV2ForCausalLM", "GraniteMoeForCausalLM", "Qwen2MoeForCausalLM"]
  return shape.experts === null || early.includes(shape.architecture ?? "") ? "V2" : "V1"
}

function versionNumber(major: number, minor: number, patch: number): number {
  return major * 1_000_000 + minor * 1000 + patch
}
