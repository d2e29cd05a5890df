import { basename, join } from "node:path"
import { z } from "zod"
import { ARCHITECTURE_PARSERS } from "#common/data/architecture-parsers"
import { architectureOf, type ModelChoice, type RawModelConfig } from "#common/domain/model"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Files } from "../../ports"
import { parseJson, parsePythonJson } from "../../parse-json"

const configSchema = z.record(z.string(), z.unknown())
const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) })

/**
 * Reads a folder as a model: its configuration, the size of its weights, and which parsers fit. Errors:
 * `not-a-model-folder` when there is no readable `config.json`; `model-incomplete` when weight files that its own
 * index names are missing.
 */
export async function readModelFolder(files: Files, path: string): Promise<ModelChoice> {
  const text = await files.readText(join(path, "config.json"))
  const parsed = configSchema.safeParse(text === null ? undefined : parsePythonJson(text))
  if (!parsed.success) throw new ProblemError(makeProblem("not-a-model-folder", { path }))
  const config: RawModelConfig = parsed.data
  const parsers = ARCHITECTURE_PARSERS[architectureOf(config)]
  return {
    id: `folder:${path}`,
    name: basename(path),
    kind: "folder",
    path,
    config,
    weightBytes: await weightBytes(files, path),
    toolCallParser: parsers?.toolCallParser ?? null,
    reasoningParser: parsers?.reasoningParser ?? null,
  }
}

/** Bytes of the weight files; null when there are none. */
async function weightBytes(files: Files, path: string): Promise<number | null> {
  const names = (await files.list(path))
    .map((entry) => entry.name)
    .filter((name) => name.endsWith(".safetensors"))
  const missing = (await shardsOfIndex(files, path)).filter((shard) => !names.includes(shard))
  if (missing[0] !== undefined) {
    throw new ProblemError(
      makeProblem("model-incomplete", { path, missing: missing.length, file: missing[0] }),
    )
  }
  let bytes = 0
  for (const name of names) bytes += (await files.info(join(path, name)))?.bytes ?? 0
  return names.length === 0 ? null : bytes
}

async function shardsOfIndex(files: Files, path: string): Promise<readonly string[]> {
  const text = await files.readText(join(path, "model.safetensors.index.json"))
  const parsed = text === null ? null : indexSchema.safeParse(parseJson(text))
  return parsed?.success ? [...new Set(Object.values(parsed.data.weight_map))] : []
}
