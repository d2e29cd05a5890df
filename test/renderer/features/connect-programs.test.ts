import { execFileSync } from "node:child_process"
import { describe, expect, it } from "vitest"
import { addressFor, PROGRAMS } from "../../../renderer/features/connect/programs"

// A name can be a folder's, with whatever a person wrote there.
const details = { baseUrl: "http://127.0.0.1:8410/v1", key: "k-1_A", modelName: `it's: "my" GLM` }

function codeOf(id: string): string {
  const program = PROGRAMS.find((one) => one.id === id)
  if (program?.kind !== "code") throw new Error(`${id} has no code`)
  return program.code(details)
}

describe("what other programs are told", () => {
  it("is one shell command whose request is the JSON that was meant, whatever the model is called", () => {
    const shown = codeOf("curl").replace(/^curl/, "printf '%s\\n'")
    const words = execFileSync("sh", ["-c", shown], { encoding: "utf8" }).trimEnd().split("\n")
    expect(words[0]).toBe("http://127.0.0.1:8410/v1/chat/completions")
    expect(words).toContain("Authorization: Bearer k-1_A")
    expect(JSON.parse(words.at(-1) ?? "")).toEqual({
      model: details.modelName,
      messages: [{ role: "user", content: "Hello" }],
    })
  })

  it("quotes every value in Python and YAML", () => {
    const name = JSON.stringify(details.modelName)
    expect(codeOf("python")).toContain(`model=${name},`)
    expect(codeOf("continue")).toContain(`model: ${name}\n`)
    expect(codeOf("continue")).toContain(`apiKey: "k-1_A"`)
  })

  it("leaves /v1 to the programs that add it", () => {
    expect(addressFor(details.baseUrl, "root")).toBe("http://127.0.0.1:8410")
    expect(addressFor(details.baseUrl, "base")).toBe(details.baseUrl)
  })
})
