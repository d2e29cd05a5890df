import type { EngineTarget, Gpu } from "./hardware"
import { defaultLaunchSettings, type LaunchSettings } from "./launch"

/** The numbers the self-test model is served with; they are data. */
export interface SelftestSize {
  readonly contextTokens: number
  readonly gpuBytes: number
  readonly kvBlocks: number
}

/** How the self-test model is served: on the card with most free memory, taking little of it. */
export function selftestSettings(
  target: EngineTarget,
  gpus: readonly Gpu[],
  size: SelftestSize,
): LaunchSettings {
  const base: LaunchSettings = {
    ...defaultLaunchSettings(),
    maxModelLen: size.contextTokens,
    maxNumSeqs: 8,
    // Compiling takes longer than all the answers of a trial.
    enforceEager: true,
  }
  // The CPU's cache is sized by an environment variable; blocks are counted on GPUs only.
  if (target === "cpu") return base
  const gpu = gpus.toSorted((a, b) => b.memoryFreeBytes - a.memoryFreeBytes)[0]
  if (gpu === undefined) return base
  const share = size.gpuBytes / gpu.memoryTotalBytes
  return {
    ...base,
    gpuMemoryUtilization: Math.round(Math.min(0.9, Math.max(0.05, share)) * 100) / 100,
    gpuUuids: [gpu.uuid],
    kvBlocks: size.kvBlocks,
  }
}
