import { array, assert, nat, property } from "fast-check"
import { describe, expect, it } from "vitest"
import { LineSplitter } from "#node/line-splitter"

function split(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
  const lines: string[] = []
  const splitter = new LineSplitter((line) => lines.push(line))
  for (const chunk of chunks) splitter.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk)
  splitter.end()
  return lines
}

describe("lines of a program", () => {
  it("takes every state of a progress bar as a line, and nothing for what it wipes", () => {
    expect(split("Loading\r\n\r 10% |#   |\r 55% |##  |\r\u001b[2K\r100% |####|\n\nready")).toEqual([
      "Loading",
      " 10% |#   |",
      " 55% |##  |",
      "100% |####|",
      "",
      "ready",
    ])
  })

  it("takes out colours, links and titles", () => {
    expect(
      split(
        "\u001b[32mINFO\u001b[0m \u001b]8;;http://127.0.0.1/\u001b\\link\u001b]8;;\u001b\\ \u001b]0;title\u0007done\n",
      ),
    ).toEqual(["INFO link done"])
  })

  it("gives the same lines however the bytes were cut into chunks", () => {
    const text = "模型加载 10%\r模型加载 100%\r\n\u001b[1m你好\u001b[0m 🙂\nplain\rnext\n\nend"
    const bytes = Buffer.from(text)
    const whole = split(bytes)
    expect(whole).toEqual(["模型加载 10%", "模型加载 100%", "你好 🙂", "plain", "next", "", "end"])
    assert(
      property(array(nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const chunks = places.slice(1).map((end, at) => bytes.subarray(places[at], end))
        expect(split(...chunks)).toEqual(whole)
      }),
    )
  })

  it("hands a line that never ends on in pieces", () => {
    const lines = split("x".repeat(150_000))
    expect(lines.map((line) => line.length)).toEqual([65_536, 65_536, 18_928])
  })
})
