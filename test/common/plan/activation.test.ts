import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { planMemory } from "#common/domain/plan/plan"
import type { PlanWishes } from "#common/domain/plan/types"
import { cards, inputOf } from "./machines"

const MIB = 1024 ** 2

/**
 * Allocator traces of vLLM 0.26.0 on an H100 (cold compile cache, 32,768 tokens of context, dummy weights): the most
 * that was alive at once in the profile run beside the weights, and the weights.
 */
interface TracedPeak {
  readonly name: string
  readonly config: Record<string, unknown>
  readonly wishes: Partial<PlanWishes>
  readonly runner: "V1" | "V2"
  readonly peakMiB: number
  readonly weightsMiB: number
}

const TRACES = JSON.parse(
  readFileSync(new URL("../../fixtures/plan/peaks-h100.json", import.meta.url), "utf8"),
) as readonly TracedPeak[]

describe("the working memory of a start", () => {
  it.each(TRACES.map((trace) => [trace.name, trace] as const))("%s", (_, trace) => {
    const base = inputOf("zai-org/GLM-4-9B-0414", cards("NVIDIA H100 80GB HBM3", 1))
    const plan = planMemory({
      ...base,
      config: trace.config,
      stored: null,
      vllmVersion: "0.26.0",
      runner: trace.runner,
      wishes: { ...base.wishes, maxModelLen: 32_768, ...trace.wishes },
    })
    const peak = plan.gpus[0]?.items.find((item) => item.kind === "working")?.bytes
    expect(Math.abs((peak?.likely ?? 0) / MIB / trace.peakMiB - 1)).toBeLessThan(0.03)
    expect((peak?.low ?? 0) / MIB).toBeLessThanOrEqual(trace.peakMiB)
    expect((peak?.high ?? 0) / MIB).toBeGreaterThanOrEqual(trace.peakMiB)
    // Few layers: a constant of some 60 MiB beside the tensors weighs more here than in a whole model.
    expect(Math.abs((plan.weightsPerGpuBytes?.likely ?? 0) / MIB - trace.weightsMiB)).toBeLessThan(80)
  })
})
