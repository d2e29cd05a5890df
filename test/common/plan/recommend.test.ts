import { describe, expect, it } from "vitest"
import { CATALOG } from "#common/data/catalog/index"
import { recommendModel, verdictFor } from "#common/domain/plan/recommend"
import { cards, codes, linked, machine, modelOf, SMALL } from "./machines"

describe("choosing a model", () => {
  it("has a verdict and, where it does not fit, the nearest thing that does", () => {
    const small = machine(cards("RTX 4090", 1))
    expect(verdictFor(modelOf(SMALL), small, CATALOG).kind).toBe("runs-well")
    const air = verdictFor(modelOf("zai-org/GLM-4.5-Air"), small, CATALOG)
    expect(air.kind).toBe("does-not-fit")
    expect(air.insteadId).not.toBeNull()
    const two = machine(cards("NVIDIA H100 80GB HBM3", 2), linked(2, "NVLINK"))
    expect(verdictFor(modelOf("zai-org/GLM-4.5-Air"), two, CATALOG)).toMatchObject({
      kind: "another-variant",
      insteadId: "zai-org/GLM-4.5-Air-FP8",
    })
  })

  it.each([
    ["RTX 4090", 1],
    ["NVIDIA H100 80GB HBM3", 1],
    ["NVIDIA H100 80GB HBM3", 2],
    ["NVIDIA H200", 4],
  ])("recommends one for %s × %i that surely runs", (name, count) => {
    const found = recommendModel(CATALOG, machine(cards(name, count), linked(count, "NVLINK")))
    expect(found?.verdict.plan?.fits).toBe(true)
    expect(found?.verdict.plan?.tight).toBe(false)
    expect(found?.verdict.chats).toBeGreaterThanOrEqual(1)
  })

  it("offers something without tools where nothing larger runs", () => {
    const found = recommendModel(CATALOG, machine(cards("RTX 3060", 1)))
    expect(found?.model.id).toBe("zai-org/glm-edge-1.5b-chat")
  })

  it("judges the whole catalogue while a page opens", () => {
    const four = machine(cards("RTX 4090", 4), linked(4, "PIX"))
    const began = performance.now()
    const verdicts = CATALOG.map((model) => verdictFor(model, four, CATALOG))
    expect(performance.now() - began).toBeLessThan(1500)
    expect(new Set(verdicts.map((verdict) => verdict.kind)).size).toBeGreaterThan(2)
  })

  it("refuses an engine that is too old", () => {
    const old = { ...machine(cards("NVIDIA H200", 8)), vllmVersion: "0.20.0" }
    expect(codes(verdictFor(modelOf("zai-org/GLM-5.3"), old, CATALOG).reasons)).toEqual(["version-too-old"])
  })
})
