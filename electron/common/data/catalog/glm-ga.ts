import type { CatalogModel } from "../../domain/model"

export const GLM_GA_MODELS: readonly CatalogModel[] = [
  {
    id: "zai-org/GLM-GA",
    modelscopeId: null,
    aliases: [],
    name: "GLM-GA",
    family: "zai-org/GLM-GA",
    series: "GLM-V",
    kind: "official",
    released: "2026-06-03",
    totalParametersBillions: 10,
    activeParametersBillions: null,
    images: true,
    video: true,
    languages: ["zh", "en"],
    goodAt: ["chat", "reasoning", "tools", "images", "small"],
    toolCallParser: "glm47",
    reasoningParser: "glm45",
    contextTokens: 131072,
    license: {
      id: null,
      class: "unknown",
    },
    gated: null,
    weights: null,
    config: null,
    format: "bf16",
    minVllmVersion: "0.21.0",
    suggestedContextTokens: null,
  },
]
