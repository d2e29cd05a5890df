import type { CheckResult } from "./checks/check"
import type { LaunchSettings } from "./launch"
import type { Problem } from "./problem"

/** What the engine is doing. `ready` means: a request was answered, not that a port is open. */
export type EngineState = "idle" | "starting" | "loading" | "ready" | "stopping" | "stopped" | "crashed"

/** The stages of a start, in the order vLLM goes through them. */
export const ENGINE_STAGE_IDS = [
  "launch",
  "imports",
  "engine-spawn",
  "weights",
  "compile",
  "profile",
  "kv-cache",
  "graphs",
  "warmup",
  "api",
  "first-answer",
] as const
export type EngineStageId = (typeof ENGINE_STAGE_IDS)[number]

/** One stage of a start, as it went. */
export interface EngineStage {
  readonly id: EngineStageId
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  /** How long it took the last times here, or on a usual machine; null when nobody knows. */
  readonly usualMs: number | null
  /** 0..1 where the log tells (weight shards, graph capture). */
  readonly fraction: number | null
}

/** What vLLM itself said about memory during the start; GiB as logged, null until said. */
export interface EngineMeasurements {
  readonly weightsGiB: number | null
  readonly kvCacheGiB: number | null
  readonly kvCacheTokens: number | null
  readonly maxConcurrency: number | null
  readonly cudaGraphGiB: number | null
  readonly maxModelLen: number | null
  /** Working memory of the trial run, beyond the weights. */
  readonly peakActivationGiB: number | null
  /** What CUDA and NCCL took outside PyTorch. */
  readonly nonTorchGiB: number | null
  /** What was set aside for graphs before they were recorded; only the older model runner does so. */
  readonly cudaGraphEstimateGiB: number | null
}

/** How fast an engine answers, by its own account. */
export interface Serving {
  /** Of all answers together, over the last ten seconds. */
  readonly tokensPerSecond: number
  /** Requests that were being answered at that moment. */
  readonly running: number
  readonly atMs: number
}

/** A request to start. */
export interface EngineStartRequest {
  /** Folder of the model. */
  readonly modelPath: string
  readonly modelName: string
  readonly settings: LaunchSettings
}

/** The engine at one moment, for every page that shows it. */
export interface EngineView {
  readonly state: EngineState
  readonly sinceMs: number
  /** Names this start in logs and on disk; null while idle. */
  readonly runId: string | null
  readonly request: EngineStartRequest | null
  /** vLLM's version and Glimmer's engine folder. */
  readonly engineId: string | null
  readonly port: number | null
  readonly pid: number | null
  readonly stages: readonly EngineStage[]
  readonly measurements: EngineMeasurements
  /** Null until it has answered something and said how fast. */
  readonly serving: Serving | null
  /** The command line as typed by hand; holds no key. */
  readonly commandLine: readonly string[]
  /** Found running at the start of Glimmer, not started by it. */
  readonly adopted: boolean
  /** Glimmer's chat template is used because the model's own loses tool results. */
  readonly templateReplaced: boolean
  readonly problem: Problem | null
  /** Warnings and errors of the quick checks that were made beside this start. */
  readonly checks: readonly CheckResult[]
  /** Starts in a row that never answered, and crashes after a good start: two faults, two cures. */
  readonly failures: { readonly neverReady: number; readonly afterReady: number }
}

/** A measurement block in which nothing is known yet. */
export function noMeasurements(): EngineMeasurements {
  return {
    weightsGiB: null,
    kvCacheGiB: null,
    kvCacheTokens: null,
    maxConcurrency: null,
    cudaGraphGiB: null,
    maxModelLen: null,
    peakActivationGiB: null,
    nonTorchGiB: null,
    cudaGraphEstimateGiB: null,
  }
}

/** An engine that was never started. */
export function idleEngine(atMs: number): EngineView {
  return {
    state: "idle",
    sinceMs: atMs,
    runId: null,
    request: null,
    engineId: null,
    port: null,
    pid: null,
    stages: [],
    measurements: noMeasurements(),
    serving: null,
    commandLine: [],
    adopted: false,
    templateReplaced: false,
    problem: null,
    checks: [],
    failures: { neverReady: 0, afterReady: 0 },
  }
}
