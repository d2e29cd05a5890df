import type { CatalogModel } from "../../domain/model"
import { GLM_4_MODELS } from "./glm-4"
import { GLM_EDGE_MODELS } from "./glm-edge"
import { GLM_4_5_MODELS } from "./glm-4-5"
import { GLM_4_6_MODELS } from "./glm-4-6"
import { GLM_4_7_MODELS } from "./glm-4-7"
import { GLM_V_MODELS } from "./glm-v"
import { GLM_5_MODELS } from "./glm-5"
import { GLM_5_3_MODELS } from "./glm-5-3"
import { KIMI_MODELS } from "./kimi"

/** Every checkpoint Glimmer knows by itself; a newer list may be read from a file. */
export const CATALOG: readonly CatalogModel[] = [
  ...GLM_4_MODELS,
  ...GLM_EDGE_MODELS,
  ...GLM_4_5_MODELS,
  ...GLM_4_6_MODELS,
  ...GLM_4_7_MODELS,
  ...GLM_V_MODELS,
  ...GLM_5_MODELS,
  ...GLM_5_3_MODELS,
  ...KIMI_MODELS,
]
