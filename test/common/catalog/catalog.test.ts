import { describe, expect, it } from "vitest"
import { catalogFileSchema } from "#common/contract/catalog"
import { CATALOG } from "#common/data/catalog/index"
import { KNOWN_CONFIGS } from "#common/data/catalog/known-configs"
import type { CatalogModel } from "#common/domain/model"
import { cutRefusals } from "#common/domain/plan/divisibility"
import { findModel } from "#common/domain/plan/find-model"
import { readModelShape } from "#common/domain/plan/shape/read"
import { storedBytes, storedVisionBytes } from "#common/domain/plan/weights/per-gpu"

const GIB = 1024 ** 3
const WITH_CONFIG = CATALOG.filter((model) => model.config !== null)

function shapeOf(model: CatalogModel) {
  const { shape } = readModelShape(model.config ?? {})
  if (shape === null) throw new Error(`${model.id}: config not readable`)
  return shape
}

function find(name: string) {
  return findModel(name, CATALOG, KNOWN_CONFIGS)
}

describe("catalogue", () => {
  it("is readable by the schema that newer catalogues must meet", () => {
    const read = catalogFileSchema.safeParse({ version: 1, models: CATALOG })
    expect(read.error?.issues ?? []).toEqual([])
  })

  it("holds every model once, and every family by the id of its head", () => {
    expect(CATALOG).toHaveLength(55)
    expect(new Set(CATALOG.map((model) => model.id)).size).toBe(55)
    const heads = new Set(CATALOG.map((model) => model.id))
    expect(CATALOG.filter((model) => !heads.has(model.family)).map((model) => model.family)).toEqual([])
  })

  it.each(WITH_CONFIG.map((model) => [model.id, model] as const))("%s: config is complete", (_, model) => {
    const { shape, reasons } = readModelShape(model.config ?? {})
    expect(shape).not.toBeNull()
    expect(reasons.filter((reason) => reason.code === "config-incomplete")).toEqual([])
    expect(cutRefusals(shapeOf(model), 1, false)).toEqual([])
  })

  it.each(WITH_CONFIG.filter((model) => model.weights !== null).map((model) => [model.id, model] as const))(
    "%s: bytes agree with the shape",
    (_, model) => {
      const shape = shapeOf(model)
      // The tables a draft layer may bring along, and the tower that sees, are not in the arithmetic.
      const tables = 4 * shape.vocabSize * shape.hiddenSize
      const vision = storedVisionBytes(shape).high
      const least = storedBytes(shape, false).low
      const most = storedBytes(shape, true).high + tables + vision
      expect(model.weights?.bytes ?? 0).toBeGreaterThan(0.93 * least)
      expect(model.weights?.bytes ?? 0).toBeLessThan(1.07 * most)
    },
  )

  it("counts the published parameters of checkpoints whose number is known", () => {
    // Tensor totals of the published files: GLM-4-9B by its config, GLM-5.1 by its checkpoint dump.
    const known = {
      "zai-org/glm-4-9b-chat": 9_399_951_360,
      "zai-org/GLM-5.1": 753_864_139_008,
      "zai-org/GLM-4.5V": 107_710_933_120,
    }
    for (const [id, parameters] of Object.entries(known)) {
      const shape = shapeOf(CATALOG.find((one) => one.id === id)!)
      const counted = (storedBytes(shape, true).likely + storedVisionBytes(shape).likely) / 2
      expect(Math.abs(counted / parameters - 1)).toBeLessThan(0.001)
    }
  })

  it("gives a parser to every model that promises tools", () => {
    const promised = CATALOG.filter((model) => model.goodAt.includes("tools"))
    expect(promised.filter((model) => model.toolCallParser === null)).toEqual([])
    // The format of GLM-4's own calls is read by the parser of ours alone.
    for (const id of ["zai-org/GLM-4-9B-0414", "zai-org/GLM-Z1-32B-0414", "zai-org/glm-4-9b-chat-hf"]) {
      expect(CATALOG.find((model) => model.id === id)?.toolCallParser).toBe("glm4_0414")
    }
  })

  it("flags licences with conditions of their own", () => {
    const classes = Object.fromEntries(CATALOG.map((model) => [model.id, model.license.class]))
    expect(classes["zai-org/glm-4-9b-chat"]).toBe("custom")
    expect(classes["zai-org/GLM-5.3"]).toBe("custom")
    expect(classes["zai-org/GLM-4.5-Air"]).toBe("permissive")
  })

  it("is found by ids, aliases and the names of conversions", () => {
    expect(find("THUDM/glm-4-9b-chat")?.toolCallParser).toBe("glm4_0414")
    expect(find("somebody/GLM-5.1-NVFP4-MTP")?.quantizationHint).toBe("NVFP4")
    expect(find("GLM-4-9B-0414")?.quantizationHint).toBeNull()
    expect(find("nobody/Unheard-Of-7B")).toBeNull()
    expect((find("zai-org/GLM-4.7-Flash")?.storedBytes ?? 0) / GIB).toBeCloseTo(58.15, 1)
  })
})
