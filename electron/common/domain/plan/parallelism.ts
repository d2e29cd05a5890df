import type { Topology } from "../hardware"
import { cutRefusals } from "./divisibility"
import { planReason, type PlanReason } from "./reasons"
import type { ModelShape } from "./shape/types"
import type { PlanGpu } from "./types"

/** How a model is laid over cards, and the argument for it, line by line. */
export interface ParallelChoice {
  readonly tensorParallel: number
  readonly pipelineParallel: number
  /** Cards in use, in the order of ranks: a stage's cards stand together. */
  readonly gpus: readonly PlanGpu[]
  readonly leftOut: readonly PlanGpu[]
  readonly reasons: readonly PlanReason[]
}

/** Whether a cut over these cards serves the context asked for; how a plan judges it. */
export type Judge = (
  gpus: readonly PlanGpu[],
  tensorParallel: number,
  pipelineParallel: number,
) => {
  readonly fits: boolean
  /** Everything but the context asked for has room. */
  readonly loads: boolean
}

export interface ParallelWish {
  readonly tensorParallel: number | null
  readonly pipelineParallel: number | null
  readonly expertParallel: boolean
  /** Cards insisted on; empty leaves the choice open. */
  readonly gpuUuids: readonly string[]
}

/**
 * The fewest cards that serve the context, cut the way their links allow: within a group over tensors, across slow
 * links or uneven counts over layers. Two cards are no reason to use two.
 */
export function chooseParallelism(
  shape: ModelShape,
  gpus: readonly PlanGpu[],
  topology: Topology | null,
  wish: ParallelWish,
  judge: Judge,
): ParallelChoice {
  const insisted = wish.gpuUuids.flatMap((uuid) => gpus.filter((gpu) => gpu.uuid === uuid))
  const chosen = insisted.length > 0 ? { kept: insisted, reasons: [] } : usable(gpus)
  const cuts = cutsOver(shape, chosen.kept.length, wish)
  const ranked = cuts.map((cut) => ({ cut, cards: cardsFor(cut, chosen.kept, topology) }))
  const judged = ({ cut, cards }: (typeof ranked)[number]) => judge(cards, cut.tensor, cut.pipeline)
  // Fewest cards first: what comes after the first that fits is not worth a judgement.
  const first = ranked.find((one) => judged(one).fits)
  const found = first ?? ranked.at(-1) ?? { cut: { tensor: 1, pipeline: 1 }, cards: chosen.kept.slice(0, 1) }
  const { cut, cards } = found
  const leftOut = gpus.filter((gpu) => !cards.includes(gpu))
  const spare = chosen.kept.filter((gpu) => !cards.includes(gpu))
  return {
    tensorParallel: cut.tensor,
    pipelineParallel: cut.pipeline,
    gpus: cards,
    leftOut,
    reasons: [
      ...countReasons(cut, first !== undefined, ranked[0] !== undefined && judged(ranked[0]).loads),
      ...linkReasons(cut, cards, topology),
      ...chosen.reasons,
      ...spare.map((gpu) => spareReason(gpu)),
    ],
  }
}

interface CutCount {
  readonly tensor: number
  readonly pipeline: number
}

/** Every lawful way to cut: over tensors alone first, fewest cards first; over layers where that does not do. */
function cutsOver(shape: ModelShape, cards: number, wish: ParallelWish): readonly CutCount[] {
  if (wish.tensorParallel !== null || wish.pipelineParallel !== null) {
    return [{ tensor: wish.tensorParallel ?? 1, pipeline: wish.pipelineParallel ?? 1 }]
  }
  const cuts: CutCount[] = []
  for (let tensor = 1; tensor <= cards; tensor++) {
    if (cutRefusals(shape, tensor, wish.expertParallel).length > 0) continue
    for (let pipeline = 1; tensor * pipeline <= cards && pipeline <= shape.layers; pipeline++) {
      cuts.push({ tensor, pipeline })
    }
  }
  return cuts.toSorted(
    (one, other) =>
      Number(one.pipeline > 1) - Number(other.pipeline > 1) ||
      one.tensor * one.pipeline - other.tensor * other.pipeline ||
      one.pipeline - other.pipeline,
  )
}

/** Sets cards aside that would hold the others back: every rank gets as much as the smallest can give. */
function usable(gpus: readonly PlanGpu[]): { kept: readonly PlanGpu[]; reasons: readonly PlanReason[] } {
  const reasons: PlanReason[] = []
  const largest = Math.max(0, ...gpus.map((gpu) => gpu.totalBytes.likely))
  const kept = gpus.filter((gpu) => {
    if (gpus.length < 2) return true
    const values = { gpu: gpu.index, name: gpu.name, totalBytes: gpu.totalBytes.likely }
    if (gpu.freeBytes !== null && gpu.freeBytes < 0.5 * gpu.totalBytes.likely) {
      reasons.push(planReason("gpu-left-out-busy", { ...values, freeBytes: gpu.freeBytes }))
      return false
    }
    if (gpu.totalBytes.likely < 0.6 * largest) {
      reasons.push(planReason("gpu-left-out-smaller", values))
      return false
    }
    return true
  })
  // All busy: plan with what is there, the verdict says who holds the memory.
  return kept.length > 0 ? { kept, reasons } : { kept: gpus, reasons: [] }
}

/** The best-linked cards for a cut; a card with a monitor last, because a desktop takes from it. */
function cardsFor(cut: CutCount, gpus: readonly PlanGpu[], topology: Topology | null): readonly PlanGpu[] {
  const order = gpus.toSorted(
    (one, other) =>
      Number(one.displayActive) - Number(other.displayActive) ||
      (other.freeBytes ?? other.totalBytes.likely) - (one.freeBytes ?? one.totalBytes.likely) ||
      one.index - other.index,
  )
  const wanted = cut.tensor * cut.pipeline
  if (topology === null || wanted < 2 || wanted >= gpus.length) return order.slice(0, wanted)
  const groups = order.map((start) => {
    const near = order
      .filter((gpu) => gpu !== start)
      .toSorted((one, other) => linkCost(start, one, topology) - linkCost(start, other, topology))
    const group = [start, ...near.slice(0, wanted - 1)]
    return {
      group,
      cost: group.reduce((sum, gpu) => sum + (gpu === start ? 0 : linkCost(start, gpu, topology)), 0),
    }
  })
  return groups.reduce((best, next) => (next.cost < best.cost ? next : best)).group
}

const LINK_COSTS = { NVLINK: 0, PIX: 2, PXB: 3, PHB: 4, NODE: 6, SYS: 9, UNKNOWN: 5 } as const

function linkCost(one: PlanGpu, other: PlanGpu, topology: Topology): number {
  const link = topology.links.find(
    ({ from, to }) =>
      (from === one.index && to === other.index) || (from === other.index && to === one.index),
  )
  return LINK_COSTS[link?.kind ?? "UNKNOWN"]
}

function spareReason(gpu: PlanGpu): PlanReason {
  const values = { gpu: gpu.index, name: gpu.name }
  return planReason(gpu.displayActive ? "gpu-left-out-display" : "gpu-left-out-not-needed", values)
}

function countReasons(cut: CutCount, fits: boolean, oneLoads: boolean): readonly PlanReason[] {
  if (cut.tensor * cut.pipeline === 1) return fits ? [planReason("one-gpu-suffices")] : []
  const reasons: PlanReason[] = []
  if (cut.tensor > 1) {
    // One card would hold the model, but not the context asked for.
    const code = oneLoads ? "tensor-parallel-for-context" : "tensor-parallel-needed"
    reasons.push(planReason(code, { gpus: cut.tensor }))
  }
  if (cut.pipeline > 1) reasons.push(planReason("pipeline-for-uneven-count", { stages: cut.pipeline }))
  return reasons
}

function linkReasons(
  cut: CutCount,
  cards: readonly PlanGpu[],
  topology: Topology | null,
): readonly PlanReason[] {
  if (topology === null || cards.length < 2) return []
  const costs = cards.flatMap((one, at) => cards.slice(at + 1).map((other) => linkCost(one, other, topology)))
  const worst = Math.max(...costs)
  if (worst === LINK_COSTS.NVLINK) return [planReason("links-nvlink", { gpus: cards.length })]
  const slow = worst >= LINK_COSTS.SYS ? [planReason("links-across-numa")] : [planReason("links-pcie")]
  // Tensor parallelism talks twice a layer: over slow links layers in turn can be faster.
  return cut.tensor > 2 ? [...slow, planReason("pipeline-for-slow-links", { gpus: cut.tensor })] : slow
}
