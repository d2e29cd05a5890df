import { type } from "@orpc/contract"
import { z } from "zod"
import type { EngineView } from "../domain/engine"
import type { LaunchCures, LaunchSettings } from "../domain/launch"
import type { LogFrame, StateFrame } from "../domain/watch"
import { procedure, watchInput } from "./base"

/** Never set by a button: what forces lengths beyond the model, loads code of others, or would replace the key. */
const UNSAFE_VARIABLES: readonly string[] = ["VLLM_ALLOW_LONG_MAX_MODEL_LEN", "VLLM_API_KEY", "VLLM_PLUGINS"]

/** Variables a cure may set for the engine: its own settings and those of the libraries below it. */
const curedEnvironment = z
  .record(
    z
      .string()
      .regex(
        /^(LIBRARY_PATH|(VLLM|NCCL|GLOO|CUDA|TORCH|PYTORCH|TRITON|FLASHINFER|OMP|HF_HUB)_[A-Z0-9_]{1,60})$/,
      ),
    z.string().max(500).nullable(),
  )
  .refine((variables) => UNSAFE_VARIABLES.every((name) => (variables[name] ?? null) === null))

const curesSchema: z.ZodType<LaunchCures> = z.object({
  environment: curedEnvironment.optional(),
  modelImplementation: z.enum(["transformers", "vllm"]).optional(),
  attentionBackend: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,60}$/)
    .optional(),
  noCustomAllReduce: z.boolean().optional(),
})

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
  cures: curesSchema.optional(),
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
  /** Starts once more what was started last, whatever was chosen since. Errors: `model-not-here` when nothing was. */
  startAgain: procedure.output(type<void>()),
}
