import { describe, expect, it } from "vitest"
import { GPU_SPECS } from "#common/data/catalog/gpu-specs"
import { namedGpu } from "#common/domain/plan/gpus"
import { GIB } from "./machines"

const gib = (name: string) => (namedGpu(name, 0, null, GPU_SPECS)?.totalBytes.likely ?? 0) / GIB

describe("a card by its name", () => {
  it.each([
    // Written without the space it was no card at all.
    ["RTX3090", 23.56],
    ["NVIDIA GeForce RTX 4090", 23.58],
    ["rtx4070ti super", 15.64],
    ["Tesla T4", 14.66],
    ["NVIDIA H100 80GB HBM3", 79.17],
    ["NVIDIA H100-80G", 79.17],
    ["NVIDIA A100-SXM4-40GB", 39.44],
    ["NVIDIA RTX PRO 6000 Blackwell Workstation Edition", 94.99],
    // A size in the name that its model is not known for: it was taken for the larger one.
    ["Tesla V100-SXM2-16GB", 15.68],
    ["Tesla V100-SXM2-32GB", 31.74],
    ["RTX 3080 12GB", 11.76],
  ])("%s has %f GiB", (name, total) => {
    expect(gib(name)).toBeCloseTo(total, 1)
  })

  it.each(["", "abacus", "GPU", "9000"])("%j is none", (name) => {
    expect(namedGpu(name, 0, null, GPU_SPECS)).toBeNull()
  })
})
