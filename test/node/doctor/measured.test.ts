import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { noMeasurements } from "#common/domain/engine"
import type { ModelChoice } from "#common/domain/model"
import { createFiles } from "#node/adapters/files"
import { homeOf } from "#node/home"
import { Calibrations } from "#node/services/doctor/calibrations"
import { calibrationOfStart, modelIdOf, planStart } from "#node/services/doctor/start-plan"
import { temporaryFolder } from "../adapters/temporary-folder"
import { machineOf } from "../machine/host"
import { ENGINE } from "./check-world"
import { crashed, REQUEST } from "./fix-world"
import { makeProblem } from "#common/domain/problem"

const model: ModelChoice = {
  ...{ id: "zai-org/GLM-4-9B-0414", name: "GLM", kind: "catalog", path: "/m", weightBytes: 18.8e9 },
  ...{ toolCallParser: null, reasoningParser: null },
  config: {
    architectures: ["Glm4ForCausalLM"],
    model_type: "glm4",
    ...{ hidden_size: 4096, num_hidden_layers: 40, num_attention_heads: 32, num_key_value_heads: 2 },
    ...{ intermediate_size: 13_696, vocab_size: 151_552, head_dim: 128, torch_dtype: "bfloat16" },
    max_position_embeddings: 32_768,
  },
}

/** A start of the 9B as measured on an H100 with vLLM 0.26. */
const measurements = {
  ...noMeasurements(),
  weightsGiB: 17.55,
  peakActivationGiB: 1.28,
  nonTorchGiB: 0.22,
  kvCacheGiB: 53.79,
  kvCacheTokens: 1_409_968,
  cudaGraphGiB: 1.04,
}

async function situation() {
  const { service } = await machineOf("h100x1")
  return { model, engine: { ...ENGINE, version: "0.26.0" }, report: await service.report(true), measured: [] }
}

const width = (range: { low: number; high: number } | undefined) => (range?.high ?? 0) - (range?.low ?? 0)

describe("what a start measured", () => {
  it("is used by the next plan in place of the estimates, and said so", async () => {
    const given = await situation()
    const view = { ...crashed(makeProblem("internal")), measurements }
    const record = calibrationOfStart(given, view)
    expect(record).toMatchObject({
      modelId: model.id,
      version: "0.26.0",
      gpuName: expect.stringContaining("H100"),
    })
    const before = planStart(given, REQUEST.settings)
    const after = planStart({ ...given, measured: record === null ? [] : [record] }, REQUEST.settings)
    expect(before?.reasons.map(({ code }) => code)).toContain("activation-estimated")
    expect(after?.reasons.map(({ code }) => code)).toContain("measured-here")
    expect((after?.weightsPerGpuBytes?.likely ?? 0) / 1024 ** 3).toBeCloseTo(17.55, 1)
    expect(width(after?.cache?.budgetBytes)).toBeLessThan(width(before?.cache?.budgetBytes))
  })

  it("is nothing on a processor, whose memory is not planned", async () => {
    const given = await situation()
    const onProcessor = { ...given, engine: { ...given.engine, target: "cpu" as const } }
    expect(calibrationOfStart(onProcessor, { ...crashed(makeProblem("internal")), measurements })).toBeNull()
  })

  it("survives a restart; a newer start of the same kind replaces it, and an unreadable one loses no other", async () => {
    const files = createFiles()
    const home = homeOf({ GLIMMER_HOME: await temporaryFolder() })
    const record = calibrationOfStart(await situation(), {
      ...crashed(makeProblem("internal")),
      measurements,
    })
    if (record === null) throw new Error("nothing was measured")
    const kept = await Calibrations.open(files, home)
    await kept.add(record)
    await kept.add({ ...record, weightsBytes: 1 })
    await kept.add({ ...record, version: "0.31.0" })
    await kept.add({ ...record, version: "0.9.0", weightsBytes: null, cacheBytes: null })
    const again = await Calibrations.open(files, home)
    expect(again.all.map(({ version, weightsBytes }) => [version, weightsBytes === 1])).toEqual([
      ["0.26.0", true],
      ["0.31.0", false],
    ])
    await writeFile(join(home.root, "measured.json"), JSON.stringify([{ gpuName: 7 }, record]))
    expect((await Calibrations.open(files, home)).all).toEqual([record])
  })
})

describe("the model of a start", () => {
  const home = homeOf({ GLIMMER_HOME: "/g" })
  it.each([
    ["/app/selftest", "selftest"],
    ["/g/models/zai-org/GLM-4-9B-0414", "zai-org/GLM-4-9B-0414"],
    ["/g/models-of-mine/x", "folder:/g/models-of-mine/x"],
    ["/data/x", "folder:/data/x"],
  ])("%s is chosen and planned as %s", (modelPath, id) => {
    expect(modelIdOf(home, "/app/selftest", { ...REQUEST, modelPath })).toBe(id)
  })
})
