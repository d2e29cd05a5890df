import { type } from "@orpc/contract"
import { z } from "zod"
import type { EngineStartRequest, EngineView } from "../domain/engine"
import type { LaunchSettings } from "../domain/launch"
import type { LogFrame, StateFrame } from "../domain/watch"
import { procedure, watchInput } from "./base"

export const launchSettingsSchema: z.ZodType<LaunchSettings> = z.object({
  gpuMemoryUtilization: z.number().gt(0).lte(1),
  maxModelLen: z.int().min(1).max(100_000_000).nullable(),
  tensorParallelSize: z.int().min(1).max(64),
  pipelineParallelSize: z.int().min(1).max(64),
  gpuUuids: z.array(z.string().max(100)).max(64),
  maxNumSeqs: z.int().min(1).max(100_000).nullable(),
  kvCacheDtype: z.enum(["auto", "fp8"]),
  dtype: z.enum(["auto", "half", "bfloat16"]),
  enforceEager: z.boolean(),
  toolCallParser: z.string().max(60).nullable(),
  reasoningParser: z.string().max(60).nullable(),
  kvBlocks: z.int().min(1).nullable(),
})

export const engineContract = {
  watch: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<EngineView>>>()),
  watchLog: procedure.input(watchInput).output(type<AsyncIterable<LogFrame>>()),
  /** Starts the engine with a model; a start already under way with the same request is joined. */
  start: procedure
    .input(z.object({ modelId: z.string().min(1).max(4200), settings: launchSettingsSchema }))
    .output(type<void>()),
  /** Stops it at any stage, start-up included; returns when nothing of it is left. */
  stop: procedure.output(type<void>()),
  /** The request of the last start, for "start again". */
  lastRequest: procedure.output(type<EngineStartRequest | null>()),
}
