import { cp, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { LaunchSettings } from "#common/domain/launch"
import type { ProblemCode } from "#common/domain/problem"

const SELFTEST = fileURLToPath(new URL("../../../electron/python/selftest/model", import.meta.url))

/** A failure that is brought about for real. */
export interface ProvokedCase {
  /** Names its pictures. */
  readonly name: string
  /** What is done to a copy of the self-test model before it is started. */
  readonly spoil?: (folder: string) => Promise<void>
  readonly settings?: Partial<LaunchSettings>
  /** What is done to the engine once it serves; without it the start itself fails. */
  readonly strike?: (pids: readonly number[]) => Promise<void>
  readonly code: ProblemCode
  /** The first button leads to an engine that answers. */
  readonly cured: boolean
}

/** Each is a mistake or a mishap that people really meet; what they are called is in the doctor's data. */
export const PROVOKED: readonly ProvokedCase[] = [
  {
    name: "context-above-model",
    settings: { maxModelLen: 1_000_000 },
    code: "max-len-above-model",
    cured: true,
  },
  {
    name: "tool-parser-unknown",
    settings: { toolCallParser: "glm4" },
    code: "tool-parser-name-unknown",
    cured: true,
  },
  {
    name: "reasoning-parser-unknown",
    settings: { reasoningParser: "glm4_9b" },
    code: "reasoning-parser-name-unknown",
    cured: true,
  },
  { name: "cache-too-small", settings: { kvBlocks: 20 }, code: "kv-cache-too-small", cured: true },
  {
    name: "heads-not-divisible",
    settings: { tensorParallelSize: 3 },
    code: "tp-heads-not-divisible",
    cured: true,
  },
  {
    name: "weights-cut-off",
    spoil: (folder) => truncate(join(folder, "model.safetensors"), 900_000),
    code: "safetensors-corrupt",
    cured: false,
  },
  {
    name: "weights-overwritten",
    spoil: async (folder) => {
      const path = join(folder, "model.safetensors")
      const bytes = await readFile(path)
      await writeFile(path, bytes.fill(0x5a, 0, 4096))
    },
    code: "safetensors-corrupt",
    cured: false,
  },
  {
    name: "weights-missing",
    spoil: (folder) => rm(join(folder, "model.safetensors")),
    code: "model-incomplete",
    cured: false,
  },
  {
    name: "weights-of-another-shape",
    spoil: (folder) => changeConfig(folder, { intermediate_size: 192 }),
    code: "weights-keyerror",
    cured: false,
  },
  {
    name: "architecture-unknown",
    spoil: (folder) => changeConfig(folder, { architectures: ["Glm9ForCausalLM"] }),
    code: "arch-unsupported-vllm",
    cured: false,
  },
  {
    name: "model-type-unknown",
    spoil: (folder) => changeConfig(folder, { model_type: "glm9", architectures: ["Glm9ForCausalLM"] }),
    code: "transformers-too-old",
    cured: false,
  },
  {
    name: "engine-killed",
    strike: async (pids) => {
      // The worker, not the server: the first process of the group is the one that was started.
      for (const pid of pids.slice(1)) process.kill(pid, "SIGKILL")
    },
    code: "worker-died-silently",
    cured: true,
  },
]

/** A copy of the self-test model, spoilt as the case wants it. */
export async function spoiltModel(folder: string, { spoil }: ProvokedCase): Promise<void> {
  await cp(SELFTEST, folder, { recursive: true })
  await spoil?.(folder)
}

async function changeConfig(folder: string, change: object): Promise<void> {
  const path = join(folder, "config.json")
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), ...change }))
}
