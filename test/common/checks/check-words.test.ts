import { describe, expect, it } from "vitest"
import { CHECKS } from "#common/data/checks"
import { checkWords as english } from "#common/data/words/checks.en"
import { checkWords as chinese } from "#common/data/words/checks.zh-CN"
import { CHECK_GROUPS, CHECK_IDS, CHECK_SAYINGS, type CheckSaying } from "#common/domain/checks/check"

const sayings = Object.keys(CHECK_SAYINGS).toSorted()
const namesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).toSorted()

describe("the table of checks", () => {
  it("has every check once, and a round of them ends within three seconds", () => {
    expect(CHECKS.map(({ id }) => id)).toEqual([...CHECK_IDS])
    expect(Math.max(...CHECKS.map(({ limitMs }) => limitMs))).toBeLessThan(3000)
  })

  it("asks the network for nothing beside a start", () => {
    expect(CHECKS.filter(({ quick, group }) => quick && group === "network")).toEqual([])
  })
})

describe("the words of checks", () => {
  it.each([
    ["English", english],
    ["Chinese", chinese],
  ])("are there for every check, group and finding and for no other, in %s", (_language, words) => {
    expect(Object.keys(words.names).toSorted()).toEqual([...CHECK_IDS].toSorted())
    expect(Object.keys(words.groups).toSorted()).toEqual([...CHECK_GROUPS].toSorted())
    expect(Object.keys(words.says).toSorted()).toEqual(sayings)
  })

  it("name the same values in both languages", () => {
    const differing = sayings.filter((saying) => {
      const key = saying as CheckSaying
      return namesIn(english.says[key]).join() !== namesIn(chinese.says[key]).join()
    })
    expect(differing).toEqual([])
  })

  it("are whole sentences in the voice of the house", () => {
    for (const sentence of Object.values(english.says)) {
      expect(sentence).toMatch(/[.]$/)
      expect(sentence).not.toMatch(/please|oops|sorry|success|!/i)
    }
    for (const sentence of Object.values(chinese.says)) {
      expect(sentence).toMatch(/。$/)
      expect(sentence).not.toMatch(/您|！|抱歉|成功/)
      expect(sentence).not.toMatch(/[一-龥][,;:!?()][一-龥]/)
    }
  })
})
