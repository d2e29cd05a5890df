import { describe, expect, it } from "vitest"
import { parseComputeProcesses, parseGraphicsProcesses } from "#common/domain/machine/smi-processes"
import { parseCudaVersion, parseMigDevices } from "#common/domain/machine/smi-words"
import { capture } from "../../fakes/nvidia-smi"

const MIB = 1024 * 1024

describe("processes on cards", () => {
  it("of a captured host are the one that holds memory", () => {
    expect(parseComputeProcesses(capture("h100x2-busy", "apps.csv") ?? "")).toEqual([
      { pid: 1046, gpu: "GPU-3be7cd5e-1754-dd25-3f5f-03adb8ca7e8d", name: "python", memoryBytes: 1634 * MIB },
    ])
    expect(parseComputeProcesses("")).toEqual([])
  })

  it("keep a comma in the name, and no name or memory where the driver hides it", () => {
    const [, comma] = parseComputeProcesses(capture("workstation-mixed", "apps.csv") ?? "")
    expect(comma).toMatchObject({ pid: 3391, name: "renderer, with a comma", memoryBytes: 251 * MIB })
    expect(parseComputeProcesses(capture("wsl-3070", "apps.csv") ?? "")).toMatchObject([
      { pid: 26, name: null, memoryBytes: null },
      { pid: 4824, name: "ShellExperienceHost.exe", memoryBytes: null },
      { pid: 5196, name: null, memoryBytes: null },
    ])
  })

  it("that draw come from the table, new and old, without those that only compute", () => {
    expect(parseGraphicsProcesses(capture("workstation-mixed", "smi.txt") ?? "")).toEqual([
      { pid: 2210, gpu: 0, name: "Xorg", memoryBytes: 412 * MIB },
      { pid: 2487, gpu: 0, name: "gnome-shell", memoryBytes: 188 * MIB },
      { pid: 3391, gpu: 0, name: "renderer, with a comma", memoryBytes: 251 * MIB },
      { pid: 5120, gpu: 0, name: "code --type=gpu-process", memoryBytes: 97 * MIB },
      { pid: 2210, gpu: 1, name: "Xorg", memoryBytes: 4 * MIB },
    ])
    expect(parseGraphicsProcesses(capture("driver-470", "smi.txt") ?? "")).toEqual([
      { pid: 1906, gpu: 0, name: "Xorg", memoryBytes: 144 * MIB },
      { pid: 2016, gpu: 0, name: "gnome-shell", memoryBytes: 94 * MIB },
    ])
    expect(parseGraphicsProcesses(capture("h100x2-busy", "smi.txt") ?? "")).toEqual([])
  })
})

describe("the CUDA a driver can run", () => {
  it.each([
    ["--version", capture("h100x2", "version.txt"), "13.0"],
    ["the table", capture("h200x4", "smi.txt"), "13.0"],
    ["an old table", capture("driver-470", "smi.txt"), "11.4"],
    [
      "a table of driver 610",
      "| NVIDIA-SMI 610.57.04              KMD Version: 610.57.04     CUDA UMD Version: 13.3     |",
      "13.3",
    ],
    [
      "a host without libcuda",
      "| NVIDIA-SMI 550.54.10    Driver Version: 550.54.10    CUDA Version: N/A      |",
      null,
    ],
    ["no table", "Invalid combination of input arguments.", null],
  ])("is read from %s", (_, text, version) => {
    expect(parseCudaVersion(text ?? "")).toBe(version)
  })
})

describe("parts of a card", () => {
  it("belong to the card above them", () => {
    const list = `GPU 0: NVIDIA H100 (UUID: GPU-1)\n${(capture("a100-mig", "list.txt") ?? "").replace("GPU 0:", "GPU 1:")}`
    const devices = parseMigDevices(list)
    expect(devices.get(0)).toEqual([])
    expect(devices.get(1)).toEqual([
      { profile: "3g.40gb", uuid: "MIG-0929581a-2be6-5dec-bf34-0954c6c529a6" },
      { profile: "3g.40gb", uuid: "MIG-3adbed3a-d03d-549f-a016-ba1fd7359f23" },
    ])
  })
})
