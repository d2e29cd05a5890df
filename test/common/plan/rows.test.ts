import { describe, expect, it } from "vitest"
import { planRow } from "#common/domain/plan/row"
import { KNOWLEDGE } from "../../scorers/plan-score"
import { GIB, modelOf } from "./machines"

const SMALL = modelOf("zai-org/GLM-4-9B-0414").config ?? {}
const BASE = {
  id: "row",
  config: SMALL,
  gpu_model: "NVIDIA H100 80GB HBM3",
  gpu_count: 1,
  gpu_memory_gib: 79.18,
  tensor_parallel: 1,
  pipeline_parallel: 1,
  gpu_memory_utilization: 0.92,
  max_model_len: 32_768,
  vllm_version: "0.26.0",
}

function answer(changes: Readonly<Record<string, unknown>>) {
  return planRow({ ...BASE, ...changes }, KNOWLEDGE)
}

const codes = (changes: Readonly<Record<string, unknown>>) =>
  answer(changes).reasons.map((reason) => reason.code)

const PLAIN = answer({})

describe("a row written by people", () => {
  it.each([
    // A number as text fell through to "not given".
    ["utilisation as text", { gpu_memory_utilization: "0.92" }],
    ["utilisation in per cent", { gpu_memory_utilization: 92 }],
    ["context in vLLM's short form", { max_model_len: "32K" }],
    ["counts as text", { tensor_parallel: "1", gpu_count: "1" }],
    [
      "nothing as words",
      { max_num_seqs: "none", quantization: "none", speculative: "null", kv_cache_dtype: "" },
    ],
    [
      "zeros for nothing",
      { max_num_seqs: 0, max_num_batched_tokens: 0, decode_context_parallel: 0, cpu_offload: 0 },
    ],
    [
      "nulls for nothing",
      { max_num_seqs: null, quantization: null, expert_parallel: null, enforce_eager: null },
    ],
    ["a size that is none", { weights_bytes: 0 }],
    ["a remark at the cache's type", { kv_cache_dtype: "auto (bf16)" }],
    ["the config as text", { config: JSON.stringify(SMALL) }],
    ["booleans as text", { enforce_eager: "false", expert_parallel: "no" }],
    [
      "flags instead of fields",
      { max_model_len: null, args: ["--max-model-len", "32768", "--load-format", "dummy"] },
    ],
    ["flags in one word", { max_model_len: null, args: "--max-model-len=32768 --port 8000" }],
    ["fields nobody knows", { colour: "green", seconds: { ready: 127 } }],
    ["the card counted in its name", { gpu_model: "1x NVIDIA H100 80GB HBM3", gpu_count: null }],
  ])("means the same with %s", (_, changes) => {
    expect(answer(changes)).toMatchObject({
      weights_gib_per_gpu: PLAIN.weights_gib_per_gpu,
      kv_bytes_per_token: PLAIN.kv_bytes_per_token,
      kv_budget_gib: PLAIN.kv_budget_gib,
      max_concurrency: PLAIN.max_concurrency,
      fits: true,
    })
  })

  it("keeps a number as its name", () => {
    expect(answer({ id: 7 }).id).toBe("7")
    expect(answer({ id: null }).id).toBeNull()
  })

  it.each([
    ["2x RTX 4090", 2],
    ["RTX 4090 ×2", 2],
    ["NVIDIA GeForce RTX 4090 (x2)", 2],
    ["RTX 4090 + RTX 3090", 2],
    ["NVIDIA GB10 (DGX Spark, unified memory)", 1],
  ])("counts the cards of %s", (gpu_model, count) => {
    const row = { gpu_model, gpu_count: null, gpu_memory_gib: null, tensor_parallel: count }
    expect(codes(row)).not.toContain("not-enough-gpus")
    expect(codes({ ...row, tensor_parallel: count + 1, pipeline_parallel: 1 })).toContain(
      // One card that is not counted is taken as often as it is needed.
      count === 1 ? "gpu-count-assumed" : "not-enough-gpus",
    )
  })

  it("plans unequal cards by the smaller one", () => {
    const two = { gpu_count: 2, tensor_parallel: 2, gpu_memory_gib: null, max_model_len: 8192 }
    const mixed = answer({ ...two, gpu_model: "RTX 4090 + RTX 3080" })
    const equal = answer({ ...two, gpu_model: "RTX 4090" })
    expect(mixed.kv_budget_gib).toBeLessThan((equal.kv_budget_gib ?? 0) - 10)
  })

  it("takes an unknown card by its memory and one without as unknown", () => {
    const stated = answer({ gpu_model: "Abacus 9000", gpu_memory_gib: 24 })
    expect([stated.fits !== null, stated.kv_budget_gib !== null]).toEqual([true, true])
    const unnamed = answer({ gpu_model: "Abacus 9000", gpu_memory_gib: null })
    expect(unnamed).toMatchObject({ fits: null, kv_budget_gib: null, kv_bytes_per_token: 40_960 })
    expect(unnamed.reasons[0]).toEqual({ code: "gpu-unknown", values: { name: "Abacus 9000" } })
  })
})

describe("what a row asks for beyond the usual", () => {
  it("has drafts only from the model's own layers, however they are written", () => {
    const flash = { config: modelOf("zai-org/GLM-4.7-Flash").config }
    const plain = answer(flash).weights_gib_per_gpu ?? 0
    const more = (speculative: unknown) =>
      (answer({ ...flash, speculative }).weights_gib_per_gpu ?? 0) - plain
    for (const said of ["mtp", "mtp k=1", '{"method":"mtp","num_speculative_tokens":1}', { method: "mtp" }]) {
      expect(more(said)).toBeCloseTo(1.2, 1)
    }
    for (const said of [null, "none", "ngram k=4", "eagle3 k=3"]) expect(more(said)).toBe(0)
    expect(codes({ ...flash, speculative: "eagle3 k=3" })).toContain("draft-model-unknown")
  })

  it("reserves what checking drafts takes for every sequence that may run", () => {
    const flash = { config: modelOf("zai-org/GLM-4.7-Flash").config, speculative: "mtp" }
    const many = answer(flash).kv_budget_gib ?? 0
    const few = answer({ ...flash, max_num_seqs: 64 }).kv_budget_gib ?? 0
    expect(few - many).toBeGreaterThan(3)
  })

  it("fits a context that is to be fitted wherever there is room for any", () => {
    const row = {
      gpu_model: "RTX 4090",
      gpu_memory_gib: null,
      config: { ...SMALL, max_position_embeddings: 1e7 },
    }
    expect(answer({ ...row, max_model_len: 5e6 }).fits).toBe(false)
    expect(answer({ ...row, max_model_len: -1 }).fits).toBe(true)
    expect(answer({ ...row, max_model_len: "auto" }).fits).toBe(true)
  })

  it("leaves the tower out where images are switched off", () => {
    const vision = { config: modelOf("zai-org/GLM-4.1V-9B-Thinking").config }
    const whole = answer(vision).weights_gib_per_gpu ?? 0
    const text = answer({ ...vision, args: ["--limit-mm-per-prompt", '{"image":0,"video":0}'] })
    expect(whole - (text.weights_gib_per_gpu ?? 0)).toBeCloseTo(1703 / 1024, 1)
    expect(answer({ ...vision, args: ["--language-model-only"] }).weights_gib_per_gpu).toBe(
      text.weights_gib_per_gpu,
    )
  })

  it("says that four bytes a weight are not planned", () => {
    expect(answer({ dtype: "float32" })).toMatchObject({
      fits: null,
      reasons: [{ code: "dtype-not-planned" }],
    })
    expect(answer({ dtype: "float16" }).fits).toBe(true)
  })

  it("gives no verdict where an unknown share of the card decides", () => {
    const row = { gpu_model: "RTX 4090", gpu_memory_gib: null, vllm_version: "0.17.1" }
    const config = { ...SMALL, max_position_embeddings: 1e6 }
    const budget = (utilization: number) =>
      answer({ ...row, gpu_memory_utilization: utilization, max_model_len: 4096 }).kv_budget_gib ?? 0
    // A context that needs what lies half-way between the default share and the highest usual one.
    const max_model_len = Math.round((((budget(0.9) + budget(0.95)) / 2) * GIB) / 40_960)
    const at = (gpu_memory_utilization: number | null) =>
      answer({ ...row, config, max_model_len, gpu_memory_utilization })
    expect([at(0.9).fits, at(0.95).fits, at(null).fits]).toEqual([false, true, null])
    expect(at(null).reasons.map((reason) => reason.code)).toContain("utilization-decides")
  })

  it("dies of what lies outside the budget where the share is nearly the whole card", () => {
    expect(answer({ gpu_memory_utilization: 0.95 }).fits).toBe(true)
    expect(answer({ gpu_memory_utilization: 0.98 })).toMatchObject({
      fits: false,
      fail_stage: "after_kv_sizing",
    })
    const two = { tensor_parallel: 2, gpu_count: 2 }
    expect(answer({ ...two, gpu_memory_utilization: 0.98 }).fail_stage).toBe("after_kv_sizing")
  })
})

describe("a config from anywhere", () => {
  const LLAMA = {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    hidden_size: 4096,
    intermediate_size: 14_336,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    vocab_size: 128_256,
    max_position_embeddings: 131_072,
    torch_dtype: "bfloat16",
  }
  const of = (quantization_config: unknown, more = {}) =>
    answer({ config: { ...LLAMA, quantization_config }, ...more })
  const FULL = 14.99

  it.each([
    ["gptq", { quant_method: "gptq", bits: 4, group_size: 128, desc_act: false }, 0.36],
    ["gptq in 8 bits", { quant_method: "gptq", bits: 8, group_size: 32 }, 0.6],
    ["awq", { quant_method: "awq", bits: 4, group_size: 128, zero_point: true }, 0.36],
    ["w4a16", compressed("pack-quantized", { num_bits: 4, type: "int", group_size: 128 }), 0.36],
    ["w8a8", compressed("int-quantized", { num_bits: 8, type: "int", strategy: "channel" }), 0.57],
    [
      "fp8 by channel",
      compressed("float-quantized", { num_bits: 8, type: "float", strategy: "channel" }),
      0.57,
    ],
    ["nvfp4", compressed("nvfp4-pack-quantized", { num_bits: 4, type: "float", group_size: 16 }), 0.38],
    ["modelopt fp8", { quant_method: "modelopt", quantization: { quant_algo: "FP8" } }, 0.57],
    ["modelopt nvfp4", { quant_method: "modelopt_fp4", quant_algo: "NVFP4" }, 0.38],
    ["block fp8", { quant_method: "fp8", weight_block_size: [128, 128] }, 0.57],
    ["bitsandbytes in 4 bits", { quant_method: "bitsandbytes", load_in_4bit: true }, 0.38],
    ["bitsandbytes in 8 bits", { quant_method: "bitsandbytes", load_in_8bit: true }, 0.57],
  ])("%s", (_, config, share) => {
    const { weights_gib_per_gpu: weights, fits, reasons } = of(config)
    expect((weights ?? 0) / FULL).toBeGreaterThan(share - 0.03)
    expect((weights ?? 0) / FULL).toBeLessThan(share + 0.03)
    expect(fits).toBe(true)
    expect(reasons.map((reason) => reason.code)).not.toContain("quantization-unknown")
  })

  it.each(["gguf", "exl3", "hqq", "aqlm"])("%s: unknown alone, known by its bytes", (quant_method) => {
    expect(of({ quant_method })).toMatchObject({ weights_gib_per_gpu: null, kv_budget_gib: null })
    const known = of({ quant_method }, { weights_bytes: 6 * GIB })
    expect(known.weights_gib_per_gpu).toBeCloseTo(6, 0)
    expect(known.fits).toBe(true)
  })

  it("shrinks files in full precision where a flag asks for it", () => {
    const row = { config: LLAMA, quantization: "fp8", weights_bytes: FULL * GIB }
    expect((answer(row).weights_gib_per_gpu ?? 0) / FULL).toBeCloseTo(0.57, 1)
  })

  it("halves files of four bytes a weight", () => {
    const wide = { ...LLAMA, torch_dtype: "float32" }
    const row = { config: wide, weights_bytes: 2 * FULL * GIB }
    expect(answer(row).weights_gib_per_gpu).toBeCloseTo(FULL, 1)
  })

  it("keeps what fused and nested names exclude", () => {
    const ignore = ["model.language_model.layers.0.mlp.gate_up_proj", "lm_head"]
    const config = { ...compressed("float-quantized", { num_bits: 8, type: "float" }), ignore }
    const one = of(config).weights_gib_per_gpu ?? 0
    const none = of({ ...config, ignore: [] }).weights_gib_per_gpu ?? 0
    expect(one - none).toBeGreaterThan(0.03)
  })

  it("does not thin the experts of a list that keeps the dense layers whole", () => {
    const moe = modelOf("zai-org/GLM-4.5-Air").config ?? {}
    const quantization_config = {
      ...compressed("nvfp4-pack-quantized", { num_bits: 4, type: "float", group_size: 16 }),
      ignore: ["lm_head", "re:.*self_attn.*", String.raw`re:model\.layers\.0\.mlp.*`],
    }
    const all = answer({ config: { ...moe, quantization_config }, tensor_parallel: 2, gpu_count: 2 })
    const bf16 = answer({ config: moe, tensor_parallel: 2, gpu_count: 2 }).weights_gib_per_gpu ?? 0
    expect((all.weights_gib_per_gpu ?? 0) / bf16).toBeLessThan(0.34)
  })

  it.each([
    ["text_config", { model_type: "some_vl", text_config: LLAMA }],
    ["llm_config", { model_type: "some_vl", llm_config: LLAMA }],
    ["thinker_config", { model_type: "some_omni", thinker_config: { text_config: LLAMA } }],
  ])("finds the language model in %s", (_, config) => {
    expect(answer({ config })).toMatchObject({ kv_bytes_per_token: 131_072, fits: true })
  })

  it.each([
    ["yarn", { rope_type: "yarn", factor: 4, original_max_position_embeddings: 32_768 }, 131_072],
    ["its older name", { type: "yarn", factor: 4, original_max_position_embeddings: 32_768 }, 131_072],
    ["llama 3's", { rope_type: "llama3", factor: 8, original_max_position_embeddings: 8192 }, 32_768],
    ["none", null, 32_768],
  ])("knows how far rotations stretch: %s", (_, rope_scaling, longest) => {
    const config = { ...LLAMA, max_position_embeddings: 32_768, rope_scaling }
    expect(codes({ config, max_model_len: longest })).not.toContain("context-above-model")
    expect(codes({ config, max_model_len: longest + 1 })).toContain("context-above-model")
  })

  it.each([
    ["nothing in it", {}],
    ["half of it", { model_type: "llama", hidden_size: 4096 }],
    ["words for numbers", { ...LLAMA, hidden_size: "wide" }],
    ["a list", { ...LLAMA, num_hidden_layers: [32] }],
  ])("answers null with a reason for a config with %s", (_, config) => {
    const { fits, weights_gib_per_gpu, reasons } = answer({ config })
    expect([fits, weights_gib_per_gpu]).toEqual([null, null])
    expect(reasons.map((reason) => reason.code)).toContain("config-incomplete")
  })

  it.each([
    ["quantization_config", { ...LLAMA, quantization_config: "awq" }],
    ["rope_scaling", { ...LLAMA, rope_scaling: "yarn" }],
    ["vision_config", { ...LLAMA, vision_config: [] }],
    ["architectures", { ...LLAMA, architectures: "LlamaForCausalLM" }],
    ["sliding_window", { ...LLAMA, sliding_window: "4096" }],
    ["layer_types", { ...LLAMA, layer_types: [1, null, {}] }],
  ])("survives %s of another kind than usual", (_, config) => {
    expect(answer({ config }).weights_gib_per_gpu).toBeCloseTo(FULL, 1)
  })
})

function compressed(format: string, weights: Readonly<Record<string, unknown>>) {
  return {
    quant_method: "compressed-tensors",
    format,
    config_groups: { group_0: { targets: ["Linear"], weights } },
    ignore: ["lm_head"],
  }
}
