import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createHttp } from "#node/adapters/http"
import { createNetwork } from "#node/adapters/network"
import { createProcesses } from "#node/adapters/processes"
import { type Home, homeOf } from "#node/home"
import type { Logger } from "#node/ports"
import type { EngineInstall } from "#common/domain/setup"

/** Weights that are whole: a header of two bytes, `{}`, which names none. */
const NO_TENSORS = new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d])

const FAKE = fileURLToPath(new URL("fake-vllm.mjs", import.meta.url))

/** What a model folder of this name makes the fake engine do. */
export type Mood = "well" | "crashes-at-start" | "never-ready" | "dies-on-first-request" | "lingers"

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** A home with one complete engine whose Python is the fake; everything else is real. Removed on disposal. */
export async function homeWithFakeEngine() {
  const root = await mkdtemp(join(tmpdir(), "glimmer-engine-"))
  const environment = { ...process.env, GLIMMER_HOME: root }
  const home: Home = homeOf(environment)
  const engine: EngineInstall = {
    id: "0.0.0-cpu-fake",
    version: "0.0.0",
    target: "cpu",
    kernels: "fake",
    python: "3.12.0",
    torch: "2.0.0",
    bytes: 1,
    builtAtMs: 1,
    selftest: null,
  }
  const folder = join(home.engines, engine.id)
  await mkdir(join(folder, "bin"), { recursive: true })
  await writeFile(join(folder, "bin/python"), `#!/bin/sh\nexec "${process.execPath}" "${FAKE}" "$@"\n`)
  await chmod(join(folder, "bin/python"), 0o755)
  await writeFile(join(folder, "glimmer-engine.json"), JSON.stringify(engine))
  await symlink(folder, home.current)
  let ids = 0
  const ports = {
    processes: createProcesses(environment),
    files: createFiles(),
    clock: createClock(),
    http: createHttp({ environment, log: silent }),
    log: silent,
    network: createNetwork(),
    environment,
    newId: () => `${process.pid}-${Date.now()}-${ids++}`,
  }
  return {
    home,
    ports,
    engine,
    model: async (mood: Mood): Promise<string> => {
      const path = join(root, "fake-models", mood)
      await mkdir(path, { recursive: true })
      await writeFile(join(path, "config.json"), "{}")
      await writeFile(join(path, "model.safetensors"), NO_TENSORS)
      return path
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  }
}
