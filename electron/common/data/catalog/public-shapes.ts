import type { RawModelConfig } from "../../domain/model"

type Dense = readonly [
  id: string,
  type: "llama" | "qwen2" | "qwen3" | "mistral" | "gemma2" | "gemma3_text" | "phi3",
  hidden: number,
  mlp: number,
  layers: number,
  heads: number,
  kvHeads: number,
  headDim: number,
  vocabulary: number,
  tied: boolean,
  context: number,
]

/** Shapes of dense models that many people run, as their public configs give them. */
const DENSE: readonly Dense[] = [
  ["meta-llama/Llama-2-7b-chat-hf", "llama", 4096, 11_008, 32, 32, 32, 128, 32_000, false, 4096],
  ["meta-llama/Llama-2-13b-chat-hf", "llama", 5120, 13_824, 40, 40, 40, 128, 32_000, false, 4096],
  ["meta-llama/Llama-2-70b-chat-hf", "llama", 8192, 28_672, 80, 64, 8, 128, 32_000, false, 4096],
  ["meta-llama/Meta-Llama-3-70B-Instruct", "llama", 8192, 28_672, 80, 64, 8, 128, 128_256, false, 8192],
  ["meta-llama/Llama-3.1-70B-Instruct", "llama", 8192, 28_672, 80, 64, 8, 128, 128_256, false, 131_072],
  ["meta-llama/Llama-3.1-405B-Instruct", "llama", 16_384, 53_248, 126, 128, 8, 128, 128_256, false, 131_072],
  ["meta-llama/Llama-3.2-1B-Instruct", "llama", 2048, 8192, 16, 32, 8, 64, 128_256, true, 131_072],
  ["meta-llama/Llama-3.2-3B-Instruct", "llama", 3072, 8192, 28, 24, 8, 128, 128_256, true, 131_072],
  ["meta-llama/Llama-3.3-70B-Instruct", "llama", 8192, 28_672, 80, 64, 8, 128, 128_256, false, 131_072],
  [
    "deepseek-ai/DeepSeek-R1-Distill-Llama-8B",
    "llama",
    4096,
    14_336,
    32,
    32,
    8,
    128,
    128_256,
    false,
    131_072,
  ],
  [
    "deepseek-ai/DeepSeek-R1-Distill-Llama-70B",
    "llama",
    8192,
    28_672,
    80,
    64,
    8,
    128,
    128_256,
    false,
    131_072,
  ],
  ["TinyLlama/TinyLlama-1.1B-Chat-v1.0", "llama", 2048, 5632, 22, 32, 4, 64, 32_000, false, 2048],
  ["01-ai/Yi-34B-Chat", "llama", 7168, 20_480, 60, 56, 8, 128, 64_000, false, 4096],
  ["Qwen/Qwen2.5-0.5B-Instruct", "qwen2", 896, 4864, 24, 14, 2, 64, 151_936, true, 32_768],
  ["Qwen/Qwen2.5-1.5B-Instruct", "qwen2", 1536, 8960, 28, 12, 2, 128, 151_936, true, 32_768],
  ["Qwen/Qwen2.5-3B-Instruct", "qwen2", 2048, 11_008, 36, 16, 2, 128, 151_936, true, 32_768],
  ["Qwen/Qwen2.5-14B-Instruct", "qwen2", 5120, 13_824, 48, 40, 8, 128, 152_064, false, 32_768],
  ["Qwen/Qwen2.5-32B-Instruct", "qwen2", 5120, 27_648, 64, 40, 8, 128, 152_064, false, 32_768],
  ["Qwen/Qwen2.5-72B-Instruct", "qwen2", 8192, 29_568, 80, 64, 8, 128, 152_064, false, 32_768],
  ["Qwen/Qwen2.5-Coder-7B-Instruct", "qwen2", 3584, 18_944, 28, 28, 4, 128, 152_064, false, 32_768],
  ["Qwen/Qwen2.5-Coder-32B-Instruct", "qwen2", 5120, 27_648, 64, 40, 8, 128, 152_064, false, 32_768],
  ["Qwen/QwQ-32B", "qwen2", 5120, 27_648, 64, 40, 8, 128, 152_064, false, 40_960],
  ["deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", "qwen2", 1536, 8960, 28, 12, 2, 128, 151_936, false, 131_072],
  ["deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "qwen2", 3584, 18_944, 28, 28, 4, 128, 152_064, false, 131_072],
  [
    "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
    "qwen2",
    5120,
    27_648,
    64,
    40,
    8,
    128,
    152_064,
    false,
    131_072,
  ],
  ["Qwen/Qwen3-1.7B", "qwen3", 2048, 6144, 28, 16, 8, 128, 151_936, true, 40_960],
  ["Qwen/Qwen3-4B-Instruct-2507", "qwen3", 2560, 9728, 36, 32, 8, 128, 151_936, true, 262_144],
  ["deepseek-ai/DeepSeek-R1-0528-Qwen3-8B", "qwen3", 4096, 12_288, 36, 32, 8, 128, 151_936, false, 131_072],
  ["mistralai/Mistral-7B-Instruct-v0.3", "mistral", 4096, 14_336, 32, 32, 8, 128, 32_768, false, 32_768],
  ["mistralai/Mistral-7B-Instruct-v0.2", "mistral", 4096, 14_336, 32, 32, 8, 128, 32_000, false, 32_768],
  ["mistralai/Mistral-Nemo-Instruct-2407", "mistral", 5120, 14_336, 40, 32, 8, 128, 131_072, false, 131_072],
  [
    "mistralai/Mistral-Small-24B-Instruct-2501",
    "mistral",
    5120,
    32_768,
    40,
    32,
    8,
    128,
    131_072,
    false,
    32_768,
  ],
  [
    "mistralai/Mistral-Large-Instruct-2407",
    "mistral",
    12_288,
    28_672,
    88,
    96,
    8,
    128,
    32_768,
    false,
    131_072,
  ],
  ["google/gemma-2-2b-it", "gemma2", 2304, 9216, 26, 8, 4, 256, 256_000, true, 8192],
  ["google/gemma-2-9b-it", "gemma2", 3584, 14_336, 42, 16, 8, 256, 256_000, true, 8192],
  ["google/gemma-2-27b-it", "gemma2", 4608, 36_864, 46, 32, 16, 128, 256_000, true, 8192],
  ["google/gemma-3-1b-it", "gemma3_text", 1152, 6912, 26, 4, 1, 256, 262_144, true, 32_768],
  ["microsoft/phi-4", "phi3", 5120, 17_920, 40, 40, 10, 128, 100_352, false, 16_384],
  ["microsoft/Phi-3-mini-4k-instruct", "phi3", 3072, 8192, 32, 32, 32, 96, 32_064, false, 4096],
  ["microsoft/Phi-3.5-mini-instruct", "phi3", 3072, 8192, 32, 32, 32, 96, 32_064, false, 131_072],
]

const ARCHITECTURES: Readonly<Record<Dense[1], string>> = {
  llama: "LlamaForCausalLM",
  qwen2: "Qwen2ForCausalLM",
  qwen3: "Qwen3ForCausalLM",
  mistral: "MistralForCausalLM",
  gemma2: "Gemma2ForCausalLM",
  gemma3_text: "Gemma3ForCausalLM",
  phi3: "Phi3ForCausalLM",
}

/** Windows between full layers: every other layer of Gemma 2, five of six of Gemma 3. */
const WINDOWS: Readonly<Partial<Record<Dense[1], RawModelConfig>>> = {
  gemma2: { sliding_window: 4096, sliding_window_pattern: 2 },
  gemma3_text: { sliding_window: 512, sliding_window_pattern: 6 },
}

const EXPERTS: Readonly<Record<string, RawModelConfig>> = {
  "Qwen/Qwen3-30B-A3B": qwen3Experts(40_960),
  "Qwen/Qwen3-30B-A3B-Instruct-2507": qwen3Experts(262_144),
  "Qwen/Qwen3-30B-A3B-Thinking-2507": qwen3Experts(262_144),
  "Qwen/Qwen3-Coder-30B-A3B-Instruct": qwen3Experts(262_144),
  "mistralai/Mixtral-8x7B-Instruct-v0.1": {
    ...denseConfig(["", "mistral", 4096, 14_336, 32, 32, 8, 128, 32_000, false, 32_768]),
    architectures: ["MixtralForCausalLM"],
    model_type: "mixtral",
    num_local_experts: 8,
    num_experts_per_tok: 2,
  },
  "mistralai/Mixtral-8x22B-Instruct-v0.1": {
    ...denseConfig(["", "mistral", 6144, 16_384, 56, 48, 8, 128, 32_768, false, 65_536]),
    architectures: ["MixtralForCausalLM"],
    model_type: "mixtral",
    num_local_experts: 8,
    num_experts_per_tok: 2,
  },
  "deepseek-ai/DeepSeek-V3": deepSeek(),
  "deepseek-ai/DeepSeek-V3.1": deepSeek(),
}

/** Models that see, by the parts of their language model. */
const SEEING: Readonly<Record<string, RawModelConfig>> = {
  "google/gemma-3-4b-it": gemma3(["", "gemma3_text", 2560, 10_240, 34, 8, 4, 256, 262_208, true, 131_072]),
  "google/gemma-3-12b-it": gemma3(["", "gemma3_text", 3840, 15_360, 48, 16, 8, 256, 262_208, true, 131_072]),
  "google/gemma-3-27b-it": gemma3(["", "gemma3_text", 5376, 21_504, 62, 32, 16, 128, 262_208, true, 131_072]),
  "mistralai/Mistral-Small-3.1-24B-Instruct-2503": mistral3(),
  "mistralai/Mistral-Small-3.2-24B-Instruct-2506": mistral3(),
  "Qwen/Qwen2.5-VL-7B-Instruct": {
    ...denseConfig(["", "qwen2", 3584, 18_944, 28, 28, 4, 128, 152_064, false, 128_000]),
    architectures: ["Qwen2_5_VLForConditionalGeneration"],
    model_type: "qwen2_5_vl",
    rope_scaling: { type: "mrope", mrope_section: [16, 24, 24] },
    vision_config: {
      depth: 32,
      hidden_size: 1280,
      intermediate_size: 3420,
      num_heads: 16,
      out_hidden_size: 3584,
    },
  },
}

/** Public shapes beside those of the measured starts; formats come from a repository's name. */
export const PUBLIC_SHAPES: Readonly<Record<string, RawModelConfig>> = {
  ...Object.fromEntries(DENSE.map((row) => [row[0], denseConfig(row)])),
  ...EXPERTS,
  ...SEEING,
}

function denseConfig([
  ,
  type,
  hidden,
  mlp,
  layers,
  heads,
  kvHeads,
  headDim,
  vocabulary,
  tied,
  context,
]: Dense) {
  return {
    architectures: [ARCHITECTURES[type]],
    model_type: type,
    hidden_size: hidden,
    intermediate_size: mlp,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: kvHeads,
    head_dim: headDim,
    vocab_size: vocabulary,
    tie_word_embeddings: tied,
    max_position_embeddings: context,
    torch_dtype: "bfloat16",
    ...WINDOWS[type],
  }
}

function qwen3Experts(context: number): RawModelConfig {
  return {
    ...denseConfig(["", "qwen3", 2048, 6144, 48, 32, 4, 128, 151_936, false, context]),
    architectures: ["Qwen3MoeForCausalLM"],
    model_type: "qwen3_moe",
    num_experts: 128,
    num_experts_per_tok: 8,
    moe_intermediate_size: 768,
  }
}

function gemma3(row: Dense): RawModelConfig {
  const stretched = { sliding_window: 1024, rope_scaling: { rope_type: "linear", factor: 8 } }
  return {
    architectures: ["Gemma3ForConditionalGeneration"],
    model_type: "gemma3",
    tie_word_embeddings: true,
    torch_dtype: "bfloat16",
    text_config: { ...denseConfig(row), ...stretched },
    vision_config: {
      model_type: "siglip_vision_model",
      hidden_size: 1152,
      intermediate_size: 4304,
      num_hidden_layers: 27,
      num_attention_heads: 16,
      patch_size: 14,
    },
  }
}

function mistral3(): RawModelConfig {
  return {
    architectures: ["Mistral3ForConditionalGeneration"],
    model_type: "mistral3",
    torch_dtype: "bfloat16",
    text_config: denseConfig(["", "mistral", 5120, 32_768, 40, 32, 8, 128, 131_072, false, 131_072]),
    vision_config: {
      model_type: "pixtral",
      hidden_size: 1024,
      intermediate_size: 4096,
      num_hidden_layers: 24,
      num_attention_heads: 16,
      patch_size: 14,
    },
  }
}

function deepSeek(): RawModelConfig {
  return {
    architectures: ["DeepseekV3ForCausalLM"],
    model_type: "deepseek_v3",
    hidden_size: 7168,
    intermediate_size: 18_432,
    moe_intermediate_size: 2048,
    num_hidden_layers: 61,
    num_attention_heads: 128,
    num_key_value_heads: 128,
    vocab_size: 129_280,
    n_routed_experts: 256,
    n_shared_experts: 1,
    num_experts_per_tok: 8,
    first_k_dense_replace: 3,
    q_lora_rank: 1536,
    kv_lora_rank: 512,
    qk_nope_head_dim: 128,
    qk_rope_head_dim: 64,
    v_head_dim: 128,
    max_position_embeddings: 163_840,
    num_nextn_predict_layers: 1,
    tie_word_embeddings: false,
    torch_dtype: "bfloat16",
    quantization_config: { quant_method: "fp8", activation_scheme: "dynamic", weight_block_size: [128, 128] },
  }
}
