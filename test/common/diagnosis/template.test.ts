import { describe, expect, it } from "vitest"
import { compileTemplate } from "#common/domain/diagnosis/template"

const phrases = { full: ["No space left on device", "设备上没有空间"] }
const match = (source: string, text: string) => compileTemplate(source, phrases).match(text)

describe("a pattern", () => {
  it.each([
    [
      "free («freeBytes:gib»/«totalBytes:gib» GiB)",
      "Free (1.5/4 GiB)",
      { freeBytes: 1.5 * 2 ** 30, totalBytes: 2 ** 32 },
    ],
    ["tried to allocate «bytes:size».", "Tried to allocate 112.00 MiB. GPU 0", { bytes: 112 * 2 ** 20 }],
    ["tried to allocate «bytes:size»", "tried to allocate 3221225472 bytes", { bytes: 3_221_225_472 }],
    ["cache size: «tokens:int» tokens", "GPU KV cache size: 1,409,968 tokens", { tokens: 1_409_968 }],
    ["no parser '«name»'", 'No parser "glm999" here', { name: "glm999" }],
    ["«@full»: '«path»'", "[Errno 28] 设备上没有空间: '/tmp/x'", { path: "/tmp/x" }],
    ["kinds ['«name»'…'«=name»'", "kinds ['Glm4'] of ['Glm', 'Glm4']", { name: "Glm4" }],
    ["^killed$", "Killed", {}],
    ["done ‹b|c|›d", "done cd", {}],
  ])("%s reads %s", (source, text, values) => {
    expect(match(source, text)).toEqual(values)
  })

  it.each([
    // The compiler cc is not nvcc, and a killed worker is not the word alone.
    ["cc: not found", "/bin/sh: nvcc: not found"],
    ["^killed$", "Killed local worker processes"],
    ["kinds ['«name»'…'«=name»'", "kinds ['Glm9'] of ['Glm', 'Glm4']"],
  ])("%s does not read %s", (source, text) => {
    expect(match(source, text)).toBeNull()
  })

  it("without a text to look for is refused when it is compiled, not when a log comes", () => {
    expect(() => compileTemplate("«a»…«b»", phrases)).toThrow(/no text to look for/)
    expect(() => compileTemplate("left «n:furlongs» to go", phrases)).toThrow(/Unknown kind/)
    expect(() => compileTemplate("«@empty» and more", phrases)).toThrow(/Unknown phrase/)
  })

  it("is looked for by its longest text, in whatever case", () => {
    expect(compileTemplate("a «n:int» of …Maximum Length", phrases).anchors).toEqual(["maximum length"])
    expect(compileTemplate("‹no space|设备上没有空间›…", phrases).anchors).toEqual([
      "no space",
      "设备上没有空间",
    ])
  })

  it("takes its time only once, on a line of a megabyte", () => {
    const line = `Reasons: ${"x".repeat(1_000_000)} not supported`
    const started = performance.now()
    match("Reasons…‹sparse|dense›…not supported", line)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
