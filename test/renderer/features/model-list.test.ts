import { describe, expect, it } from "vitest"
import { withCatalogue } from "../../../renderer/features/models/all-models"
import { familiesOf } from "../../../renderer/features/models/model-families"
import { NO_FILTER, passes } from "../../../renderer/features/models/model-filter"
import { insteadOf } from "../../../renderer/features/models/instead"
import { recommendedModel, verdictForPage } from "../../../renderer/features/planner/verdict-for-page"
import { machineOf } from "../../../renderer/features/planner/plan-for-page"
import { fourUnequal, noGpu, one4090, twoH100 } from "../../fakes/scripted-glimmer/machines"
import { folder9b, selftest } from "../../fakes/scripted-glimmer/models"

const all = withCatalogue([selftest, folder9b])
const on = (report: typeof twoH100) => {
  const subject = { report, vllmVersion: null, measured: [] }
  return {
    verdictOf: (model: (typeof all)[number]) => verdictForPage({ ...subject, model }),
    machine: machineOf(subject),
  }
}

describe("models in families", () => {
  it("shows every checkpoint of the catalogue exactly once", () => {
    const known = all.filter((model) => model.kind === "catalog")
    const families = familiesOf(known, on(twoH100).verdictOf)
    const shown = families.flatMap(({ variants }) => variants.map((variant) => variant.id))
    expect(shown.toSorted()).toEqual(known.map((model) => model.id).toSorted())
    expect(new Set(shown).size).toBe(shown.length)
  })

  it("puts the format forward that runs here, and families that run before those that do not", () => {
    const { verdictOf } = on(twoH100)
    const families = familiesOf(
      all.filter((model) => model.kind === "catalog"),
      verdictOf,
    )
    const air = families.find(({ key }) => key === "zai-org/GLM-4.5-Air")
    expect(air?.best.id).toBe("zai-org/GLM-4.5-Air-FP8")
    const ranks = families.map(({ best }) =>
      ["runs-well", "tight", "less-context"].includes(verdictOf(best).kind),
    )
    expect(ranks.toSorted((one, other) => Number(other) - Number(one))).toEqual(ranks)
  })
})

describe("the verdict for a model", () => {
  it("names another format of the same model where one runs", () => {
    const { verdictOf } = on(twoH100)
    const air = all.find((model) => model.id === "zai-org/GLM-4.5-Air")!
    const verdict = verdictOf(air)
    expect(verdict.kind).toBe("another-variant")
    expect(insteadOf(verdict, all)?.id).toMatch(/GLM-4\.5-Air/)
  })

  it("names the nearest model that runs where none of that family does, on every machine with cards", () => {
    for (const report of [one4090, fourUnequal, twoH100]) {
      const { verdictOf } = on(report)
      const kimi = all.find((model) => model.id === "moonshotai/Kimi-K2.5")!
      const instead = insteadOf(verdictOf(kimi), all)
      expect(instead).not.toBeNull()
      expect(["runs-well", "less-context", "tight"]).toContain(verdictOf(instead!).kind)
    }
  })

  it("is the trial's alone without a card", () => {
    const { verdictOf, machine } = on(noGpu)
    expect(verdictOf(folder9b).kind).toBe("needs-gpu")
    expect(recommendedModel(all, verdictOf, machine)).toBe(selftest)
  })
})

describe("the one recommendation", () => {
  it("is what is here already and runs well, else one of the catalogue that does", () => {
    const { verdictOf, machine } = on(one4090)
    expect(recommendedModel(all, verdictOf, machine)).toBe(folder9b)
    const fetched = recommendedModel(withCatalogue([selftest]), verdictOf, machine)
    expect(fetched?.path).toBeNull()
    expect(verdictOf(fetched!).kind).toBe("runs-well")
  })
})

describe("the filter", () => {
  it("wants every word, and every trait that is asked for", () => {
    const { verdictOf } = on(one4090)
    const shown = (filter: Partial<typeof NO_FILTER>) =>
      all.filter((model) => passes(model, model.name, { ...NO_FILTER, ...filter }, verdictOf))
    expect(shown({})).toHaveLength(all.length)
    expect(shown({ text: "air fp8" }).map((model) => model.id)).toEqual(["zai-org/GLM-4.5-Air-FP8"])
    const seeing = shown({ images: true }).map((model) => model.id)
    expect(seeing).toContain("zai-org/GLM-4.5V")
    expect(seeing).not.toContain("zai-org/GLM-4.5-Air")
    expect(shown({ runsHere: true }).map((model) => model.id)).not.toContain("moonshotai/Kimi-K2.5")
    expect(shown({ tools: true }).every((model) => model.toolCallParser !== null)).toBe(true)
  })
})
