import { describe, expect, it } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { memoryForStart } from "#common/domain/machine/memory-for-start"
import { gpuCard, gpuProcess } from "../../fakes/gpu-card"

const MIB = 2 ** 20
const settings = { ...defaultLaunchSettings(), gpuMemoryUtilization: 0.6 }

/** As nvidia-smi told of an H200 on which a program held 126 GiB; vLLM then saw 12.77 of 139.80 GiB free. */
const held = gpuCard({
  uuid: "GPU-held",
  name: "NVIDIA H200",
  memoryTotalBytes: 143_771 * MIB,
  memoryReservedBytes: 616 * MIB,
  memoryUsedBytes: 129_551 * MIB,
  memoryFreeBytes: 13_604 * MIB,
  processes: [gpuProcess({ pid: 3391, name: "python3", user: "root", memoryBytes: 129_542 * MIB })],
})
const free = gpuCard({ uuid: "GPU-free", index: 1 })

describe("memory for a start", () => {
  it("names who holds what the start would need, with the figures vLLM refuses it by", () => {
    const problem = memoryForStart([held], settings)
    expect(problem?.code).toBe("gpu-memory-busy")
    expect(problem?.values).toMatchObject({ index: 0, pid: 3391, holder: "python3", user: "root" })
    expect(problem?.evidence).toBe("GPU 0: 13.29 of 139.80 GiB free < 0.6 × 139.80 GiB")
  })

  it("looks at the chosen cards alone, and without a choice at as many as are used", () => {
    expect(memoryForStart([held, free], { ...settings, gpuUuids: ["GPU-free"] })).toBeNull()
    expect(memoryForStart([free, held], settings)).toBeNull()
    expect(memoryForStart([free, held], { ...settings, tensorParallelSize: 2 })?.values["index"]).toBe(0)
  })

  it("refuses nothing that vLLM would take: a share that is free, to the byte", () => {
    const card = gpuCard({ memoryFreeBytes: gpuCard().memoryTotalBytes * 0.6 })
    expect(memoryForStart([card], settings)).toBeNull()
    expect(memoryForStart([{ ...card, memoryFreeBytes: card.memoryFreeBytes - 1 }], settings)).not.toBeNull()
  })

  it("leaves it to the engine where the driver does not tell what is its own, or has no memory to tell of", () => {
    expect(memoryForStart([{ ...held, memoryReservedBytes: null }], settings)).toBeNull()
    expect(memoryForStart([{ ...held, memoryTotalBytes: 0, memoryFreeBytes: 0 }], settings)).toBeNull()
  })
})
