import { describe, expect, it } from "vitest"
import { GIB, modelOf } from "./machines"
import { answerRow, reasonCodes } from "./planned-row"

const SMALL = modelOf("zai-org/GLM-4-9B-0414").config ?? {}
const answer = (changes: Readonly<Record<string, unknown>>) => answerRow({ config: SMALL, ...changes })
const codes = (changes: Readonly<Record<string, unknown>>) => reasonCodes({ config: SMALL, ...changes })

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
    // Such a name says that the format may be another; the config beside it says which.
    ["the name of somebody's own version", { model: "somebody/GLM-4-9B-0414-for-my-shop" }],
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

  it("leaves a context beyond the model's own open: its config may have been overridden", () => {
    expect(answer({ max_model_len: 65_536 }).fits).toBeNull()
    // What does not fit, does not with an override either.
    expect(answer({ max_model_len: 65_536, gpu_memory_utilization: 0.05 }).fits).toBe(false)
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
