import type { Fix } from "#common/domain/diagnosis/fix"
import type { Gpu } from "#common/domain/hardware"
import { type LaunchSettings, OWN_TOOL_PARSER } from "#common/domain/launch"

/** The settings after a fix; null when the fix is no matter of settings, or its details are not known. */
export function applyFix(settings: LaunchSettings, fix: Fix, gpus: readonly Gpu[]): LaunchSettings | null {
  switch (fix.kind) {
    case "lower-max-model-len":
    case "raise-max-model-len":
      return fix.tokens === null ? null : { ...settings, maxModelLen: fix.tokens }
    case "set-utilization":
      return fix.value === null ? null : { ...settings, gpuMemoryUtilization: fix.value }
    case "fewer-chats":
      return fix.chats === null ? null : { ...settings, maxNumSeqs: fix.chats }
    case "no-cuda-graphs":
      return settings.enforceEager ? null : { ...settings, enforceEager: true }
    case "dtype-half":
      return { ...settings, dtype: "half" }
    case "kv-dtype":
      return settings.kvCacheDtype === fix.dtype ? null : { ...settings, kvCacheDtype: fix.dtype }
    case "tensor-parallel":
      return fix.size === null ? null : { ...settings, tensorParallelSize: fix.size }
    case "leave-out-gpu":
      return fix.gpu === null ? null : withoutGpu(settings, fix.gpu, gpus)
    case "enable-tools":
      return { ...settings, toolCallParser: settings.toolCallParser ?? OWN_TOOL_PARSER }
    case "start-again":
      return settings
    default:
      return null
  }
}

/** All cards but one, when enough are left for the split. */
function withoutGpu(settings: LaunchSettings, index: number, gpus: readonly Gpu[]): LaunchSettings | null {
  const used =
    settings.gpuUuids.length === 0 ? gpus : gpus.filter((gpu) => settings.gpuUuids.includes(gpu.uuid))
  const left = used.filter((gpu) => gpu.index !== index).map((gpu) => gpu.uuid)
  const needed = settings.tensorParallelSize * settings.pipelineParallelSize
  return left.length < Math.max(1, needed) || left.length === used.length
    ? null
    : { ...settings, gpuUuids: left }
}

/** The page on which a fix is carried out; null for those that are a start with other settings. */
export function placeOfFix(fix: Fix): "models" | "versions" | "network" | null {
  switch (fix.kind) {
    case "other-variant":
    case "refetch-file":
    case "refetch-model":
    case "choose-model-folder":
      return "models"
    case "upgrade-engine":
    case "other-engine-version":
    case "rebuild-engine":
      return "versions"
    case "choose-mirror":
    case "check-network":
      return "network"
    default:
      return null
  }
}
