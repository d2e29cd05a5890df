import { describe, expect, it } from "vitest"
import { LOG_RULES } from "#common/data/log-rules/index"
import { fixes as fixesEn } from "#common/data/words/fixes.en"
import { fixes as fixesZh } from "#common/data/words/fixes.zh-CN"
import { problems as problemsEn } from "#common/data/words/problems.en"
import { problems as problemsZh } from "#common/data/words/problems.zh-CN"
import { CAUSE_CLASSES } from "#common/domain/diagnosis/cause-classes"
import { diagnose } from "#common/domain/diagnosis/diagnosis"
import { FIX_KINDS, type FixKind } from "#common/domain/diagnosis/fix"
import { detailsOf, labelFor } from "#common/domain/diagnosis/fix-words"
import { PROBLEM_CODES } from "#common/domain/problem"
import { sentencesFor, type ProblemWords } from "#common/domain/problem-words"
import { knownFailures } from "../../scorers/diagnosis-score"

const said = (words: ProblemWords) =>
  [words.what, words.why, words.todo, words.known?.what, words.known?.why, words.known?.todo].filter(
    (sentence) => sentence !== undefined,
  )
const namesIn = (text: string | undefined) =>
  [...(text ?? "").matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)

const shape = (problems: Readonly<Record<string, ProblemWords>>) =>
  PROBLEM_CODES.map((code) => ({
    code,
    what: new Set(namesIn(problems[code]?.known?.what)),
    why: new Set(namesIn(problems[code]?.known?.why)),
    todo: new Set(namesIn(problems[code]?.known?.todo)),
    explained: problems[code]?.why !== undefined,
  }))

describe("the words of problems", () => {
  it.each([
    ["English", problemsEn],
    ["Chinese", problemsZh],
  ])("are there for every code and for no other, in %s", (_language, problems) => {
    expect(Object.keys(problems).toSorted()).toEqual([...PROBLEM_CODES].toSorted())
    const empty = Object.entries(problems).filter(
      ([, { what, todo }]) => what.length <= 4 || todo.length <= 3,
    )
    expect(empty).toEqual([])
  })

  // A sentence with a hole in it reads "?" on the screen.
  it("need no value where none may be known", () => {
    const needy = [problemsEn, problemsZh].flatMap((problems) =>
      Object.entries(problems).filter(
        ([, { what, why, todo }]) => [what, why, todo].flatMap(namesIn).length > 0,
      ),
    )
    expect(needy).toEqual([])
  })

  it("say the same in both languages, as far as their values show", () => {
    expect(shape(problemsZh)).toEqual(shape(problemsEn))
  })

  it("keep the voice of the house", () => {
    for (const sentence of Object.values(problemsEn).flatMap(said)) {
      expect(sentence).not.toMatch(/please|oops|sorry|success|!|utiliz(e|ing)\b|\bThe user\b/i)
      expect(sentence).toMatch(/[.?]$/)
    }
    for (const sentence of Object.values(problemsZh).flatMap(said)) {
      expect(sentence).not.toMatch(/您|！|抱歉|成功/)
      expect(sentence).toMatch(/[。？]$/)
      // Half-width punctuation between Chinese characters is a slip of the keyboard.
      expect(sentence).not.toMatch(/[一-龥][,;:!?()][一-龥]|[０-９Ａ-Ｚ]/)
    }
  })

  it("tell what a log really knows: values that rules give, under the names they give them", () => {
    const given = new Map<string, Set<string>>()
    for (const rule of LOG_RULES.causes) {
      const names = new Set(rule.also ?? [])
      for (const { says } of rule.signs) {
        for (const [, name] of says.join(" ").matchAll(/«(\w+)(?::\w+)?»/g))
          if (name !== undefined) names.add(name)
      }
      given.set(rule.class, names)
    }
    // Named by services and checks, which know what the log does not.
    const elsewhere =
      /^(path|name|vendor|installed|needed|computeCapability|wanted|package|holder|user|pid|heldBytes|index|process)$/
    const unheard = CAUSE_CLASSES.flatMap((code) => {
      const { known } = problemsEn[code]
      return [known?.what, known?.why, known?.todo]
        .flatMap(namesIn)
        .filter((name = "") => !elsewhere.test(name) && given.get(code)?.has(name) !== true)
        .map((name) => `${code}: ${name}`)
    })
    expect(unheard).toEqual([])
  })

  it("are exact where all values are known, and plain where one is missing", () => {
    const words = problemsEn["port-in-use"]
    expect(sentencesFor(words, { port: 8000 }).what).toBe("Another program uses port {{port}}.")
    expect(sentencesFor(words, {}).what).toBe("Another program uses the port.")
    expect(sentencesFor(problemsEn["os-unsupported"], { system: "", architecture: "arm" }).what).toBe(
      problemsEn["os-unsupported"].what,
    )
  })
})

describe("the words of fixes", () => {
  it.each([
    ["English", fixesEn],
    ["Chinese", fixesZh],
  ])("are there for every kind, in %s", (_language, words) => {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(FIX_KINDS).toSorted())
  })

  it("fit on a button, unless they are an explanation", () => {
    const buttons = (Object.keys(FIX_KINDS) as FixKind[]).filter((kind) => FIX_KINDS[kind] !== "explanation")
    expect(buttons.filter((kind) => fixesEn[kind].label.length > 48)).toEqual([])
    expect(buttons.filter((kind) => fixesZh[kind].label.length > 20)).toEqual([])
  })

  it("name the details of every fix that is really offered", () => {
    const offered = knownFailures("failures.jsonl").flatMap(({ log }) =>
      diagnose(log, LOG_RULES).flatMap((cause) => cause.fixes),
    )
    const holes = offered.flatMap((fix) => {
      const details = detailsOf(fix)
      return [fixesEn, fixesZh]
        .map((words) => labelFor(words[fix.kind], fix))
        .filter((label) => namesIn(label).some((name) => name === undefined || !(name in details)))
    })
    expect(offered.length).toBeGreaterThan(200)
    expect(holes).toEqual([])
  })
})
