import type { EngineTarget, Topology } from "../hardware"
import type { LaunchSettings } from "../launch"
import type { RawModelConfig } from "../model"
import type { Calibration } from "./calibration"
import type { Range } from "./range"
import type { PlanReason } from "./reasons"
import type { ModelShape } from "./shape/types"
import type { StoredWeights } from "./weights/stored"

/** Who holds memory of a card before the start. */
export interface MemoryHolder {
  readonly pid: number | null
  readonly name: string | null
  readonly user: string | null
  readonly bytes: number | null
}

/** A card as the planner sees it. */
export interface PlanGpu {
  readonly uuid: string
  readonly index: number
  readonly name: string
  /** What CUDA calls the total: less than the driver's figure. */
  readonly totalBytes: Range
  /** Free right now; null where nobody looked (then the card is taken as empty). */
  readonly freeBytes: number | null
  readonly capability: number | null
  readonly multiprocessors: number
  readonly displayActive: boolean
  /** Shares its memory with the host. */
  readonly unified: boolean
  readonly holders: readonly MemoryHolder[]
}

/** What a person, a flag or a slider asks for; null lets the planner or vLLM choose. */
export interface PlanWishes {
  readonly utilization: number | null
  readonly maxModelLen: number | null
  readonly tensorParallel: number | null
  readonly pipelineParallel: number | null
  readonly decodeContextParallel: number
  readonly expertParallel: boolean
  /** Engines that share the routed experts among them; 1 for one. */
  readonly dataParallel: number
  readonly maxNumSeqs: number | null
  readonly maxNumBatchedTokens: number | null
  /** `auto`, `fp8`, `bfloat16`, … as vLLM's flag takes it. */
  readonly kvCacheType: string | null
  readonly enforceEager: boolean
  /** Draft tokens per step by the model's own layers; 0 for none. */
  readonly draftTokens: number
  readonly cpuOffloadGiB: number
  /** Use exactly these cards, in order; empty leaves the choice open. */
  readonly gpuUuids: readonly string[]
}

export interface PlanInput {
  readonly modelId: string | null
  readonly config: RawModelConfig
  readonly stored: StoredWeights | null
  /** Format of the weights named outside the config: a flag, the name of a variant. */
  readonly quantizationHint: string | null
  readonly gpus: readonly PlanGpu[]
  readonly topology: Topology | null
  readonly vllmVersion: string | null
  /** Day of the start (`2026-05-15`), which bounds the version where that is not known. */
  readonly day: string | null
  readonly generation: "V0" | "V1" | null
  /** The model runner where a log or a setting names it. */
  readonly runner?: "V1" | "V2" | null
  /** A context beyond the model's own is no refusal: its config may have been overridden. */
  readonly longerContext?: boolean
  readonly target: EngineTarget
  readonly wishes: PlanWishes
  readonly measured: readonly Calibration[]
  readonly toolCallParser: string | null
  readonly reasoningParser: string | null
}

export const PLAN_ITEM_KINDS = [
  "others",
  "context",
  "weights",
  "working",
  "graphs",
  "conversations",
  "free",
] as const
export type PlanItemKind = (typeof PLAN_ITEM_KINDS)[number]

/** A segment of a memory bar. */
export interface PlanItem {
  readonly kind: PlanItemKind
  readonly bytes: Range
}

/** One card in use, its bar from left to right, and where the limit stands. */
export interface GpuPlan {
  readonly uuid: string
  readonly index: number
  readonly name: string
  readonly stage: number
  readonly totalBytes: number
  readonly limitBytes: number
  readonly items: readonly PlanItem[]
  readonly weightParts: readonly { readonly part: string; readonly bytes: number }[]
  readonly holders: readonly MemoryHolder[]
  /** What is left for conversations; below 0 when nothing is. */
  readonly budgetBytes: Range
}

/** At which point of the start it would end. */
export type FailStage =
  | "memory_busy"
  | "weights"
  | "no_kv_memory"
  | "kv_too_small_for_max_model_len"
  | "after_kv_sizing"

export interface CachePlan {
  readonly bytesPerToken: number
  /** The cache divided by the tokens vLLM prints for it; less where windows or states stop growing. */
  readonly printedBytesPerToken: number
  readonly bytesPerSequence: number
  readonly blockTokens: number
  /** Of the card that has the least. */
  readonly budgetBytes: Range
  readonly tokens: Range
  /** Chats of the planned context length at once, as vLLM would print it. */
  readonly maxConcurrency: Range
  readonly bytesPerChat: number
}

/** The plan: per card and itemised, with its verdict and the settings that carry it out. */
export interface MemoryPlan {
  readonly shape: ModelShape | null
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly utilization: number
  readonly maxModelLen: number | null
  readonly gpus: readonly GpuPlan[]
  readonly weightsPerGpuBytes: Range | null
  readonly cache: CachePlan | null
  /** Null when it cannot be known. */
  readonly fits: boolean | null
  readonly failStage: FailStage | null
  /** The verdict could turn out otherwise within what is uncertain. */
  readonly tight: boolean
  readonly reasons: readonly PlanReason[]
  readonly settings: LaunchSettings
}

/** Wishes of somebody who wishes nothing. */
export function noWishes(): PlanWishes {
  return {
    utilization: null,
    maxModelLen: null,
    tensorParallel: null,
    pipelineParallel: null,
    decodeContextParallel: 1,
    expertParallel: false,
    dataParallel: 1,
    maxNumSeqs: null,
    maxNumBatchedTokens: null,
    kvCacheType: null,
    enforceEager: false,
    draftTokens: 0,
    cpuOffloadGiB: 0,
    gpuUuids: [],
  }
}
