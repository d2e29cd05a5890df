import type { Gpu } from "../hardware"
import type { LaunchSettings } from "../launch"
import { makeProblem, type Problem } from "../problem"
import { heldByOthers, holderValues } from "./gpu-findings"

const GIB = 1024 ** 3

/**
 * Whether a start on these cards is certain to be refused for want of free memory, as vLLM refuses it a minute later:
 * a card must have its whole share free when the engine begins. Null when it may work, or the driver does not tell.
 */
export function memoryForStart(gpus: readonly Gpu[], settings: LaunchSettings): Problem | null {
  const { gpuMemoryUtilization: utilization, gpuUuids } = settings
  for (const gpu of cardsOf(gpus, gpuUuids, settings.tensorParallelSize * settings.pipelineParallelSize)) {
    // CUDA's total: the driver's less what it keeps for itself.
    const totalBytes = gpu.memoryTotalBytes - (gpu.memoryReservedBytes ?? 0)
    const wantedBytes = totalBytes * utilization
    const { memoryFreeBytes: freeBytes, index } = gpu
    // A chip that shares the machine's memory reports none of its own.
    if (gpu.memoryReservedBytes === null || gpu.memoryTotalBytes === 0 || freeBytes >= wantedBytes) continue
    const values = { index, heldBytes: heldByOthers(gpu), ...holderValues(gpu), freeBytes, totalBytes }
    const share = `${gib(freeBytes)} of ${gib(totalBytes)} GiB free < ${utilization} × ${gib(totalBytes)} GiB`
    return makeProblem("gpu-memory-busy", { ...values, utilization, wantedBytes }, `GPU ${index}: ${share}`)
  }
  return null
}

/** Those chosen, else the first in the driver's order, as CUDA takes them. */
function cardsOf(gpus: readonly Gpu[], uuids: readonly string[], count: number): readonly Gpu[] {
  return uuids.length === 0 ? gpus.slice(0, count) : gpus.filter(({ uuid }) => uuids.includes(uuid))
}

function gib(bytes: number): string {
  return (bytes / GIB).toFixed(2)
}
