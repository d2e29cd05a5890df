import { addRanges, between, exactly, type Range } from "./range"
import type { StageSituation } from "./stage"
import type { GpuPlan, PlanItem } from "./types"
import type { SeatedGpu } from "./verdict"

/** A card's bar: what others hold, what the engine needs, what conversations get, and what stays free. */
export function gpuPlanOf({ gpu, stage, terms, budget }: SeatedGpu, situation: StageSituation): GpuPlan {
  const total = gpu.totalBytes.likely
  const others = gpu.freeBytes === null ? 0 : Math.max(0, total - gpu.freeBytes)
  const needed: readonly PlanItem[] = [
    { kind: "others", bytes: exactly(others) },
    { kind: "context", bytes: addRanges(terms.context, terms.nonTorch, terms.runner) },
    { kind: "weights", bytes: terms.weights },
    { kind: "working", bytes: terms.peak },
    { kind: "graphs", bytes: terms.graphs.used },
    { kind: "conversations", bytes: positive(budget) },
  ]
  const used = needed.reduce((bytes, item) => bytes + item.bytes.likely, 0)
  return {
    uuid: gpu.uuid,
    index: gpu.index,
    name: gpu.name,
    stage,
    totalBytes: total,
    limitBytes: Math.ceil(total * situation.utilization),
    items: [...needed, { kind: "free", bytes: exactly(Math.max(0, total - used)) }],
    weightParts: [...terms.parts].map(([part, bytes]) => ({ part, bytes: Math.round(bytes.likely) })),
    holders: gpu.holders,
    budgetBytes: budget,
  }
}

function positive(range: Range): Range {
  return between(Math.max(0, range.low), Math.max(0, range.likely), Math.max(0, range.high))
}
