import type { Gpu } from "../hardware"
import type { LaunchSettings } from "../launch"
import type { MemoryPlan } from "../plan/types"
import type { Fix } from "./fix"

/** Where the planner finds what a fix leaves open. */
export interface FixGround {
  readonly settings: LaunchSettings
  readonly gpus: readonly Gpu[]
  /** The plan of the settings as they are; null where nothing can be planned. */
  readonly plan: MemoryPlan | null
  /** Tokens of cache that the failed start found room for, as it logged them. */
  readonly cacheTokens: number | null
  /** The model's own longest context. */
  readonly modelTokens: number | null
  /** The parsers that are the model's own; null for a model nobody knows, and a parser null where it needs none. */
  readonly parsers: { readonly toolCall: string; readonly reasoning: string | null } | null
}

/** Lengths are handed out in steps, as a person would choose them. */
const LENGTH_STEP = 256
/** What vLLM allows at once where nobody said. */
const USUAL_CHATS = 256

/** The fix with every number it left to the planner; where even that cannot be said, it stays open. */
export function completeFix(fix: Fix, ground: FixGround): Fix {
  switch (fix.kind) {
    case "lower-max-model-len":
      return fix.tokens === null ? { ...fix, tokens: lengthThatFits(ground) } : fix
    case "raise-max-model-len":
      return fix.tokens === null ? { ...fix, tokens: ground.modelTokens } : fix
    case "set-utilization":
      return fix.value === null ? { ...fix, value: freeShare(ground) } : fix
    case "fewer-chats":
      return fix.chats === null ? { ...fix, chats: halfOf(ground.settings.maxNumSeqs ?? USUAL_CHATS) } : fix
    case "tensor-parallel":
      // A number that divides the model is of no use where there are fewer cards.
      return fix.size === null || fix.size > Math.max(1, ground.gpus.length)
        ? { ...fix, size: cardsThatDivide(ground) }
        : fix
    case "leave-out-gpu":
      return fix.gpu === null ? { ...fix, gpu: busiestGpu(ground.gpus) } : fix
    case "other-tool-parser":
      // A name that is like the failed one is a guess; the model's own parser is none.
      return ground.parsers !== null && ground.parsers.toolCall !== ground.settings.toolCallParser
        ? { ...fix, parser: ground.parsers.toolCall }
        : fix
    case "other-reasoning-parser":
      return ground.parsers !== null && ground.parsers.reasoning !== ground.settings.reasoningParser
        ? { ...fix, parser: ground.parsers.reasoning }
        : fix
    default:
      return fix
  }
}

/** What surely fits by the log or the plan; else half of what was asked for. */
function lengthThatFits({ settings, plan, cacheTokens, modelTokens }: FixGround): number | null {
  const asked = settings.maxModelLen ?? modelTokens
  const fitting = cacheTokens ?? plan?.cache?.tokens.low ?? null
  const wanted = fitting !== null && (asked === null || fitting < asked) ? fitting : halfOf(asked)
  if (wanted === null || wanted < LENGTH_STEP) return null
  return Math.floor(wanted / LENGTH_STEP) * LENGTH_STEP
}

function halfOf(count: number | null): number | null {
  return count === null || count < 2 ? null : Math.floor(count / 2)
}

/** The share of the fullest card in use that is free now, less a little that moves. */
function freeShare({ settings, gpus }: FixGround): number | null {
  const used = gpus.filter((gpu) => settings.gpuUuids.length === 0 || settings.gpuUuids.includes(gpu.uuid))
  if (used.length === 0) return null
  const least = Math.min(...used.map((gpu) => gpu.memoryFreeBytes / gpu.memoryTotalBytes))
  const share = Math.floor((least - 0.01) * 100) / 100
  return share >= 0.1 && share < settings.gpuMemoryUtilization ? share : null
}

/** As many cards as there are and as divide the model's heads. */
function cardsThatDivide({ gpus, plan, settings }: FixGround): number | null {
  const heads = plan?.shape?.heads ?? null
  for (let size = Math.max(1, Math.min(gpus.length, 8)); size >= 1; size -= 1) {
    if (size !== settings.tensorParallelSize && (heads === null || heads % size === 0)) return size
  }
  return null
}

/** The card of which others hold most. */
function busiestGpu(gpus: readonly Gpu[]): number | null {
  const [busiest] = gpus.toSorted((a, b) => freeOf(a) - freeOf(b))
  return gpus.length < 2 || busiest === undefined ? null : busiest.index
}

function freeOf(gpu: Gpu): number {
  return gpu.memoryFreeBytes / gpu.memoryTotalBytes
}
