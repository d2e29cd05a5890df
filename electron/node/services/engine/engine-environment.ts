import { join } from "node:path"
import type { EngineTarget } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import type { EngineFolders } from "../setup/engine-folders"
import { pathWith } from "../setup/uv"

/** The variable by which every process of a run is found again, also one that left its group. */
export const RUN_ID_VARIABLE = "GLIMMER_RUN_ID"

/**
 * The environment vLLM runs in. The key is here because an environment is private to its user while a command line
 * is not.
 */
export function engineEnvironment(options: {
  readonly folders: EngineFolders
  readonly target: EngineTarget
  readonly settings: LaunchSettings
  readonly runId: string
  readonly apiKey: string
  readonly path: string | undefined
}): Record<string, string | undefined> {
  const { folders, target, settings } = options
  return {
    [RUN_ID_VARIABLE]: options.runId,
    VLLM_API_KEY: options.apiKey,
    // "Nothing leaves this machine" includes usage statistics.
    VLLM_NO_USAGE_STATS: "1",
    DO_NOT_TRACK: "1",
    // Models are folders on disk; a look-up on a hub would only cost time where there is no network.
    HF_HUB_OFFLINE: "1",
    // Lines as they are, as they come.
    NO_COLOR: "1",
    PYTHONUNBUFFERED: "1",
    PYTHONUTF8: "1",
    // Neither the person's Python packages nor the folder Glimmer was started in take part.
    PYTHONNOUSERSITE: "1",
    PYTHONSAFEPATH: "1",
    PYTHONPATH: undefined,
    PYTHONHOME: undefined,
    VIRTUAL_ENV: folders.environment,
    // ninja, for what Triton and FlashInfer compile at start.
    PATH: pathWith(folders.python, options.path),
    // Compiled pieces are kept per engine: one that a kill cut short must not break the next engine too.
    VLLM_CACHE_ROOT: join(folders.caches, "vllm"),
    TORCHINDUCTOR_CACHE_DIR: join(folders.caches, "inductor"),
    TRITON_CACHE_DIR: join(folders.caches, "triton"),
    // The default pool of vLLM's own file settings lies in the person's home.
    VLLM_CONFIG_ROOT: join(folders.caches, "config"),
    ...(target === "cpu" ? cpuEnvironment() : gpuEnvironment(settings)),
    ...curedEnvironment(settings),
  }
}

/** What a cure sets or takes away; it was checked when it came in. */
function curedEnvironment({ cures }: LaunchSettings): Record<string, string | undefined> {
  const entries = Object.entries(cures?.environment ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? undefined]))
}

/** The trial's model needs next to no cache; by default vLLM would take most of main memory. */
function cpuEnvironment(): Record<string, string | undefined> {
  return { VLLM_CPU_KVCACHE_SPACE: "1", CUDA_VISIBLE_DEVICES: "" }
}

function gpuEnvironment(settings: LaunchSettings): Record<string, string | undefined> {
  return {
    // The order nvidia-smi shows, so that "GPU 1" means the same card everywhere.
    CUDA_DEVICE_ORDER: "PCI_BUS_ID",
    CUDA_VISIBLE_DEVICES: settings.gpuUuids.length === 0 ? undefined : settings.gpuUuids.join(","),
  }
}
