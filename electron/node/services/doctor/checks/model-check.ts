import { join } from "node:path"
import { z } from "zod"
import { type CheckFinding, finding } from "#common/domain/checks/check"
import { expectedBytes, headerLengthOf, HEADER_LENGTH_BYTES } from "#common/domain/checks/safetensors"
import { parseJson, parsePythonJson } from "../../../parse-json"
import type { Files } from "../../../ports"
import type { Check } from "../check-world"

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) })

/** Whether the model's files are all there and as long as their own headers say. */
export const modelIntegrityCheck: Check = async (world) => {
  const model = await world.model()
  return model === null ? finding("no-model") : checkModelFolder(world.ports.files, model.path)
}

/** What a model's only weight file is called. */
const USUAL_WEIGHTS = "model.safetensors"

/** The formats of weights that vLLM loads. */
const WEIGHTS = /\.(?:safetensors|bin|pt|pth|gguf)$/u

/** Reads the configuration, the index and the header of every shard; nothing of the weights themselves. */
export async function checkModelFolder(files: Files, path: string): Promise<CheckFinding> {
  const config = await files.readText(join(path, "config.json"))
  const isObject =
    config !== null && z.record(z.string(), z.unknown()).safeParse(parsePythonJson(config)).success
  if (!isObject) {
    return finding("model-config-unreadable", { path }, { fix: refetch("config.json") })
  }
  const names = (await files.list(path)).map(({ name }) => name)
  const there = names.filter((name) => name.endsWith(".safetensors"))
  const index = await files.readText(join(path, "model.safetensors.index.json"))
  const map = index === null ? null : indexSchema.safeParse(parseJson(index))
  const named = map?.success === true ? [...new Set(Object.values(map.data.weight_map))] : []
  const wanted = named.length === 0 && !names.some((name) => WEIGHTS.test(name)) ? [USUAL_WEIGHTS] : named
  const missing = wanted.filter((name) => !there.includes(name))
  if (missing[0] !== undefined) {
    const values = { files: missing.length, file: missing[0] }
    return finding("model-files-missing", values, { fix: refetch(missing[0]) })
  }
  const shards = await Promise.all(there.map((name) => measure(files, path, name)))
  const short = shards.find((shard) => shard.neededBytes === null || shard.bytes < shard.neededBytes)
  if (short !== undefined) {
    const { name, bytes, neededBytes } = short
    const values = { file: name, bytes, neededBytes: neededBytes ?? HEADER_LENGTH_BYTES }
    return finding("model-file-short", values, { fix: refetch(name) })
  }
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0)
  return finding("model-whole", { files: shards.length, bytes })
}

function refetch(file: string) {
  return { kind: "refetch-file", by: "program", file } as const
}

/** A shard's length, and the one its header asks for; null for a header that cannot be read. */
async function measure(files: Files, folder: string, name: string) {
  const path = join(folder, name)
  const bytes = (await files.info(path))?.bytes ?? 0
  const file = await files.open(path, "read")
  try {
    const length = headerLengthOf(await file.read(HEADER_LENGTH_BYTES, 0))
    if (length === null || length > bytes) return { name, bytes, neededBytes: null }
    const header = await file.read(length, HEADER_LENGTH_BYTES)
    const neededBytes = expectedBytes(length, parseJson(new TextDecoder().decode(header)))
    return { name, bytes, neededBytes }
  } finally {
    await file.close()
  }
}
