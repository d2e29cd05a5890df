import type { LaunchSettings } from "#common/domain/launch"

type SettingName =
  | "utilization"
  | "context"
  | "chats"
  | "split"
  | "kv"
  | "dtype"
  | "graphs"
  | "tools"
  | "reasoning"
  | "cards"
type SettingValue = string | number | boolean | null

/** A setting that a fix changes, by the name its word has. */
export interface SettingChange {
  readonly setting: SettingName
  readonly before: SettingValue
  readonly after: SettingValue
}

/** What is different after a fix; empty when it is something that has no name on pages. */
export function settingChanges(before: LaunchSettings, after: LaunchSettings): readonly SettingChange[] {
  const later = new Map(valuesOf(after))
  return valuesOf(before).flatMap(([setting, value]) => {
    const now = later.get(setting) ?? null
    return value === now ? [] : [{ setting, before: value, after: now }]
  })
}

function valuesOf(settings: LaunchSettings): readonly (readonly [SettingName, SettingValue])[] {
  return [
    ["context", settings.maxModelLen],
    ["utilization", settings.gpuMemoryUtilization],
    ["chats", settings.maxNumSeqs],
    ["split", settings.tensorParallelSize * settings.pipelineParallelSize],
    ["kv", settings.kvCacheDtype],
    ["dtype", settings.dtype],
    ["graphs", !settings.enforceEager],
    ["tools", settings.toolCallParser],
    ["reasoning", settings.reasoningParser],
    ["cards", settings.gpuUuids.length === 0 ? null : settings.gpuUuids.length],
  ]
}
