import { planMemory } from "./plan"
import { readModelShape } from "./shape/read"
import type { MemoryPlan, PlanInput } from "./types"

export const PLAN_PRESETS = ["balanced", "longest-context", "most-chats", "leave-room"] as const
export type PlanPreset = (typeof PLAN_PRESETS)[number]

/** Contexts people choose between; the model's own longest joins them. */
const CONTEXT_STEPS = [4096, 8192, 16_384, 32_768, 65_536, 131_072, 202_752, 262_144, 524_288, 1_048_576]

/** Chats at once that `balanced` keeps room for before it lengthens the context. */
const BALANCED_CHATS = 4
/** Below this context, length is worth more than a fourth chat. */
const ROOMY_CONTEXT = 32_768
/** A chat shorter than this is no chat with tools. */
const SHORT_CONTEXT = 8192
/** The share the GLM-4 guide gives the engine where other programs use the card too. */
const SHARED_UTILIZATION = 0.6

/** A preset as wishes: the input with utilisation and context filled in, or as it was where nothing fits. */
export function applyPreset(input: PlanInput, preset: PlanPreset): PlanInput {
  const wishes = {
    ...input.wishes,
    utilization: preset === "leave-room" ? SHARED_UTILIZATION : input.wishes.utilization,
  }
  const wished = { ...input, wishes }
  const context = presetContext(wished, preset)
  return context === null ? wished : { ...wished, wishes: { ...wishes, maxModelLen: context } }
}

function presetContext(input: PlanInput, preset: PlanPreset): number | null {
  if (preset === "longest-context") return longestContext(input, 1)
  if (preset === "most-chats") return longestContext(capped(input, SHORT_CONTEXT), 1)
  const shared = longestContext(input, BALANCED_CHATS)
  if (shared !== null && shared >= ROOMY_CONTEXT) return shared
  const two = longestContext(input, 2)
  if (two !== null && two >= ROOMY_CONTEXT) return two
  // One long conversation is worth more than two that break off.
  const one = longestContext(capped(input, ROOMY_CONTEXT), 1)
  return one !== null && one >= ROOMY_CONTEXT ? one : (two ?? one)
}

/**
 * The longest context that still leaves so many chats at once, with certainty if it can be had; null when even the
 * shortest does not.
 */
export function longestContext(input: PlanInput, chats: number): number | null {
  return longestWhere(input, chats, false) ?? longestWhere(input, chats, true)
}

function longestWhere(input: PlanInput, chats: number, tightToo: boolean): number | null {
  const steps = stepsFor(input)
  let best: number | null = null
  let [low, high] = [0, steps.length - 1]
  // Longer contexts only ever cost more: halve instead of trying each.
  while (low <= high) {
    const middle = Math.floor((low + high) / 2)
    const context = steps[middle] ?? 0
    const plan = planMemory(withContext(input, context))
    const roomy = (plan.cache?.maxConcurrency.likely ?? 0) >= chats
    const enough = plan.fits === true && roomy && (tightToo || !plan.tight)
    if (enough) best = context
    if (enough) low = middle + 1
    else high = middle - 1
  }
  return best
}

/** One position of the dial: context against chats, bounded by what is left for conversations. */
export interface DialPosition {
  readonly contextTokens: number
  readonly chats: number
}

/** Chats at once for a context of that length: whole ones, below what vLLM would print. */
export function chatsFor(plan: MemoryPlan, contextTokens: number): number {
  const { cache } = plan
  if (cache === null || contextTokens <= 0) return 0
  const blocks = Math.ceil(contextTokens / cache.blockTokens) * cache.blockTokens
  const perChat = blocks * perTokenOf(plan) + cache.bytesPerSequence
  return perChat <= 0 ? 0 : Math.floor(Math.max(0, cache.budgetBytes.likely) / perChat)
}

/** The longest context so many chats can have at once, in whole blocks. */
export function contextFor(plan: MemoryPlan, chats: number): number {
  const { cache } = plan
  if (cache === null || chats <= 0) return 0
  const share = Math.max(0, cache.budgetBytes.likely) / chats - cache.bytesPerSequence
  const perToken = perTokenOf(plan)
  const tokens = perToken <= 0 ? 0 : Math.floor(Math.max(0, share) / perToken)
  const whole = Math.floor(tokens / cache.blockTokens) * cache.blockTokens
  return Math.min(whole, plan.shape?.maxPosition ?? whole)
}

/** The dial's positions for a plan, from short to long. */
export function dialPositions(plan: MemoryPlan): readonly DialPosition[] {
  const longest = plan.shape?.maxPosition ?? Infinity
  return CONTEXT_STEPS.filter((context) => context <= longest)
    .map((contextTokens) => ({ contextTokens, chats: chatsFor(plan, contextTokens) }))
    .filter(({ chats }) => chats >= 1)
}

function perTokenOf(plan: MemoryPlan): number {
  return plan.cache?.bytesPerToken ?? 0
}

function stepsFor(input: PlanInput): readonly number[] {
  const { shape } = readModelShape(input.config, input.quantizationHint)
  const most = Math.min(shape?.maxPosition ?? Infinity, input.wishes.maxModelLen ?? Infinity)
  const steps = CONTEXT_STEPS.filter((context) => context < most)
  return Number.isFinite(most) ? [...steps, most] : steps
}

function capped(input: PlanInput, context: number): PlanInput {
  const { maxModelLen } = input.wishes
  return withContext(input, Math.min(context, maxModelLen ?? context))
}

function withContext(input: PlanInput, maxModelLen: number): PlanInput {
  return { ...input, wishes: { ...input.wishes, maxModelLen } }
}
