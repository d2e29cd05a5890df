import { describe, expect, it } from "vitest"
import { KNOWN_CONFIGS } from "#common/data/catalog/known-configs"
import { batchOf } from "#common/domain/plan/batch"
import { cacheShapeOf, cacheTypeOf } from "#common/domain/plan/cache"
import { cutRefusals } from "#common/domain/plan/divisibility"
import { engineRules, parseVersion, versionOfDay } from "#common/domain/plan/engine-rules"
import { readModelShape } from "#common/domain/plan/shape/read"
import { totalOf, stageLayers, weightsOfStage } from "#common/domain/plan/weights/per-gpu"
import { weightsOnGpu } from "#common/domain/plan/weights/stored"
import { GIB, modelOf } from "./machines"

function shapeOf(id: string) {
  const { shape } = readModelShape(KNOWN_CONFIGS[id] ?? modelOf(id).config ?? {})
  if (shape === null) throw new Error(id)
  return shape
}

function perToken(id: string, tensorParallel: number, wish: string | null = null, more = {}): number {
  const shape = shapeOf(id)
  const cut = { tensorParallel, decodeContextParallel: 1, layerShare: 1, withMtp: false, ...more }
  return cacheShapeOf(shape, cacheTypeOf(shape, wish), cut).bytesPerToken
}

function loaded(id: string, tensorParallel: number): number {
  return totalOf(weightsOfStage(shapeOf(id), { ...CUT, tensorParallel }, 0)).likely / GIB
}

const CUT = {
  tensorParallel: 1,
  pipelineParallel: 1,
  expertParallel: false,
  dataParallel: 1,
  marlin: false,
  withMtp: false,
  wholeBlocks: true,
}

describe("reading a config", () => {
  it("maps ChatGLM's names", () => {
    const shape = shapeOf("zai-org/glm-4-9b-chat")
    expect(shape.attention).toMatchObject({ kind: "gqa", kvHeads: 2, keyDim: 128, qkvBias: true })
    expect([shape.layers, shape.mlpWidth, shape.maxPosition]).toEqual([40, 13_696, 131_072])
  })

  it("finds the text part of a multimodal config, and the format outside it", () => {
    const shape = shapeOf("moonshotai/Kimi-K2.5")
    expect(shape.attention.kind).toBe("mla")
    expect(shape.quantization.experts.label).toBe("int4")
    expect(shape.quantization.attention.label).toBe("bf16")
    expect(shape.vision).not.toBeNull()
  })

  it("says what is missing instead of guessing it", () => {
    const reading = readModelShape({ hidden_size: 4096, vocab_size: 32_000 })
    expect(reading.shape).toBeNull()
    expect(reading.reasons).toEqual([
      { code: "config-incomplete", values: { fields: "num_hidden_layers, num_attention_heads" } },
    ])
  })

  it.each([
    ["block fp8", { quant_method: "fp8", weight_block_size: [128, 128] }, "fp8-block"],
    ["modelopt", { quant_method: "modelopt", quant_algo: "NVFP4" }, "nvfp4"],
    ["awq", { quant_method: "awq", bits: 4, group_size: 128 }, "int4"],
    ["gptq", { quant_method: "gptq", bits: 8, group_size: 128 }, "int8"],
    ["unheard of", { quant_method: "exl9" }, "unknown"],
  ])("reads %s", (_, quantization_config, label) => {
    const config = { ...KNOWN_CONFIGS["Qwen/Qwen3-8B"], quantization_config }
    expect(readModelShape(config).shape?.quantization.mlp.label).toBe(label)
  })

  it("keeps modules that a checkpoint excludes, by each dialect", () => {
    const base = { ...KNOWN_CONFIGS["Qwen/Qwen3-8B"] }
    for (const ignore of [["re:.*self_attn.*"], ["*self_attn*"], ["self_attn"]]) {
      const quantization_config = { quant_method: "compressed-tensors", format: "float-quantized", ignore }
      const shape = readModelShape({ ...base, quantization_config }).shape
      expect([shape?.quantization.attention.label, shape?.quantization.mlp.label]).toEqual(["bf16", "fp8"])
    }
  })

  it("counts indexer layers by pattern and by frequency", () => {
    const config = modelOf("zai-org/GLM-5.2").config ?? {}
    const indexers = (more: Record<string, unknown>) =>
      readModelShape({ ...config, ...more }).shape?.indexerLayers
    expect(indexers({})).toBe(78)
    expect(indexers({ index_topk_pattern: "FFSF".padEnd(78, "S") })).toBe(3)
    expect(indexers({ index_topk_freq: 4, index_skip_topk_offset: 3 })).toBe(21)
  })
})

describe("cache arithmetic", () => {
  it.each([
    ["meta-llama/Llama-3.1-8B-Instruct", 1, null, 131_072],
    ["Qwen/Qwen2.5-7B-Instruct", 1, null, 57_344],
    // Four KV heads: eight GPUs hold no less than four.
    ["Qwen/Qwen3-235B-A22B-FP8", 4, null, 48_128],
    ["Qwen/Qwen3-235B-A22B-FP8", 8, null, 48_128],
    ["zai-org/GLM-4-9B-0414", 2, null, 20_480],
    // The checkpoint's own scales make it FP8.
    ["nvidia/GLM-4.7-NVFP4", 4, null, 47_104],
    // Latent: whole on every GPU.
    ["zai-org/GLM-4.7-Flash", 1, null, 54_144],
    ["zai-org/GLM-4.7-Flash", 4, null, 54_144],
    ["zai-org/GLM-5.1", 8, "fp8", 61_464],
  ])("%s on %i cards, %s: %i bytes a token", (id, gpus, wish, bytes) => {
    expect(perToken(id, gpus, wish)).toBe(bytes)
  })

  it("adds the draft layer and divides by decode context parallelism", () => {
    expect(perToken("zai-org/GLM-5.1", 8, "fp8", { withMtp: true })).toBe(62_252)
    expect(perToken("zai-org/GLM-5.1", 8, "fp8", { decodeContextParallel: 4 })).toBe(15_366)
  })
})

describe("weights", () => {
  it("matches what vLLM 0.26 logged on an H100", () => {
    expect(loaded("zai-org/GLM-4-9B-0414", 1)).toBeCloseTo(17.55, 2)
    expect(loaded("zai-org/GLM-4-9B-0414", 2)).toBeCloseTo(8.82, 2)
    // 0.13 % below: its routers are kept in four bytes.
    expect(Math.abs(loaded("zai-org/GLM-4.7-Flash", 1) / 55.87 - 1)).toBeLessThan(0.002)
  })

  it("shares routed experts, and nothing else, among data-parallel engines", () => {
    const shape = shapeOf("zai-org/GLM-4.5-Air")
    const [alone, shared] = [1, 4].map((dataParallel) => weightsOfStage(shape, { ...CUT, dataParallel }, 0))
    expect(shared!.get("experts")!.likely / alone!.get("experts")!.likely).toBeCloseTo(0.25, 2)
    expect(shared!.get("attention")).toEqual(alone!.get("attention"))
  })

  it("sorts stored tensors into cut, whole and not loaded", () => {
    const shape = shapeOf("zai-org/GLM-4.7-Flash")
    const tensors = [
      { name: "model.layers.3.mlp.experts.7.gate_proj.weight", bytes: 800 },
      { name: "model.layers.3.self_attn.kv_a_proj_with_mqa.weight", bytes: 100 },
      { name: "model.layers.47.mlp.experts.7.gate_proj.weight", bytes: 5000 },
    ]
    const cut = { ...CUT, tensorParallel: 4 }
    const { parts } = weightsOnGpu(shape, cut, 0, { totalBytes: 5900, tensors })
    expect(parts.get("experts")?.likely).toBe(200)
    expect(parts.get("attention")?.likely).toBe(100)
    expect(parts.has("mtp")).toBe(false)
  })

  it("takes a total that fits the config with its draft layer as exact, and one that does not with a reason", () => {
    const shape = shapeOf("zai-org/GLM-4.7-Flash")
    const exact = weightsOnGpu(shape, CUT, 0, { totalBytes: 31_221_488_576 * 2, tensors: null })
    expect(exact.reasons).toEqual([])
    const other = weightsOnGpu(shape, CUT, 0, { totalBytes: 20 * GIB, tensors: null })
    expect(other.reasons.map((reason) => reason.code)).toEqual(["weights-differ-from-config"])
  })

  it("deals layers out to stages as vLLM does", () => {
    expect(stageLayers(92, 8)).toEqual([11, 11, 11, 12, 12, 12, 12, 11])
    expect(stageLayers(40, 2)).toEqual([20, 20])
  })
})

describe("rules of versions", () => {
  it("reads versions and days", () => {
    expect(parseVersion("0.20.2rc1.dev249+fork")).toBe(20_002)
    expect(parseVersion("0.1.dev20051+g487ecf187")).toBeNull()
    expect(parseVersion("main 98ed0856f")).toBeNull()
    expect(versionOfDay("2026-09-30")).toBe(30_000)
  })

  it.each([
    ["0.26.0", "zai-org/GLM-4-9B-0414", "V2", false],
    ["0.26.0", "zai-org/GLM-4.7-Flash", "V1", true],
    ["0.31.0", "zai-org/GLM-4.7-Flash", "V2", true],
    ["0.17.1", "zai-org/GLM-4-9B-0414", "V1", false],
    // The older runner deducts from 0.20 on, the newer one from 0.29 on.
    ["0.19.1", "zai-org/GLM-4.7-Flash", "V1", false],
    ["0.20.0", "zai-org/GLM-4.7-Flash", "V1", true],
    ["0.28.0", "zai-org/GLM-4-9B-0414", "V2", false],
    ["0.29.0", "zai-org/GLM-4-9B-0414", "V2", true],
    // A few architectures got the newer runner before the others.
    ["0.22.1", "Qwen/Qwen3-8B", "V2", false],
    ["0.22.1", "zai-org/GLM-4-9B-0414", "V1", true],
  ])("%s, %s: runner %s, graphs off the cache %s", (version, id, runner, deducts) => {
    const rules = engineRules(parseVersion(version), shapeOf(id))
    expect([rules.runner, rules.deductsGraphs]).toEqual([runner, deducts])
  })
})

describe("what a release takes where no flag says", () => {
  it.each([
    ["0.19.1", 0.9],
    ["0.20.0", 0.92],
  ])("%s: utilisation %f", (version, utilization) => {
    const rules = engineRules(parseVersion(version), shapeOf("zai-org/GLM-4-9B-0414"))
    expect(rules.defaultUtilization).toBe(utilization)
  })

  it.each([
    // Only from 0.9 on is an A100 of 80 GB set apart, and only from 0.28 on a card of 160 GiB.
    ["0.8.5", "NVIDIA A100 80GB", 79.2, 8192, 1024],
    ["0.9.2", "NVIDIA A100 80GB", 79.2, 2048, 256],
    ["0.27.1", "NVIDIA B200", 178, 8192, 1024],
    ["0.28.0", "NVIDIA B200", 178, 16_384, 1024],
    ["0.28.0", "NVIDIA H200", 139.8, 8192, 1024],
    ["0.28.0", "RTX 4090", 23.5, 2048, 256],
  ])("%s on %s: %f GiB, %i tokens a step, %i sequences", (version, name, gib, tokens, sequences) => {
    const rules = engineRules(parseVersion(version), shapeOf("zai-org/GLM-4-9B-0414"))
    const wish = { maxNumSeqs: null, maxNumBatchedTokens: null }
    expect(batchOf(wish, rules, { name, totalBytes: gib * GIB }, 32_768)).toEqual({ tokens, sequences })
  })
})

describe("cuts vLLM refuses", () => {
  it.each([
    [
      "zai-org/GLM-4-9B-0414",
      3,
      ["heads-not-divisible", "kv-heads-not-divisible", "vocabulary-not-divisible", "mlp-not-divisible"],
    ],
    ["zai-org/GLM-4.7-Flash", 8, ["heads-not-divisible"]],
    ["Qwen/Qwen3-235B-A22B-FP8", 8, ["fp8-blocks-not-divisible"]],
    ["zai-org/GLM-4.5-Air", 2, []],
    // Twelve heads see: four GPUs, not eight.
    ["zai-org/GLM-4.5V", 4, []],
    ["zai-org/GLM-4.5V", 8, ["vision-heads-not-divisible"]],
    // 1536 / 8 is no multiple of the 128 weights that share a scale.
    ["QuantTrio/GLM-4.5-AWQ", 4, []],
    ["QuantTrio/GLM-4.5-AWQ", 8, ["marlin-not-divisible"]],
  ])("%s over %i", (id, gpus, codes) => {
    expect(cutRefusals(shapeOf(id), gpus, false).map((reason) => reason.code)).toEqual(codes)
  })

  it("lets whole experts be dealt out where their blocks cannot be cut", () => {
    expect(cutRefusals(shapeOf("Qwen/Qwen3-235B-A22B-FP8"), 8, true)).toEqual([])
  })
})
