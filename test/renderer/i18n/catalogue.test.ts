import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { english } from "../../../renderer/i18n/en"
import { chinese } from "../../../renderer/i18n/zh-CN"

const RENDERER = join(import.meta.dirname, "../../../renderer")

/** Every file of the page outside the catalogues. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /i18n\/(en|zh-CN)$/.test(path) ? [] : sources(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const CODE = sources(RENDERER).map((path) => readFileSync(path, "utf8"))

/** What stands in quotes and may be a key, and in templates that begin like one: `t("a.b")`, `t(`a.${x}.b`)`. */
const PLAIN = new Set(CODE.flatMap((code) => matches(code, /["'](?:\w+:)?([\w.-]+)["']/g)))
const PATTERNS = CODE.flatMap((code) => matches(code, /`(?:\w+:)?([a-z]\w*[.\w-]*\.\$\{[^`]*)`/g)).map(
  (template) =>
    new RegExp(
      `^${template
        .replaceAll(/\$\{[^}]*\}/g, " ")
        .replaceAll(".", String.raw`\.`)
        .replaceAll(" ", ".+")}$`,
    ),
)

function matches(code: string, pattern: RegExp): readonly string[] {
  return Array.from(code.matchAll(pattern), ([, text = ""]) => text)
}

function valuesOf(text: string): Set<string | undefined> {
  return new Set(Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name))
}

function leaves(words: object, path = ""): readonly (readonly [key: string, text: string])[] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) => {
    const key = path === "" ? name : `${path}.${name}`
    return typeof value === "string" ? [[key, value] as const] : leaves(value as object, key)
  })
}

describe("the words of the page", () => {
  // A text nobody shows is a text nobody keeps true; the compiler sees only the missing ones.
  it.each(Object.entries(english))("%s: every key is used somewhere", (_namespace, words) => {
    const unused = leaves(words)
      .map(([key]) => key.replace(/_(one|other)$/, ""))
      .filter((key) => !PLAIN.has(key) && !PATTERNS.some((pattern) => pattern.test(key)))
    expect(unused).toEqual([])
  })

  it.each(Object.entries(chinese))(
    "%s in Chinese: full-width punctuation, and none of it doubled by a space",
    (_, words) => {
      const faults = leaves(words).filter(
        ([, text]) =>
          // A half-width comma, colon or bracket between Chinese characters.
          /[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/.test(text) ||
          /[，。；：？！）] |\s[，。；：？！（]/.test(text),
      )
      expect(faults).toEqual([])
    },
  )

  it.each(Object.entries(chinese))("%s in Chinese: addresses nobody as 您", (_, words) => {
    expect(leaves(words).filter(([, text]) => text.includes("您"))).toEqual([])
  })

  it.each(Object.entries(english))("%s in English: no please, no oops, no shouting", (_, words) => {
    expect(
      leaves(words).filter(([, text]) => /\b(please|oops|successfully)\b/i.test(text) || text.includes("!")),
    ).toEqual([])
  })

  it.each(Object.entries(english))("%s: both languages fill in the same values", (namespace, words) => {
    const other = new Map(leaves(chinese[namespace as keyof typeof chinese]))
    const faults = leaves(words).filter(([key, text]) => {
      const translated = other.get(key)
      if (translated === undefined) return false
      const [here, there] = [valuesOf(text), valuesOf(translated)]
      // A language may leave the count out of a sentence; no other value may be lost or made up.
      for (const set of [here, there]) set.delete("count")
      return here.size !== there.size || [...here].some((name) => !there.has(name))
    })
    expect(faults.map(([key]) => key)).toEqual([])
  })
})
