import { describe, expect, it } from "vitest"
import { CATALOG } from "#common/data/catalog/index"
import { KNOWN_CONFIGS } from "#common/data/catalog/known-configs"
import { PUBLIC_SHAPES } from "#common/data/catalog/public-shapes"
import { findModel } from "#common/domain/plan/find-model"
import { readModelShape } from "#common/domain/plan/shape/read"
import { HALF_FORMAT } from "#common/domain/plan/shape/types"
import { storedBytes, storedVisionBytes } from "#common/domain/plan/weights/per-gpu"

/** Parameters of published checkpoints, as their hub pages count them: a digit mistyped in a shape shows here. */
const PUBLISHED: Readonly<Record<string, number>> = {
  "meta-llama/Llama-2-7b-chat-hf": 6_738_415_616,
  "meta-llama/Llama-2-13b-chat-hf": 13_015_864_320,
  "meta-llama/Llama-2-70b-chat-hf": 68_976_648_192,
  "meta-llama/Llama-3.1-70B-Instruct": 70_553_706_496,
  "meta-llama/Llama-3.1-405B-Instruct": 405_853_388_800,
  "meta-llama/Llama-3.2-1B-Instruct": 1_235_814_400,
  "meta-llama/Llama-3.2-3B-Instruct": 3_212_749_824,
  "TinyLlama/TinyLlama-1.1B-Chat-v1.0": 1_100_048_384,
  "01-ai/Yi-34B-Chat": 34_388_917_248,
  "Qwen/Qwen2.5-0.5B-Instruct": 494_032_768,
  "Qwen/Qwen2.5-1.5B-Instruct": 1_543_714_304,
  "Qwen/Qwen2.5-3B-Instruct": 3_085_938_688,
  "Qwen/Qwen2.5-14B-Instruct": 14_770_033_664,
  "Qwen/Qwen2.5-32B-Instruct": 32_763_876_352,
  "Qwen/Qwen2.5-72B-Instruct": 72_706_203_648,
  "Qwen/Qwen3-1.7B": 1_720_574_976,
  "Qwen/Qwen3-30B-A3B": 30_532_122_624,
  "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B": 1_777_088_000,
  "mistralai/Mistral-7B-Instruct-v0.3": 7_248_023_552,
  "mistralai/Mistral-Nemo-Instruct-2407": 12_247_782_400,
  "mistralai/Mistral-Small-24B-Instruct-2501": 23_572_403_200,
  "mistralai/Mistral-Large-Instruct-2407": 122_610_069_504,
  "mistralai/Mixtral-8x7B-Instruct-v0.1": 46_702_792_704,
  "mistralai/Mixtral-8x22B-Instruct-v0.1": 140_630_071_296,
  "google/gemma-2-2b-it": 2_614_341_888,
  "google/gemma-2-9b-it": 9_241_705_984,
  "google/gemma-2-27b-it": 27_227_128_320,
  "google/gemma-3-1b-it": 999_885_952,
  "google/gemma-3-4b-it": 4_300_079_472,
  "google/gemma-3-12b-it": 12_187_325_040,
  "google/gemma-3-27b-it": 27_432_406_640,
  "microsoft/phi-4": 14_659_507_200,
  "microsoft/Phi-3-mini-4k-instruct": 3_821_079_552,
  "deepseek-ai/DeepSeek-V3": 671_026_419_200,
}

describe("public shapes", () => {
  it.each(Object.entries(PUBLISHED))("%s has %i parameters", (id, parameters) => {
    const { shape } = readModelShape(PUBLIC_SHAPES[id] ?? {})
    const plain = {
      attention: HALF_FORMAT,
      mlp: HALF_FORMAT,
      experts: HALF_FORMAT,
      sharedExperts: HALF_FORMAT,
    }
    const whole = { ...shape!, quantization: { ...shape!.quantization, ...plain } }
    const counted = (storedBytes(whole, false).likely + storedVisionBytes(whole).likely) / 2
    expect(Math.abs(counted / parameters - 1)).toBeLessThan(0.003)
  })
})

describe("a model by its name", () => {
  it.each([
    ["meta-llama/Llama-3.1-8B", 32, null],
    ["neuralmagic/Meta-Llama-3.1-70B-Instruct-FP8", 80, "FP8"],
    ["casperhansen/llama-3.3-70b-instruct-awq", 80, "awq"],
    ["RedHatAI/Qwen3-32B-NVFP4", 64, "NVFP4"],
    ["mistralai/Mistral-7B-v0.1", 32, null],
  ])("%s: %i layers, %s", (name, layers, format) => {
    expect(found(name)).toMatchObject({ layers, format })
  })

  // Each of these was, or would be, taken for the large model its name begins with.
  it.each([
    "deepseek-ai/DeepSeek-R1-Distill-Qwen-3B",
    "someone/Qwen3-32B-VL",
    "someone/Llama-3.1-8B-70B-merge",
    "Qwen/Qwen2.5-Math-72B-Instruct",
  ])("%s is nobody known", (name) => {
    expect(found(name)).toBeNull()
  })

  it("tells later releases of one shape apart by what their names add", () => {
    expect(found("Qwen/Qwen3-30B-A3B-FP8")?.context).toBe(40_960)
    expect(found("Qwen/Qwen3-30B-A3B-Instruct-2507-FP8")?.context).toBe(262_144)
  })
})

function found(name: string) {
  const model = findModel(name, CATALOG, KNOWN_CONFIGS)
  if (model === null) return null
  const { num_hidden_layers: layers, max_position_embeddings: context } = model.config
  return { layers, context, format: model.quantizationHint }
}
