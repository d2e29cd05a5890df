import { cp, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { createFiles } from "#node/adapters/files"
import { hopelessStart } from "#node/services/doctor/hopeless-start"
import { gpuCard } from "../../fakes/gpu-card"
import { HastyClock } from "../../fakes/hasty-clock"

const selftest = fileURLToPath(new URL("../../../electron/python/selftest/model", import.meta.url))
const request = { modelPath: selftest, modelName: "whole", settings: defaultLaunchSettings() }
const full = gpuCard({ memoryFreeBytes: 0 })

function world(...looks: readonly (readonly ReturnType<typeof gpuCard>[])[]) {
  let asked = 0
  return {
    files: createFiles(),
    clock: new HastyClock(1000),
    gpus: async () => looks[Math.min(asked++, looks.length - 1)] ?? [],
  }
}

describe("a start that is certain to fail", () => {
  it("is one whose cards others hold, after looking again: what has just ended is counted for a while", async () => {
    const stays = world([full])
    expect((await hopelessStart(stays, request, "cuda"))?.code).toBe("gpu-memory-busy")
    expect(stays.clock.waits).toEqual([500, 500, 500])
    expect(await hopelessStart(world([full], [full], [gpuCard()]), request, "cuda")).toBeNull()
  })

  it("is none for want of cards on a processor, nor where the driver cannot be asked", async () => {
    expect(await hopelessStart(world([full]), request, "cpu")).toBeNull()
    const dumb = { ...world(), gpus: () => Promise.reject(new Error("nvidia-smi hangs")) }
    expect(await hopelessStart(dumb, request, "cuda")).toBeNull()
  })

  it("is one of a folder that is no model, whatever the cards", async () => {
    const modelPath = await mkdtemp(join(tmpdir(), "glimmer-no-model-"))
    const problem = await hopelessStart(world([gpuCard()]), { ...request, modelPath }, "cuda")
    expect(problem?.code).toBe("not-a-model-folder")
  })

  // vLLM looks for weights only after it has loaded everything else: two minutes on a slow machine.
  it("is one of a folder without any weights, in whatever format", async () => {
    const modelPath = await mkdtemp(join(tmpdir(), "glimmer-no-weights-"))
    await cp(join(selftest, "config.json"), join(modelPath, "config.json"))
    const refused = await hopelessStart(world([gpuCard()]), { ...request, modelPath }, "cuda")
    expect(refused).toMatchObject({ code: "model-incomplete", values: { file: "model.safetensors" } })
    await writeFile(join(modelPath, "pytorch_model.bin"), "")
    expect(await hopelessStart(world([gpuCard()]), { ...request, modelPath }, "cuda")).toBeNull()
  })
})
