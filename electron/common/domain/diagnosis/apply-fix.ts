import type { Gpu } from "../hardware"
import { defaultLaunchSettings, type LaunchCures, type LaunchSettings, OWN_TOOL_PARSER } from "../launch"
import type { Fix } from "./fix"

/** What a fix may have to choose from. */
export interface FixScope {
  readonly gpus: readonly Gpu[]
  /** Parsers that suit the model; null where none is known. */
  readonly toolCallParser: string | null
  readonly reasoningParser: string | null
}

/**
 * The settings after a fix; null when the fix is no matter of settings, would change nothing, or misses a detail.
 * A start with the same settings is no change of settings either.
 */
export function settingsAfter(settings: LaunchSettings, fix: Fix, scope: FixScope): LaunchSettings | null {
  const after = changed(settings, fix, scope)
  return after === null || JSON.stringify(after) === JSON.stringify(settings) ? null : after
}

function changed(settings: LaunchSettings, fix: Fix, scope: FixScope): LaunchSettings | null {
  switch (fix.kind) {
    case "lower-max-model-len":
    case "raise-max-model-len":
      return fix.tokens === null ? null : { ...settings, maxModelLen: fix.tokens }
    case "set-utilization":
      return fix.value === null ? null : { ...settings, gpuMemoryUtilization: fix.value }
    case "fewer-chats":
      return fix.chats === null ? null : { ...settings, maxNumSeqs: fix.chats }
    case "no-cuda-graphs":
      return { ...settings, enforceEager: true }
    case "dtype-half":
      return { ...settings, dtype: "half" }
    case "kv-dtype":
      return canHold(fix.dtype, settings, scope.gpus) ? { ...settings, kvCacheDtype: fix.dtype } : null
    case "tensor-parallel":
      return fix.size === null ? null : { ...settings, tensorParallelSize: fix.size }
    case "leave-out-gpu":
      return fix.gpu === null ? null : withoutGpu(settings, fix.gpu, scope.gpus)
    case "enable-tools":
      return {
        ...settings,
        toolCallParser: settings.toolCallParser ?? scope.toolCallParser ?? OWN_TOOL_PARSER,
      }
    case "other-tool-parser":
      return { ...settings, toolCallParser: fix.parser ?? scope.toolCallParser }
    case "other-reasoning-parser":
      return { ...settings, reasoningParser: fix.parser ?? scope.reasoningParser }
    case "remove-option":
      return fix.option === null ? null : withoutOption(settings, fix.option)
    case "usual-settings":
      return usual(settings, scope)
    default:
      return cured(settings, fix)
  }
}

/** Cards before Ada (8.9) have no FP8: a start with it would fail of that instead. */
function canHold(dtype: "fp8" | "auto", settings: LaunchSettings, gpus: readonly Gpu[]): boolean {
  const used = gpus.filter(({ uuid }) => settings.gpuUuids.length === 0 || settings.gpuUuids.includes(uuid))
  return dtype === "auto" || used.every(({ computeCapability }) => (computeCapability ?? 9) >= 8.9)
}

function cured(settings: LaunchSettings, fix: Fix): LaunchSettings | null {
  const withCure = (cure: LaunchCures) => ({ ...settings, cures: { ...settings.cures, ...cure } })
  const withVariable = (name: string, value: string | null) =>
    withCure({ environment: { ...settings.cures?.environment, [name]: value } })
  switch (fix.kind) {
    case "set-environment":
      return withVariable(fix.name, fix.value)
    case "unset-environment":
      return withVariable(fix.name, null)
    case "longer-start-time":
      return withVariable("VLLM_ENGINE_READY_TIMEOUT_S", String(fix.seconds))
    case "use-model-impl":
      return withCure({ modelImplementation: fix.implementation })
    case "other-attention-backend":
      return withCure({ attentionBackend: fix.backend })
    case "no-custom-all-reduce":
      return withCure({ noCustomAllReduce: true })
    default:
      return null
  }
}

/** What carries the plan stays (cards, share, length, chats); every other choice goes back to where it began. */
function usual(settings: LaunchSettings, scope: FixScope): LaunchSettings {
  const { gpuMemoryUtilization, maxModelLen, tensorParallelSize, pipelineParallelSize } = settings
  const { gpuUuids, maxNumSeqs, enforceEager, kvBlocks, toolCallParser } = settings
  return {
    ...defaultLaunchSettings(),
    ...{ gpuMemoryUtilization, maxModelLen, tensorParallelSize, pipelineParallelSize },
    ...{ gpuUuids, maxNumSeqs, enforceEager, kvBlocks },
    toolCallParser: toolCallParser === null ? null : (scope.toolCallParser ?? toolCallParser),
    reasoningParser: scope.reasoningParser,
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

/** Settings without an option of vLLM's; null for one that these settings never give. */
function withoutOption(settings: LaunchSettings, option: string): LaunchSettings | null {
  const name = option.replace(/^--?/, "").split(/[=\s]/)[0]?.replaceAll("_", "-")
  switch (name) {
    case "kv-cache-dtype":
      return { ...settings, kvCacheDtype: "auto" }
    case "dtype":
      return { ...settings, dtype: "auto" }
    case "enforce-eager":
      return { ...settings, enforceEager: false }
    case "max-model-len":
      return { ...settings, maxModelLen: null }
    case "max-num-seqs":
      return { ...settings, maxNumSeqs: null }
    case "num-gpu-blocks-override":
      return { ...settings, kvBlocks: null }
    case "reasoning-parser":
      return { ...settings, reasoningParser: null }
    case "tool-call-parser":
    case "enable-auto-tool-choice":
    case "tool-parser-plugin":
      return { ...settings, toolCallParser: null }
    case "model-impl":
      return { ...settings, cures: { ...settings.cures, modelImplementation: undefined } }
    case "attention-backend":
      return { ...settings, cures: { ...settings.cures, attentionBackend: undefined } }
    case "disable-custom-all-reduce":
      return { ...settings, cures: { ...settings.cures, noCustomAllReduce: undefined } }
    default:
      return null
  }
}
