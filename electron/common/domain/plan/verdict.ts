import { bytesPerChat } from "./cache"
import type { EngineRules } from "./engine-rules"
import { exactly, type Range, spreadOf } from "./range"
import { planReason, type PlanReason } from "./reasons"
import type { StageSituation, StageTerms } from "./stage"
import type { CachePlan, FailStage, PlanGpu } from "./types"

/** A card with its stage's terms and what is left on it. */
export interface SeatedGpu {
  readonly gpu: PlanGpu
  readonly stage: number
  readonly terms: StageTerms
  readonly budget: Range
}

export interface Verdict {
  /** Null where the weights alone may or may not load. */
  readonly fits: boolean | null
  readonly failStage: FailStage | null
  readonly tight: boolean
  readonly reasons: readonly PlanReason[]
}

/** The cache over all cards: the one with the fewest blocks decides. */
export function cachePlanOf(seats: readonly SeatedGpu[], situation: StageSituation): CachePlan | null {
  let binding: CachePlan | null = null
  for (const seat of seats) {
    const plan = cacheOfSeat(seat, situation)
    if (binding === null || plan.maxConcurrency.likely < binding.maxConcurrency.likely) binding = plan
  }
  return binding
}

function cacheOfSeat({ terms, budget }: SeatedGpu, situation: StageSituation): CachePlan {
  const { cache } = terms
  const { maxModelLen, batch, rules } = situation
  const perChat = bytesPerChat(cache, maxModelLen, batch.tokens)
  const perToken = cache.bytesPerToken + cache.windowBytesPerToken
  const mixed = cache.bytesPerSequence > 0 || cache.windowBytesPerToken > 0
  const perBlock = perToken * cache.blockTokens
  const blocks = (bytes: number) => (perBlock > 0 ? Math.floor(Math.max(0, bytes) / perBlock) : 0)
  const chatBlocks = Math.ceil(maxModelLen / cache.blockTokens)
  const concurrency = (bytes: number) =>
    mixed || perBlock === 0 ? Math.max(0, bytes) / Math.max(1, perChat) : blocks(bytes) / chatBlocks
  // Older releases print the blocks all kinds of layers could have, newer ones what chats could fill.
  const byChats = cache.bytesPerSequence > 0 || rules.printsByChats
  const tokens = (bytes: number) =>
    byChats ? Math.floor(concurrency(bytes) * maxModelLen) : blocks(bytes) * cache.blockTokens
  return {
    bytesPerToken: perToken,
    printedBytesPerToken: byChats && mixed ? perChat / maxModelLen : perToken,
    bytesPerSequence: cache.bytesPerSequence,
    blockTokens: cache.blockTokens,
    budgetBytes: budget,
    tokens: mapRange(budget, tokens),
    maxConcurrency: mapRange(budget, concurrency),
    bytesPerChat: perChat,
  }
}

/** Goes through a start as vLLM does and stops at the first thing that does not fit. */
export function verdictOf(seats: readonly SeatedGpu[], situation: StageSituation): Verdict {
  const checks = seats.flatMap((seat) => checksOf(seat, situation))
  const failed = STAGES.map((stage) =>
    checks.find((check) => check.stage === stage && check.margin.likely < 0),
  ).find((check) => check !== undefined)
  // It fits for certain where no check could fail, and does not where one must.
  const tight =
    failed === undefined
      ? checks.some(({ margin }) => margin.low < 0)
      : checks.every(({ margin }) => margin.high >= 0)
  const mayNotLoad = checks.some((check) => check.stage === "weights" && check.margin.low < 0)
  // In a shared memory the others decide, and what they take is not known before.
  const shared = tight && seats.some(({ gpu }) => gpu.unified)
  // A format nobody could read: neither answer would be more than a guess.
  const uncertainWeights = seats.some(({ terms }) => spreadOf(terms.weights) > 0.4 * terms.weights.likely)
  const margin = failed?.margin ?? narrowest(checks)
  const reasons = failed === undefined ? [] : [failed.reason]
  return {
    fits:
      failed === undefined
        ? mayNotLoad || shared
          ? null
          : true
        : uncertainWeights && failed.margin.high >= 0
          ? null
          : false,
    failStage: failed?.stage ?? null,
    tight,
    reasons: tight
      ? [
          ...reasons,
          planReason("tight-margin", {
            bytes: Math.round(margin.likely),
            spreadBytes: Math.round(spreadOf(margin)),
          }),
        ]
      : reasons,
  }
}

const STAGES: readonly FailStage[] = [
  "memory_busy",
  "weights",
  "no_kv_memory",
  "kv_too_small_for_max_model_len",
  "after_kv_sizing",
]

interface Check {
  readonly stage: FailStage
  /** Bytes to spare; below 0 it does not fit. */
  readonly margin: Range
  readonly reason: PlanReason
}

function checksOf({ gpu, terms, budget }: SeatedGpu, situation: StageSituation): readonly Check[] {
  const { utilization, maxModelLen, batch, pipelineParallel, rules } = situation
  const total = gpu.totalBytes
  const requested = Math.ceil(total.likely * utilization)
  const checks: Check[] = []
  if (gpu.freeBytes !== null) {
    const margin = gpu.freeBytes - requested
    checks.push({
      stage: "memory_busy",
      margin: minus(exactly(margin), terms.context),
      reason: planReason("memory-busy", { gpu: gpu.index, freeBytes: gpu.freeBytes, neededBytes: requested }),
    })
  }
  const room = minus(total, terms.context)
  checks.push({
    stage: "weights",
    margin: minus(minus(room, terms.weights), terms.loadTransient),
    reason: planReason("weights-too-large", {
      gpu: gpu.index,
      weightsBytes: Math.round(terms.weights.likely),
      totalBytes: total.likely,
    }),
  })
  checks.push({
    stage: "no_kv_memory",
    margin: budget,
    reason: planReason("no-room-for-cache", { gpu: gpu.index, missingBytes: Math.round(-budget.likely) }),
  })
  // Releases from late 2025 to early 2026 asked every stage for the whole model's cache.
  const version = rules.version ?? 0
  const quirk = pipelineParallel > 1 && version >= 11_000 && version < 16_000
  const chat = bytesPerChat(terms.cache, maxModelLen, batch.tokens) * (quirk ? pipelineParallel : 1)
  checks.push({
    stage: "kv_too_small_for_max_model_len",
    margin: minus(budget, exactly(chat)),
    reason: quirk
      ? planReason("whole-model-cache-per-stage", { stages: pipelineParallel, neededBytes: Math.round(chat) })
      : planReason("cache-below-context", {
          context: maxModelLen,
          neededBytes: Math.round(chat),
          budgetBytes: Math.round(budget.likely),
        }),
  })
  checks.push({
    stage: "after_kv_sizing",
    margin: afterCache(gpu, terms, requested, rules),
    reason: planReason("no-headroom-after-cache", { gpu: gpu.index, utilization }),
  })
  return checks
}

/**
 * Outside the budget: the context, graphs beyond what was taken off for them, what the runner keeps, and the kernels'
 * first calls, as far as they hold more than the dry run did, whose room is free again by then.
 */
function afterCache(
  gpu: PlanGpu,
  terms: StageTerms,
  requested: number,
  { countsRunner, countsContext }: EngineRules,
): Range {
  const { used, deducted } = terms.graphs
  const { runner, warmUp, peak } = terms
  const context = countsContext ? exactly(0) : terms.context
  const kept = countsRunner ? exactly(0) : runner
  const outside = {
    low: context.low + beyond(used.low, deducted.high) + kept.low + warmUp.low - peak.high,
    likely: context.likely + beyond(used.likely, deducted.likely) + kept.likely + warmUp.likely - peak.likely,
    high: context.high + beyond(used.likely * 1.3, deducted.low) + kept.high + warmUp.high - peak.low,
  }
  const room = gpu.unified
    ? gpu.totalBytes.likely
    : Math.min(gpu.totalBytes.likely, gpu.freeBytes ?? Infinity)
  return minus(exactly(room - requested), outside)
}

function beyond(used: number, deducted: number): number {
  return Math.max(0, used - deducted)
}

function narrowest(checks: readonly Check[]): Range {
  return checks
    .map((check) => check.margin)
    .reduce((least, margin) => (margin.low < least.low ? margin : least))
}

function minus(from: Range, what: Range): Range {
  return { low: from.low - what.high, likely: from.likely - what.likely, high: from.high - what.low }
}

function mapRange(range: Range, map: (value: number) => number): Range {
  return { low: map(range.low), likely: map(range.likely), high: map(range.high) }
}
