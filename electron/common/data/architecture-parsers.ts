/** Which parsers read a model's tool calls and thoughts, by the architecture in its `config.json`. */
export const ARCHITECTURE_PARSERS: Readonly<
  Record<string, { readonly toolCallParser: string | null; readonly reasoningParser: string | null }>
> = {
  // Name, new line, JSON: the format of 2024 and of the 0414 models; vLLM has no parser for it, Glimmer brings one.
  GlmForCausalLM: { toolCallParser: "glm4_0414", reasoningParser: null },
  Glm4ForCausalLM: { toolCallParser: "glm4_0414", reasoningParser: null },
  ChatGLMModel: { toolCallParser: "glm4_0414", reasoningParser: null },
  ChatGLMForConditionalGeneration: { toolCallParser: "glm4_0414", reasoningParser: null },
  // `<tool_call>` with `<arg_key>`: vLLM's glm45 and glm47 are one class since mid-2026.
  Glm4MoeForCausalLM: { toolCallParser: "glm45", reasoningParser: "glm45" },
  Glm4MoeLiteForCausalLM: { toolCallParser: "glm47", reasoningParser: "glm45" },
  GlmMoeDsaForCausalLM: { toolCallParser: "glm47", reasoningParser: "glm45" },
  Glm5NextForConditionalGeneration: { toolCallParser: "glm47", reasoningParser: "glm45" },
  Glm4vMoeForConditionalGeneration: { toolCallParser: "glm45", reasoningParser: "glm45" },
}
