import { z } from "zod"
import type { CatalogModel } from "../domain/model"

const FORMATS = ["bf16", "fp8", "nvfp4", "mxfp4", "awq", "gptq", "int4", "int8"] as const

const idSchema = z
  .string()
  .regex(/^[\w.-]+\/[\w.-]+$/)
  .max(200)

/** One checkpoint of a catalogue that somebody hands in; the shape the built-in one is tested against, too. */
const catalogModelSchema: z.ZodType<CatalogModel> = z.object({
  id: idSchema,
  modelscopeId: idSchema.nullable(),
  aliases: z.array(idSchema).max(20),
  name: z.string().min(1).max(100),
  family: idSchema,
  series: z.string().min(1).max(100),
  kind: z.enum(["official", "vendor-quant", "community-quant"]),
  released: z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/)
    .nullable(),
  totalParametersBillions: z.number().positive().nullable(),
  activeParametersBillions: z.number().positive().nullable(),
  images: z.boolean(),
  video: z.boolean(),
  languages: z.array(z.enum(["zh", "en"])).min(1),
  goodAt: z.array(z.enum(["chat", "reasoning", "tools", "images", "long-context", "small"])).min(1),
  toolCallParser: z.string().max(60).nullable(),
  reasoningParser: z.string().max(60).nullable(),
  contextTokens: z.int().min(1024).max(100_000_000).nullable(),
  license: z.object({
    id: z.string().max(60).nullable(),
    class: z.enum(["permissive", "custom", "unknown"]),
  }),
  gated: z.boolean().nullable(),
  weights: z.object({ bytes: z.int().positive(), exact: z.boolean() }).nullable(),
  config: z.record(z.string(), z.unknown()).nullable(),
  format: z.enum(FORMATS),
  minVllmVersion: z
    .string()
    .regex(/^\d+(\.\d+){1,3}(\.post\d+)?$/)
    .nullable(),
  suggestedContextTokens: z.int().min(1024).nullable(),
})

/** A newer catalogue from a file or an address; its version lets an older Glimmer refuse what it cannot read. */
export const catalogFileSchema = z.object({
  version: z.literal(1),
  models: z.array(catalogModelSchema).min(1).max(2000),
})
