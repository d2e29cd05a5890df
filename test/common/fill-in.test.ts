import { describe, expect, it } from "vitest"
import { fillIn, type ValueFormats } from "#common/domain/fill-in"

const formats: ValueFormats = {
  bytes: (bytes) => `${bytes} B`,
  duration: (ms) => `${ms} ms`,
  percent: (share) => `${share * 100} %`,
  number: (value, digits = 0) => `#${value.toFixed(digits)}`,
  name: (name) => name.toUpperCase(),
}

describe("words with values", () => {
  it.each([
    // A figure read as the wrong kind is a false statement: 8000 as "#8,000" is no port, 0.9 as "1" no share.
    ["freeBytes", 12, "12 B"],
    ["bytes", -12, "12 B"],
    ["tookMs", 40, "40 ms"],
    ["items", 4, "#4"],
    ["utilization", 0.9, "90 %"],
    ["utilization", 1.5, "#1.5"],
    ["port", 8000, "8000"],
    ["gpu", 0, "0"],
    ["chats", 3, "#3"],
    ["ratio", 2.5, "#2.5"],
    ["model", "glm-4", "GLM-4"],
  ])("%s %s is %s", (name, value, text) => {
    expect(fillIn(`{{${name}}}`, { [name]: value }, formats)).toBe(text)
  })

  it("admit what is not known instead of leaving a hole", () => {
    expect(fillIn("GPU {{gpu}} of {{user}}", { gpu: 1 }, formats)).toBe("GPU 1 of ?")
  })

  it("take what a value contains as text, not as a further place to fill", () => {
    expect(fillIn("{{a}}", { a: "{{B}} $1 $&", B: 1 }, formats)).toBe("{{B}} $1 $&")
  })
})
