import { describe, expect, it } from "vitest"
import { GIB, modelOf } from "./machines"
import { answerRow as answer, reasonCodes as codes } from "./planned-row"

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
