import type { Gpu } from "../hardware"
import { between, exactly } from "./range"
import type { PlanGpu } from "./types"

const MIB = 1024 * 1024
const GIB = 1024 * MIB

/** What a model of card is known for; `pattern` meets its name, lower case. */
export interface GpuSpec {
  readonly pattern: string
  /** CUDA's total in GiB: the least and most seen. */
  readonly totalGiB: readonly [number, number]
  readonly capability: number
  readonly multiprocessors: number
  readonly unified: boolean
}

/**
 * A card of this machine for the planner. CUDA's total is the driver's less what the driver keeps for itself. What
 * Glimmer's own engine holds counts as free: it gives way to the start that is planned.
 */
export function planGpuOf(gpu: Gpu, specs: readonly GpuSpec[]): PlanGpu {
  const spec = specFor(gpu.name, specs)
  const own = gpu.processes.filter((process) => process.own)
  const ownBytes = own.reduce((sum, process) => sum + (process.memoryBytes ?? 0), 0)
  const kept = gpu.memoryReservedBytes
  // Drivers too old to say what they keep: 1 to 4 % on every card seen.
  const guess = between(0.955 * gpu.memoryTotalBytes, 0.98 * gpu.memoryTotalBytes, gpu.memoryTotalBytes)
  return {
    uuid: gpu.uuid,
    index: gpu.index,
    name: gpu.name,
    totalBytes: kept === null ? guess : exactly(gpu.memoryTotalBytes - kept),
    freeBytes: gpu.memoryFreeBytes + ownBytes,
    capability: gpu.computeCapability ?? spec?.capability ?? null,
    multiprocessors: spec?.multiprocessors ?? 80,
    displayActive: gpu.displayActive ?? false,
    unified: spec?.unified ?? false,
    holders: gpu.processes
      .filter((process) => !process.own)
      .map(({ pid, name, user, memoryBytes }) => ({ pid, name, user, bytes: memoryBytes })),
  }
}

interface StatedSize {
  readonly totalGiB: number
  /** As CUDA prints it, not as it stands on the box. */
  readonly byCuda: boolean
}

/** A card known by name alone, taken as empty; null for a name nobody knows and no size. */
export function namedGpu(
  name: string | null,
  index: number,
  told: StatedSize | null,
  specs: readonly GpuSpec[],
): PlanGpu | null {
  const spec = specFor(name ?? "", specs)
  const stated = told ?? sizeInName(name ?? "", spec)
  if (spec === null && stated === null) return null
  const known = spec === null ? null : between(...middle(spec.totalGiB))
  const total =
    stated === null
      ? (known ?? exactly(0))
      : stated.byCuda || known === null
        ? between(...(stated.byCuda ? exactOf(stated.totalGiB) : lessOf(stated.totalGiB)))
        : Math.abs(known.likely - stated.totalGiB) < 0.08 * stated.totalGiB
          ? known
          : between(...lessOf(stated.totalGiB))
  return {
    uuid: `gpu-${index}`,
    index,
    name: name ?? "",
    totalBytes: { low: total.low * GIB, likely: total.likely * GIB, high: total.high * GIB },
    freeBytes: null,
    capability: spec?.capability ?? null,
    multiprocessors: spec?.multiprocessors ?? 80,
    displayActive: false,
    unified: spec?.unified ?? false,
    holders: [],
  }
}

/** The longest pattern that is part of the name: `h100 nvl` before `h100`. */
function specFor(name: string, specs: readonly GpuSpec[]): GpuSpec | null {
  const said = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    // `RTX4090`, `4090Ti` and `H100-80G` as people type them.
    .replaceAll(/\b(rtx|gtx)(?=\d)/g, "$1 ")
    .replaceAll(/(?<=\b\d{4})(?=(ti|super|d)\b)/g, " ")
  const found = specs.filter((spec) => ` ${said} `.includes(spec.pattern))
  return found.reduce<GpuSpec | null>(
    (best, spec) => (best === null || spec.pattern.length > best.pattern.length ? spec : best),
    null,
  )
}

/** `V100-SXM2-16GB`: a size in the name that is another than the one the name is known for. */
function sizeInName(name: string, spec: GpuSpec | null): StatedSize | null {
  const size = Number(/(?<![\d.])(\d{1,3})\s*g(?:i?b)?\b/i.exec(name)?.[1] ?? Number.NaN)
  if (!Number.isFinite(size) || size < 4) return null
  const known = spec?.totalGiB[1] ?? 0
  return Math.abs(known - size) < 0.1 * size ? null : { totalGiB: size, byCuda: false }
}

function middle([least, most]: readonly [number, number]): [number, number, number] {
  return [least, (least + most) / 2, most]
}

function exactOf(totalGiB: number): [number, number, number] {
  return [totalGiB - 0.005, totalGiB, totalGiB + 0.005]
}

/** The size on the box: CUDA gives out 1 to 4 % less. */
function lessOf(totalGiB: number): [number, number, number] {
  return [0.955 * totalGiB, 0.98 * totalGiB, totalGiB]
}
