import type { RawModelConfig } from "../../domain/model"
import { QWEN_CONFIGS } from "./known-qwen-configs"
import { TEXT_CONFIGS } from "./known-text-configs"
import { VISION_CONFIGS } from "./known-vision-configs"
import { PUBLIC_SHAPES } from "./public-shapes"

/** Public `config.json` files of models outside the catalogue, cut down to what memory arithmetic reads. */
export const KNOWN_CONFIGS: Readonly<Record<string, RawModelConfig>> = {
  ...PUBLIC_SHAPES,
  ...QWEN_CONFIGS,
  ...TEXT_CONFIGS,
  ...VISION_CONFIGS,
}
