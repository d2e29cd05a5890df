import { describe, expect, it } from "vitest"
import { MACHINE_NEEDS } from "#common/data/machine-needs"
import { findingsOf } from "#common/domain/machine/findings"
import type { MachineFacts } from "#common/domain/machine/machine-facts"
import { makeProblem } from "#common/domain/problem"
import { gpuCard as card, gpuProcess as process } from "../../fakes/gpu-card"

const GIB = 2 ** 30

function machine(change: Partial<MachineFacts> = {}): MachineFacts {
  return {
    gpus: [card()],
    otherGpus: [],
    driverVersion: "580.95.05",
    memory: { totalBytes: 64 * GIB, availableBytes: 60 * GIB },
    disk: { path: "/home/user/glimmer", totalBytes: 1000 * GIB, freeBytes: 500 * GIB },
    os: {
      platform: "linux",
      name: "Ubuntu",
      release: "24.04",
      kernel: "6.8.0",
      architecture: "x64",
      wsl: false,
      glibc: "2.39",
    },
    foreignEngines: [],
    troubledGpus: [],
    sharedMemoryGpus: [],
    smiProblem: null,
    nvidiaCards: ["GeForce RTX 4090"],
    kernelDriver: true,
    container: false,
    ...change,
  }
}

const without: Partial<MachineFacts> = {
  gpus: [],
  driverVersion: null,
  smiProblem: makeProblem("no-gpu-driver"),
  nvidiaCards: [],
  kernelDriver: false,
}

/** `level code` of each finding, in order. */
function found(change: Partial<MachineFacts>): readonly string[] {
  return findingsOf(machine(change), MACHINE_NEEDS).map(({ level, problem }) => `${level} ${problem.code}`)
}

describe("a good machine", () => {
  it("has nothing to be said about", () => {
    expect(found({})).toEqual([])
    expect(found({ gpus: [card({ memoryUsedBytes: 2 * GIB })] })).toEqual([])
  })
})

describe("a machine without a usable card", () => {
  it.each([
    ["has none", {}, ["warning no-gpu"]],
    ["has one without a driver", { nvidiaCards: ["GeForce RTX 4090"] }, ["error no-gpu-driver"]],
    ["has the driver but not its tool", { kernelDriver: true }, ["error no-gpu-driver"]],
    [
      "is a container without the card",
      { container: true, kernelDriver: true, nvidiaCards: ["H100"] },
      ["error gpu-not-in-container"],
    ],
    [
      "is a container that lost the card",
      {
        container: true,
        smiProblem: makeProblem("driver-broken", {}, "Failed to initialize NVML: Unknown Error"),
      },
      ["error gpu-not-in-container"],
    ],
    [
      "is a container on a host with a mismatch",
      { container: true, smiProblem: makeProblem("nvml-mismatch", {}, "Failed to initialize NVML: …") },
      ["error nvml-mismatch"],
    ],
    ["hangs", { smiProblem: makeProblem("smi-timeout", { seconds: 10 }) }, ["error smi-timeout"]],
    ["runs under WSL without a driver", { os: { ...machine().os, wsl: true } }, ["warning wsl-gpu-missing"]],
    [
      "has a card of another maker",
      { otherGpus: [{ vendor: "AMD", name: "Radeon RX 7900 XTX" }] },
      ["warning gpu-vendor-unsupported"],
    ],
    [
      "has both, and no driver",
      { otherGpus: [{ vendor: "Intel", name: "UHD 770" }], nvidiaCards: ["GeForce RTX 3060"] },
      ["error no-gpu-driver", "warning gpu-vendor-unsupported"],
    ],
    [
      "has only a lost card",
      {
        troubledGpus: [
          { index: null, name: "0000:0B:00.0", absence: "needs-reset", evidence: "GPU is lost" },
        ],
      },
      ["error gpu-needs-reset"],
    ],
  ] as const)("which %s is told so", (_, change, expected) => {
    expect(found({ ...without, ...change })).toEqual(expected)
  })

  it("is not told about an integrated card where a real one works", () => {
    expect(found({ otherGpus: [{ vendor: "Intel", name: "UHD 770" }] })).toEqual([])
  })
})

describe("drivers", () => {
  it.each([
    ["580.65.06", []],
    ["610.57.04", []],
    ["575.64.03", ["warning driver-limits-cuda"]],
    ["525.60.13", ["warning driver-limits-cuda"]],
    ["524.99.00", ["error driver-too-old"]],
    ["470.256.02", ["error driver-too-old"]],
  ])("%s", (driverVersion, expected) => {
    expect(found({ driverVersion })).toEqual(expected)
  })

  it("are told with what is installed, needed and possible", () => {
    const [limited] = findingsOf(machine({ driverVersion: "570.133.07" }), MACHINE_NEEDS)
    expect(limited?.problem.values).toEqual({ installed: "570.133.07", needed: "580", cuda: "12.9" })
    const [old] = findingsOf(machine({ driverVersion: "470.256.02" }), MACHINE_NEEDS)
    expect(old?.problem.values).toEqual({ installed: "470.256.02", needed: "580" })
  })
})

describe("cards", () => {
  const old = card({ index: 1, name: "NVIDIA GeForce GTX 1080", computeCapability: 6.1 })

  it("too old block only where there is no other", () => {
    expect(found({ gpus: [old] })).toEqual(["error gpu-too-old"])
    expect(found({ gpus: [card(), old] })).toEqual(["warning gpu-too-old"])
    // An old driver does not tell the capability: such a card is not called too old.
    expect(found({ gpus: [card({ computeCapability: null }), old] })).toEqual(["warning gpu-too-old"])
    expect(found({ gpus: [card({ computeCapability: 7.5 })] })).toEqual(["warning bf16-unsupported-gpu"])
  })

  it("held by others are told with the one that holds most", () => {
    const busy = card({
      memoryUsedBytes: 15 * GIB,
      processes: [
        process({ pid: 7, memoryBytes: 1 * GIB, name: "Xorg" }),
        process({ pid: 8, memoryBytes: 5 * GIB }),
        process({ pid: 9, memoryBytes: 9 * GIB, own: true }),
      ],
    })
    const [finding] = findingsOf(machine({ gpus: [busy] }), MACHINE_NEEDS)
    expect(finding).toEqual({
      level: "warning",
      problem: makeProblem("gpu-memory-busy", {
        index: 0,
        name: busy.name,
        heldBytes: 6 * GIB,
        totalBytes: 24 * GIB,
        holder: "python",
        user: "li",
        pid: 8,
      }),
    })
    const own = card({
      memoryUsedBytes: 20 * GIB,
      processes: [process({ memoryBytes: 20 * GIB, own: true })],
    })
    expect(found({ gpus: [own] })).toEqual([])
    const unknown = card({
      memoryUsedBytes: 20 * GIB,
      processes: [process({ memoryBytes: null, own: true })],
    })
    expect(found({ gpus: [unknown] })).toEqual([])
    const hidden = card({ memoryUsedBytes: 20 * GIB })
    expect(found({ gpus: [hidden] })).toEqual(["warning gpu-memory-busy"])
  })

  it("that are split, drive a monitor, use main memory or are lost each have a word", () => {
    const gpus = [
      card({ displayActive: true }),
      card({ index: 1, migEnabled: true, migDevices: [{ uuid: "MIG-1", profile: "3g.40gb" }] }),
      card({ index: 2 }),
    ]
    const troubledGpus = [{ index: 3, name: "NVIDIA H100", absence: "needs-reset", evidence: "…" }] as const
    expect(found({ gpus, troubledGpus, sharedMemoryGpus: [2] })).toEqual([
      "warning gpu-split",
      "warning gpu-needs-reset",
      "note gpu-drives-display",
      "note gpu-memory-shared",
    ])
  })
})

describe("the rest of the machine", () => {
  it("is told when it is too small or of a kind nothing is built for", () => {
    const { disk, memory, os } = machine()
    expect(found({ disk: { ...disk, freeBytes: 17e9 } })).toEqual(["warning disk-too-small"])
    // The CPU trial needs less room.
    expect(found({ ...without, disk: { ...disk, freeBytes: 17e9 } })).toEqual(["warning no-gpu"])
    expect(found({ memory: { ...memory, totalBytes: 7e9 } })).toEqual(["warning memory-too-small"])
    expect(found({ os: { ...os, glibc: "2.27" } })).toEqual(["error os-unsupported"])
    expect(found({ os: { ...os, glibc: null } })).toEqual([])
    expect(found({ os: { ...os, platform: "darwin" } })).toEqual(["error os-unsupported"])
    expect(found({ os: { ...os, architecture: "arm" } })).toEqual(["error os-unsupported"])
  })

  it("names other vLLMs, and the one release with a fault by its fault", () => {
    const foreignEngines = [
      { python: "/home/user/a/bin/python", version: "0.8.4" },
      { python: "/home/user/b/bin/python", version: "0.11.0" },
    ]
    const findings = findingsOf(machine({ foreignEngines }), MACHINE_NEEDS)
    expect(findings.map(({ level, problem }) => [level, problem.code, problem.values["version"]])).toEqual([
      ["note", "glm4-linear-tuple", "0.8.4"],
      ["note", "foreign-vllm", "0.11.0"],
    ])
  })
})
