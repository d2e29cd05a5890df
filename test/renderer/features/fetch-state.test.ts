import { describe, expect, it } from "vitest"
import { entryOf, fetchState } from "../../../renderer/features/models/library/use-fetch"
import { libraryModel } from "../../fakes/scripted-glimmer/library"
import { catalogue, folder9b } from "../../fakes/scripted-glimmer/models"

const absent = catalogue[0]!

describe("where a model stands on its way to this disk", () => {
  it("cannot be started while its files are still coming, though the list of models has a folder for it", () => {
    expect(fetchState(folder9b, libraryModel({ state: "running" }))).toBe("under-way")
    expect(fetchState(folder9b, libraryModel({ state: "moving" }))).toBe("under-way")
    expect(fetchState(folder9b, libraryModel({ state: "incomplete" }))).toBe("stopped")
  })

  it("can be started once it is whole, though the list of models has not been asked again", () => {
    expect(fetchState(absent, libraryModel({ state: "complete" }))).toBe("here")
  })

  it("is taken from the list where the library does not keep it", () => {
    expect(fetchState(folder9b, null)).toBe("here")
    expect(fetchState(absent, null)).toBe("absent")
  })

  it("is found by the id that models are chosen by, not by its name on the hub", () => {
    const cached = libraryModel({ id: "zai-org/GLM-4-9B-0414", choiceId: folder9b.id })
    const view = { models: [cached], bin: [], tokens: { huggingface: "none", modelscope: "none" } } as const
    const library = { ...view, limitBytesPerSecond: null, disk: null }
    expect(entryOf(folder9b, library)).toBe(cached)
    expect(entryOf(absent, library)).toBeNull()
  })
})
