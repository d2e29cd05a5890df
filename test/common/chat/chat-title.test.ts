import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { titleFrom } from "#common/domain/chat-title"

describe("titleFrom", () => {
  it.each([
    ["What is 12+30?", "What is 12+30?"],
    ["\n\n  ## Explain **this** to me\nsecond line", "Explain this to me"],
    ["```\nconst a = 1\n```", "const a = 1"],
    ["- [ ] buy   milk", "[ ] buy milk"],
    ["你好，请用表格和代码解释一下复利", "你好，请用表格和代码解释一下复利"],
    ["   \n ---\n", ""],
    ["", ""],
  ])("%j is called %j", (text, title) => {
    expect(titleFrom(text)).toBe(title)
  })

  it("cuts a long line between words", () => {
    const title = titleFrom("the quick brown fox jumps over the lazy dog and then it does so again and again")
    expect(title).toBe("the quick brown fox jumps over the lazy dog and then it…")
  })

  it("cuts a line of a language without gaps where it must", () => {
    expect(titleFrom("复".repeat(200))).toBe(`${"复".repeat(59)}…`)
  })

  it("never cuts a character that people see as one, and never grows long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const title = titleFrom(text)
        expect([...new Intl.Segmenter().segment(title)].length).toBeLessThanOrEqual(60)
        expect(title.isWellFormed()).toBe(true)
        expect(title).not.toContain("\n")
      }),
    )
    expect(titleFrom("👩‍👩‍👧‍👦".repeat(100))).toBe(`${"👩‍👩‍👧‍👦".repeat(59)}…`)
  })
})
