import { describe, expect, it } from "vitest"
import { makeProblem } from "#common/domain/problem"
import { busyCards, plainFindings } from "../../../renderer/features/setup/machine/machine-notices"
import { twoH100 } from "../../fakes/scripted-glimmer/machines"

const GIB = 1024 ** 3
const [first, second] = twoH100.gpus
const holder = { pid: 4121, name: "python3", user: "li", memoryBytes: 21 * GIB, own: false }
const finding = (index: number) => ({
  level: "warning" as const,
  problem: makeProblem("gpu-memory-busy", { index, name: "H100", heldBytes: 30 * GIB, totalBytes: 80 * GIB }),
})

describe("what the machine page says once", () => {
  it("names a busy card once, with its holder, though finding and process both tell of it", () => {
    const report = { ...twoH100, gpus: [{ ...first!, processes: [holder] }, second!], findings: [finding(0)] }
    expect(busyCards(report)).toEqual([{ gpu: report.gpus[0], heldBytes: 21 * GIB, holder }])
    expect(plainFindings(report)).toEqual([])
  })

  it("names two busy cards apart, also where the driver hides who holds them", () => {
    const report = { ...twoH100, findings: [finding(0), finding(1)] }
    expect(busyCards(report).map(({ gpu, heldBytes, holder: who }) => [gpu.index, heldBytes, who])).toEqual([
      [0, 30 * GIB, null],
      [1, 30 * GIB, null],
    ])
  })

  it("says nothing of our own engine and of a desktop's little memory", () => {
    const own = { ...holder, own: true }
    const desktop = { ...holder, memoryBytes: GIB }
    const gpus = [{ ...first!, processes: [own, desktop] }]
    expect(busyCards({ ...twoH100, gpus, findings: [] })).toEqual([])
  })

  it("leaves a vLLM of the person's own to its notice, and keeps everything else", () => {
    const foreign = {
      level: "note" as const,
      problem: makeProblem("foreign-vllm", { version: "0.9.0", python: "x" }),
    }
    const disk = { level: "warning" as const, problem: makeProblem("disk-too-small") }
    expect(plainFindings({ ...twoH100, findings: [disk, foreign, finding(0)] })).toEqual([disk])
  })
})
