import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { RawModelConfig } from "#common/domain/model"
import { planMemory } from "#common/domain/plan/plan"
import { cards, inputOf, modelOf } from "./machines"

/**
 * Models built by vLLM 0.26.0 itself without weights, for one rank of a group (compute capability 9.0): what its
 * parameters and buffers take in PyTorch's allocator, and a token in the layers that keep every token.
 */
type Rank = readonly [
  id: string,
  tensorParallel: number,
  pipelineParallel: number,
  stage: number,
  cacheType: string,
  drafts: boolean,
  bytes: number,
  bytesPerToken: number | null,
]

const { configs, ranks } = JSON.parse(
  readFileSync(new URL("../../fixtures/plan/ranks-vllm-0.26.json", import.meta.url), "utf8"),
) as { readonly configs: Readonly<Record<string, RawModelConfig>>; readonly ranks: readonly Rank[] }

function planOf([id, tensorParallel, pipelineParallel, , kvCacheType, drafts]: Rank) {
  const gpus = cards("NVIDIA H100 80GB HBM3", tensorParallel * pipelineParallel)
  const base = inputOf("zai-org/GLM-4-9B-0414", gpus, { tensorParallel, pipelineParallel, kvCacheType })
  const wishes = { ...base.wishes, maxModelLen: 4096, draftTokens: drafts ? 1 : 0 }
  const config = configs[id] ?? modelOf(id).config ?? {}
  return planMemory({ ...base, config, stored: null, vllmVersion: "0.26.0", wishes })
}

describe.each([...new Set(ranks.map(([id]) => id))])("%s", (id) => {
  const own = ranks.filter((rank) => rank[0] === id)

  it("takes on each rank what vLLM's own model takes", () => {
    const off = own.map((rank) => {
      const weights = planOf(rank).gpus[rank[3] * rank[1]]?.items.find(({ kind }) => kind === "weights")
      return Math.abs((weights?.bytes.likely ?? 0) / rank[6] - 1)
    })
    expect(Math.max(...off)).toBeLessThan(0.01)
  })

  it("takes for a token what vLLM's cache takes", () => {
    const told = own.filter((rank) => rank[7] !== null)
    expect(told.map((rank) => planOf(rank).cache?.bytesPerToken)).toEqual(told.map((rank) => rank[7]))
  })
})

it("is off by next to nothing over all of them", () => {
  const off = ranks
    .map((rank) => {
      const weights = planOf(rank).gpus[rank[3] * rank[1]]?.items.find(({ kind }) => kind === "weights")
      return Math.abs((weights?.bytes.likely ?? 0) / rank[6] - 1)
    })
    .toSorted((one, other) => one - other)
  expect(off[Math.floor(off.length / 2)]).toBeLessThan(0.0005)
})
