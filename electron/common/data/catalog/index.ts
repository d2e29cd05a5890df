import type { CatalogModel } from "../../domain/model"
import { GLM_4_9B_CHAT_MODELS } from "./glm-4-9b-chat"
import { GLM_4_0414_MODELS } from "./glm-4-0414"
import { GLM_EDGE_MODELS } from "./glm-edge"
import { GLM_4_5_MODELS } from "./glm-4-5"
import { GLM_4_5_AWQ_MODELS } from "./glm-4-5-awq"
import { GLM_4_6_MODELS } from "./glm-4-6"
import { GLM_4_7_MODELS } from "./glm-4-7"
import { GLM_4_7_FOUR_BIT_MODELS } from "./glm-4-7-four-bit"
import { GLM_4_1V_MODELS } from "./glm-4-1v"
import { GLM_4_5V_MODELS } from "./glm-4-5v"
import { GLM_4_6V_MODELS } from "./glm-4-6v"
import { GLM_GA_MODELS } from "./glm-ga"
import { GLM_5_MODELS } from "./glm-5"
import { GLM_5_1_MODELS } from "./glm-5-1"
import { GLM_5_2_MODELS } from "./glm-5-2"
import { GLM_5_NVFP4_MODELS } from "./glm-5-nvfp4"
import { GLM_5_2_INT4_MODELS } from "./glm-5-2-int4"
import { GLM_5_3_MODELS } from "./glm-5-3"
import { GLM_5_3_FLASH_MODELS } from "./glm-5-3-flash"
import { GLM_5_3_NVFP4_MODELS } from "./glm-5-3-nvfp4"
import { GLM_5_3_FLASH_AWQ_MODELS } from "./glm-5-3-flash-awq"
import { KIMI_MODELS } from "./kimi"

/** Every checkpoint Glimmer knows by itself; a newer list may be read from a file. */
export const CATALOG: readonly CatalogModel[] = [
  ...GLM_4_9B_CHAT_MODELS,
  ...GLM_4_0414_MODELS,
  ...GLM_EDGE_MODELS,
  ...GLM_4_5_MODELS,
  ...GLM_4_5_AWQ_MODELS,
  ...GLM_4_6_MODELS,
  ...GLM_4_7_MODELS,
  ...GLM_4_7_FOUR_BIT_MODELS,
  ...GLM_4_1V_MODELS,
  ...GLM_4_5V_MODELS,
  ...GLM_4_6V_MODELS,
  ...GLM_GA_MODELS,
  ...GLM_5_MODELS,
  ...GLM_5_1_MODELS,
  ...GLM_5_2_MODELS,
  ...GLM_5_NVFP4_MODELS,
  ...GLM_5_2_INT4_MODELS,
  ...GLM_5_3_MODELS,
  ...GLM_5_3_FLASH_MODELS,
  ...GLM_5_3_NVFP4_MODELS,
  ...GLM_5_3_FLASH_AWQ_MODELS,
  ...KIMI_MODELS,
]
