import type { ModelChoice } from "#common/domain/model"

const GIB = 1024 ** 3

export const selftest: ModelChoice = {
  id: "selftest",
  name: "glimmer-selftest",
  kind: "selftest",
  path: "/home/user/.local/share/glimmer/models/glimmer/selftest",
  config: {
    architectures: ["Glm4ForCausalLM"],
    model_type: "glm4",
    hidden_size: 128,
    num_hidden_layers: 3,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 32,
    intermediate_size: 256,
    vocab_size: 512,
    max_position_embeddings: 8192,
    torch_dtype: "bfloat16",
  },
  weightBytes: 1_160_000,
  toolCallParser: "glm4_0414",
  reasoningParser: null,
}

const glm4 = {
  architectures: ["Glm4ForCausalLM"],
  model_type: "glm4",
  hidden_size: 4096,
  num_hidden_layers: 40,
  num_attention_heads: 32,
  num_key_value_heads: 2,
  head_dim: 128,
  intermediate_size: 13696,
  vocab_size: 151552,
  max_position_embeddings: 32768,
  torch_dtype: "bfloat16",
}

const glm9b: ModelChoice = {
  id: "zai-org/GLM-4-9B-0414",
  name: "GLM-4-9B-0414",
  kind: "catalog",
  path: null,
  config: glm4,
  weightBytes: Math.round(17.51 * GIB),
  toolCallParser: "glm4_0414",
  reasoningParser: null,
}

const glmZ1: ModelChoice = {
  ...glm9b,
  id: "zai-org/GLM-Z1-9B-0414",
  name: "GLM-Z1-9B-0414",
}

const glm32b: ModelChoice = {
  id: "zai-org/GLM-4-32B-0414",
  name: "GLM-4-32B-0414",
  kind: "catalog",
  path: null,
  config: {
    ...glm4,
    hidden_size: 6144,
    num_hidden_layers: 61,
    num_attention_heads: 48,
    num_key_value_heads: 2,
    intermediate_size: 23040,
  },
  weightBytes: Math.round(60.66 * GIB),
  toolCallParser: "glm4_0414",
  reasoningParser: null,
}

/** The 9B model in a folder the person chose. */
export const folder9b: ModelChoice = {
  ...glm9b,
  id: "folder:/data/models/GLM-4-9B-0414",
  kind: "folder",
  path: "/data/models/GLM-4-9B-0414",
}

export const catalogue: readonly ModelChoice[] = [glm9b, glmZ1, glm32b]
