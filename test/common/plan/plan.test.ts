import { assert, constantFrom, double, integer, property } from "fast-check"
import { describe, expect, it } from "vitest"
import { noMeasurements } from "#common/domain/engine"
import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import { CATALOG } from "#common/data/catalog/index"
import { calibrationOf, predictionErrors } from "#common/domain/plan/calibration"
import { planGpuOf } from "#common/domain/plan/gpus"
import { planMemory } from "#common/domain/plan/plan"
import { planRow } from "#common/domain/plan/row"
import { one4090 } from "../../fakes/scripted-glimmer/machines"
import { KNOWLEDGE } from "../../scorers/plan-score"
import { card, cards, codes, GIB, inputOf, linked, modelOf, SMALL } from "./machines"

describe("a plan", () => {
  it("fills a bar that adds up to the card", () => {
    const plan = planMemory(inputOf(SMALL, cards("NVIDIA H100 80GB HBM3", 1), { maxModelLen: 32_768 }))
    const [gpu] = plan.gpus
    const used = gpu!.items.reduce((sum, item) => sum + item.bytes.likely, 0)
    expect(used / gpu!.totalBytes).toBeCloseTo(1, 6)
    expect(plan.fits).toBe(true)
    expect(plan.settings).toMatchObject({ tensorParallelSize: 1, gpuUuids: [], toolCallParser: "glm4_0414" })
  })

  it("names who holds the memory", () => {
    const busy = card("RTX 4090", 0, { freeBytes: 10 * GIB })
    const plan = planMemory(inputOf(SMALL, [busy], { maxModelLen: 8192 }))
    expect([plan.fits, plan.failStage]).toEqual([false, "memory_busy"])
    expect(codes(plan.reasons)).toContain("memory-busy")
  })

  it("plans with what Glimmer's own engine holds: with one card and a model running, nothing would fit otherwise", () => {
    const held = { pid: 2, name: "VLLM::EngineCore", user: "user", memoryBytes: 20 * GIB, own: true }
    const others = { pid: 3, name: "Xorg", user: "root", memoryBytes: GIB, own: false }
    const serving = { ...one4090.gpus[0]!, memoryFreeBytes: 3 * GIB, processes: [held, others] }
    const gpu = planGpuOf(serving, GPU_SPECS)
    expect(gpu.freeBytes).toBe(23 * GIB)
    expect(gpu.holders.map(({ name }) => name)).toEqual(["Xorg"])
    expect(planMemory(inputOf(SMALL, [gpu], { maxModelLen: 8192 })).fits).toBe(true)
  })

  it("answers within a frame", () => {
    const input = inputOf("zai-org/GLM-5.1-FP8", cards("NVIDIA H200", 8), { maxModelLen: 131_072 })
    planMemory(input)
    const began = performance.now()
    for (let step = 0; step < 20; step++) {
      planMemory({ ...input, wishes: { ...input.wishes, maxModelLen: 8192 + step * 1024 } })
    }
    expect((performance.now() - began) / 20).toBeLessThan(16)
  })

  it("uses what was measured here, and says so", () => {
    const input = inputOf(SMALL, cards("NVIDIA H100 80GB HBM3", 1), { maxModelLen: 32_768 })
    const first = planMemory(input)
    const measured = { ...noMeasurements(), weightsGiB: 17.55, kvCacheGiB: 53.79, kvCacheTokens: 1_409_968 }
    const key = { gpuName: first.gpus[0]!.name, modelId: SMALL, version: "0.31.0" }
    const record = calibrationOf(key, first, measured, {
      peakGiB: 1.1,
      nonTorchGiB: 0.3,
      graphsEstimatedGiB: 0.5,
    })
    const second = planMemory({ ...input, measured: [record] })
    expect(codes(second.reasons)).toContain("measured-here")
    expect(second.cache!.budgetBytes.high - second.cache!.budgetBytes.low).toBeLessThan(
      first.cache!.budgetBytes.high - first.cache!.budgetBytes.low,
    )
    expect(predictionErrors(first, record).map((error) => error.term)).toEqual(["weights", "cache", "tokens"])
  })

  it("does not use what another card measured", () => {
    const input = inputOf(SMALL, cards("RTX 4090", 1), { maxModelLen: 8192 })
    const plan = planMemory(input)
    const key = { gpuName: "NVIDIA H100 80GB HBM3", modelId: SMALL, version: "0.31.0" }
    const record = calibrationOf(key, plan, noMeasurements(), {
      peakGiB: 9,
      nonTorchGiB: 9,
      graphsEstimatedGiB: 9,
    })
    expect(planMemory({ ...input, measured: [record] })).toEqual(plan)
  })
})

describe("what holds for every plan", () => {
  const models = CATALOG.filter((model) => model.config !== null)
  const anyModel = constantFrom(...models)
  const anyCard = constantFrom("RTX 4090", "RTX 3090", "NVIDIA H100 80GB HBM3", "NVIDIA H200", "RTX PRO 6000")

  it("never gives more chats for more context", () => {
    assert(
      property(anyModel, anyCard, integer({ min: 1024, max: 65_536 }), (model, name, context) => {
        const chats = (tokens: number) => {
          const wishes = { maxModelLen: tokens, tensorParallel: 1, pipelineParallel: 1 }
          return planMemory(inputOf(model.id, cards(name, 1), wishes)).cache!.maxConcurrency.likely
        }
        expect(chats(2 * context)).toBeLessThanOrEqual(chats(context) + 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  it("never puts more weights on a card for more cards", () => {
    assert(
      property(anyModel, constantFrom(1, 2, 4), (model, gpus) => {
        const weights = (count: number) => {
          const wishes = { tensorParallel: count, pipelineParallel: 1, maxModelLen: 8192 }
          return planMemory(inputOf(model.id, cards("NVIDIA H200", count), wishes)).weightsPerGpuBytes!.likely
        }
        expect(weights(2 * gpus)).toBeLessThanOrEqual(weights(gpus))
      }),
      { numRuns: 60 },
    )
  })

  it("keeps low ≤ likely ≤ high everywhere, and more utilisation never leaves less", () => {
    assert(
      property(anyModel, anyCard, double({ min: 0.3, max: 0.9, noNaN: true }), (model, name, share) => {
        const at = (utilization: number) =>
          planMemory(inputOf(model.id, cards(name, 1), { utilization, maxModelLen: 8192, tensorParallel: 1 }))
        const plan = at(share)
        for (const { bytes } of plan.gpus.flatMap((gpu) => gpu.items)) {
          expect(bytes.low).toBeLessThanOrEqual(bytes.likely)
          expect(bytes.likely).toBeLessThanOrEqual(bytes.high)
        }
        expect(at(share + 0.05).cache!.budgetBytes.likely).toBeGreaterThan(plan.cache!.budgetBytes.likely)
      }),
      { numRuns: 60 },
    )
  })
})

describe("how many cards", () => {
  it("takes one where one suffices, whatever stands beside it", () => {
    const plan = planMemory({
      ...inputOf(SMALL, cards("NVIDIA H100 80GB HBM3", 2), { maxModelLen: 32_768 }),
      topology: linked(2, "NVLINK"),
    })
    expect([plan.tensorParallel, plan.settings.gpuUuids]).toEqual([1, ["gpu-0"]])
    expect(codes(plan.reasons)).toContain("one-gpu-suffices")
  })

  it("cuts over tensors on NVLink when one is too small", () => {
    const plan = planMemory({
      ...inputOf("zai-org/GLM-4.5-Air-FP8", cards("NVIDIA H100 80GB HBM3", 4), { maxModelLen: 32_768 }),
      topology: linked(4, "NVLINK"),
    })
    expect([plan.tensorParallel, plan.pipelineParallel, plan.fits]).toEqual([2, 1, true])
    expect(codes(plan.reasons)).toEqual(expect.arrayContaining(["tensor-parallel-needed", "links-nvlink"]))
  })

  it("cuts over layers where the count divides nothing", () => {
    const plan = planMemory(inputOf("zai-org/GLM-4-32B-0414", cards("RTX 4090", 3), { maxModelLen: 4096 }))
    expect([plan.tensorParallel, plan.pipelineParallel]).toEqual([1, 3])
  })

  it("says that context, not weights, needs the second card", () => {
    const wishes = { maxModelLen: 32_768, maxNumSeqs: 64 }
    const plan = planMemory(inputOf(SMALL, cards("RTX 4090", 2), { ...wishes, utilization: 0.85 }))
    expect([plan.tensorParallel, plan.fits]).toEqual([2, true])
    expect(codes(plan.reasons)).toContain("tensor-parallel-for-context")
  })

  it("refuses a context beyond the model's own, as vLLM does", () => {
    const plan = planMemory(inputOf(SMALL, cards("NVIDIA H200", 1), { maxModelLen: 131_072 }))
    expect([plan.fits, codes(plan.reasons).includes("context-above-model")]).toEqual([false, true])
  })

  it("leaves out a small card, a busy one, and the one with the monitor", () => {
    const gpus = [
      card("RTX 4090", 0, { displayActive: true, freeBytes: 21 * GIB }),
      card("RTX 4090", 1, { freeBytes: 23 * GIB }),
      card("RTX 3060", 2, { freeBytes: 11 * GIB }),
      card("RTX 4090", 3, { freeBytes: 2 * GIB }),
    ]
    const plan = planMemory(inputOf(SMALL, gpus, { maxModelLen: 8192 }))
    expect(plan.settings.gpuUuids).toEqual(["gpu-1"])
    expect(codes(plan.reasons)).toEqual(expect.arrayContaining(["gpu-left-out-smaller", "gpu-left-out-busy"]))
  })

  it("says when more are asked for than there are", () => {
    const plan = planMemory(inputOf(SMALL, cards("RTX 4090", 1), { tensorParallel: 2 }))
    expect([plan.fits, codes(plan.reasons).at(-1)]).toEqual([false, "not-enough-gpus"])
  })
})

describe("a row of the command line", () => {
  it("answers with the names of the issue, from a config it was given", () => {
    const answer = planRow(
      {
        id: "x",
        model: "mine",
        config: modelOf(SMALL).config,
        weights_bytes: 18_800_558_080,
        gpu_model: "NVIDIA H100 80GB HBM3",
        gpu_count: 1,
        tensor_parallel: 1,
        gpu_memory_utilization: 0.92,
        max_model_len: 32_768,
        vllm_version: "0.26.0",
      },
      KNOWLEDGE,
    )
    expect(answer).toMatchObject({
      id: "x",
      kv_bytes_per_token: 40_960,
      fits: true,
      fail_stage: null,
      tight: false,
    })
    expect(answer.kv_budget_gib).toBeCloseTo(53.79, 0)
    expect(answer.args).toContain("--max-model-len")
  })

  it("answers null with a reason for what it cannot know", () => {
    expect(planRow({ id: "y", model: "who/knows", gpu_model: "H100" }, KNOWLEDGE)).toMatchObject({
      fits: null,
      weights_gib_per_gpu: null,
      reasons: [{ code: "model-unknown", values: { model: "who/knows" } }],
    })
    // The card decides neither what a token costs nor what the weights are.
    const unnamed = planRow({ id: "z", model: SMALL, gpu_model: "abacus" }, KNOWLEDGE)
    expect(unnamed).toMatchObject({ fits: null, kv_budget_gib: null, kv_bytes_per_token: 40_960 })
    expect(unnamed.reasons[0]?.code).toBe("gpu-unknown")
  })
})
