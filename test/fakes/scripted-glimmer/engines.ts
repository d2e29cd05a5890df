import {
  ENGINE_STAGE_IDS,
  type EngineStage,
  type EngineStageId,
  type EngineStartRequest,
  type EngineView,
  idleEngine,
  noMeasurements,
} from "#common/domain/engine"
import { defaultLaunchSettings, launchArguments, type LaunchSettings } from "#common/domain/launch"
import { makeProblem } from "#common/domain/problem"
import { twoH100 } from "./machines"
import { T0 } from "./setups"

const GIB = 1024 ** 3

/** Seconds of each stage: a 9B model on one H100, first start. */
const TOOK_S: Readonly<Record<EngineStageId, number>> = {
  launch: 1,
  imports: 24,
  "engine-spawn": 26,
  weights: 4.5,
  compile: 41,
  profile: 4,
  "kv-cache": 0.4,
  graphs: 7.5,
  warmup: 21,
  api: 1,
  "first-answer": 0.3,
}

export const SETTINGS_9B: LaunchSettings = {
  ...defaultLaunchSettings(),
  gpuMemoryUtilization: 0.9,
  maxModelLen: 32768,
  tensorParallelSize: 1,
  // The first of two cards, as the planner writes it down when it leaves the other out.
  gpuUuids: twoH100.gpus.slice(0, 1).map(({ uuid }) => uuid),
}

const REQUEST_9B: EngineStartRequest = {
  modelPath: "/data/models/GLM-4-9B-0414",
  modelName: "GLM-4-9B-0414",
  settings: SETTINGS_9B,
}

const running: EngineView = {
  ...idleEngine(T0),
  runId: "run-7",
  request: REQUEST_9B,
  engineId: "0.32.0-cuda-5c1d2e",
  port: 8410,
  pid: 48211,
  commandLine: [
    "vllm",
    ...launchArguments(SETTINGS_9B, {
      modelPath: REQUEST_9B.modelPath,
      servedModelName: REQUEST_9B.modelName,
      port: 8410,
      toolParserPlugin: "/home/user/.local/share/glimmer/tools/glm4_0414_tool_parser.py",
      chatTemplate: null,
    }),
  ],
}

const measured = {
  ...noMeasurements(),
  weightsGiB: 17.55,
  kvCacheGiB: 52.21,
  kvCacheTokens: 1_368_544,
  maxConcurrency: 41.76,
  cudaGraphGiB: 1.04,
  maxModelLen: 32768,
}

/** A start that is in `stage` now. */
export function engineAt(stage: EngineStageId, fraction: number | null = null): EngineView {
  const stages = stagesUntil(stage, fraction)
  const early = ENGINE_STAGE_IDS.indexOf(stage) < ENGINE_STAGE_IDS.indexOf("weights")
  return {
    ...running,
    state: early ? "starting" : "loading",
    sinceMs: stages[0]?.startedAtMs ?? T0,
    stages,
    measurements: early
      ? running.measurements
      : { ...running.measurements, weightsGiB: ENGINE_STAGE_IDS.indexOf(stage) > 3 ? 17.55 : null },
  }
}

export function readyEngine(request: EngineStartRequest = REQUEST_9B): EngineView {
  const stages = stagesUntil(null, null)
  return {
    ...running,
    request,
    state: "ready",
    sinceMs: Date.now() - 34 * 60_000,
    stages,
    measurements: measured,
    serving: { tokensPerSecond: 87.4, running: 1, atMs: T0 },
  }
}

/** An engine that came to grief, by the fault's code. */
export function crashedEngine(
  code: "gpu-memory-busy" | "kv-cache-too-small" | "engine-dead" | "engine-cause-unknown",
): EngineView {
  const problems = {
    "gpu-memory-busy": makeProblem(
      "gpu-memory-busy",
      {
        index: 0,
        freeBytes: 8.31 * GIB,
        totalBytes: 23.52 * GIB,
        wantedBytes: 21.64 * GIB,
        utilization: 0.92,
        pid: 4121,
        holder: "python3",
        heldBytes: 15 * GIB,
      },
      "ValueError: Free memory on device cuda:0 (8.31/23.52 GiB) on startup is less than desired GPU memory utilization (0.92, 21.64 GiB).",
    ),
    "kv-cache-too-small": makeProblem(
      "kv-cache-too-small",
      {
        length: 131072,
        neededBytes: 5 * GIB,
        availableBytes: 1.72 * GIB,
        fittingLength: 45232,
        utilization: 0.92,
      },
      "ValueError: To serve at least one request with the models's max seq len (131072), (5.0 GiB KV cache is needed, which is larger than the available KV cache memory (1.72 GiB). Based on the available memory, the estimated maximum model length is 45232.",
    ),
    "engine-dead": makeProblem(
      "engine-dead",
      {},
      "RuntimeError: Boolean value of Tensor with more than one value is ambiguous",
    ),
    "engine-cause-unknown": makeProblem("engine-cause-unknown", { exitCode: 1 }, null),
  }
  const stages = stagesUntil("profile", null)
  return {
    ...running,
    state: "crashed",
    sinceMs: Date.now() - 40_000,
    pid: null,
    port: null,
    stages: stages.map((stage) => ({ ...stage, endedAtMs: stage.endedAtMs ?? Date.now() - 40_000 })),
    problem: problems[code],
    failures: code === "engine-dead" ? { neverReady: 0, afterReady: 1 } : { neverReady: 1, afterReady: 0 },
  }
}

function stagesUntil(last: EngineStageId | null, fraction: number | null): readonly EngineStage[] {
  const until = last === null ? ENGINE_STAGE_IDS.length : ENGINE_STAGE_IDS.indexOf(last)
  const before = ENGINE_STAGE_IDS.slice(0, until)
  let atMs =
    Date.now() - before.reduce((sum, id) => sum + TOOK_S[id] * 1000, last === null ? 34 * 60_000 : 9000)
  const done = before.map((id) => {
    const startedAtMs = atMs
    atMs += TOOK_S[id] * 1000
    return { id, startedAtMs, endedAtMs: atMs, usualMs: TOOK_S[id] * 1000, fraction: null }
  })
  return last === null
    ? done
    : [...done, { id: last, startedAtMs: atMs, endedAtMs: null, usualMs: TOOK_S[last] * 1000, fraction }]
}

/** Lines of a real start, shortened. */
export const ENGINE_LOG: readonly string[] = [
  "(APIServer pid=1454) INFO 11-22 19:02:13 [api_utils.py:345]  version 0.32.0  model /data/models/GLM-4-9B-0414",
  "(APIServer pid=1454) WARNING 11-22 19:02:13 [system_utils.py:299] Found ulimit of 20000 and failed to automatically increase",
  "(APIServer pid=1454) INFO 11-22 19:02:13 [model.py:623] Resolved architecture: Glm4ForCausalLM",
  "(APIServer pid=1454) INFO 11-22 19:02:13 [model.py:1788] Using max model len 32768",
  "(APIServer pid=1454) INFO 11-22 19:02:13 [scheduler.py:252] Chunked prefill is enabled with max_num_batched_tokens=8192.",
  "(EngineCore pid=1520) INFO 11-22 19:02:39 [core.py:116] Initializing a V1 LLM engine (v0.32.0)",
  "(EngineCore pid=1520) INFO 11-22 19:02:42 [model_runner.py:284] Loading model from scratch...",
  "(EngineCore pid=1520) INFO 11-22 19:02:44 [model_runner.py:305] Model loading took 17.55 GiB and 2.272232 seconds",
  "(EngineCore pid=1520) INFO 11-22 19:03:24 [monitor.py:53] torch.compile took 40.17 s in total",
  "(EngineCore pid=1520) INFO 11-22 19:03:28 [gpu_worker.py:560] Available KV cache memory: 52.21 GiB",
  "(EngineCore pid=1520) INFO 11-22 19:03:28 [kv_cache_utils.py:2177] GPU KV cache size: 1,368,544 tokens",
  "(EngineCore pid=1520) INFO 11-22 19:03:28 [kv_cache_utils.py:2178] Maximum concurrency for 32,768 tokens per request: 41.76x",
  "Capturing CUDA graphs (PIECEWISE): 100%|██████████| 51/51 [00:03<00:00, 16.20it/s]",
  "(APIServer pid=1454) INFO:     Application startup complete.",
]
