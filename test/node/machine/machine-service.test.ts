import { describe, expect, it } from "vitest"
import { createMachineService } from "#node/services/machine/machine-service"
import { capturedRows, smiOf } from "../../fakes/nvidia-smi"
import { fakeSystem } from "../../fakes/ports"
import { runResult } from "../../fakes/processes"
import { machineOf, questions } from "./host"

const MIB = 1024 * 1024

describe("the report of a captured host", () => {
  it.each(["h100x1", "h100x2", "h200x2", "h200x4"])("%s equals what nvidia-smi says", async (host) => {
    const { service } = await machineOf(host)
    const report = await service.report(true)
    const rows = capturedRows(host)
    expect(report.gpus.map(({ processes, ...gpu }) => ({ ...gpu, processes: processes.length }))).toEqual(
      rows.map((row) => ({
        index: Number(row["index"]),
        uuid: row["uuid"],
        name: row["name"],
        pciBusId: row["pci.bus_id"],
        memoryTotalBytes: Number(row["memory.total"]) * MIB,
        memoryReservedBytes: Number(row["memory.reserved"]) * MIB,
        memoryUsedBytes: Number(row["memory.used"]) * MIB,
        memoryFreeBytes: Number(row["memory.free"]) * MIB,
        computeCapability: 9,
        utilizationPercent: 0,
        temperatureCelsius: Number(row["temperature.gpu"]),
        powerDrawWatts: Number(row["power.draw"]),
        powerLimitWatts: 700,
        displayActive: false,
        migEnabled: false,
        persistenceMode: true,
        processes: 0,
      })),
    )
    expect(report).toMatchObject({ driverVersion: "580.159.04", cudaVersion: "13.0", findings: [] })
    const pairs = (rows.length * (rows.length - 1)) / 2
    expect(report.topology?.links).toHaveLength(pairs)
    expect(report.topology?.links.every((link) => link.kind === "NVLINK" && link.nvlinks === 18)).toBe(true)
    expect(report.topology?.numaNodes).toEqual(rows.map(() => 0))
    expect(report.os).toMatchObject({ name: "Ubuntu", glibc: "2.39", wsl: false })
    expect(report.cpu.threads).toBe(32)
  })

  it("names who holds memory: the driver's name, the system's user, and whether it is ours", async () => {
    const { service, processes } = await machineOf("h100x2-busy")
    processes.live({ pid: 1046, user: "li", name: "pt_main_thread" })
    expect((await service.report(true)).gpus[0]?.processes).toEqual([
      { pid: 1046, name: "python", user: "li", memoryBytes: 1634 * MIB, own: false },
    ])
    // The same pid, another process: what was known of the first must not stick to it.
    processes.live({ pid: 1046, user: "user", startTicks: 77 }, { GLIMMER_RUN_ID: "run-1" })
    expect((await service.report(true)).gpus[0]?.processes).toMatchObject([{ user: "user", own: true }])
    processes.end(1046)
    expect((await service.report(true)).gpus[0]?.processes).toMatchObject([
      { name: "python", user: null, own: false },
    ])
  })
})

describe("hosts that are not smooth", () => {
  it("a workstation with a monitor, a busy card and a driver for CUDA 12", async () => {
    const { service } = await machineOf("workstation-mixed")
    const report = await service.report(true)
    expect(report.findings.map(({ level, problem }) => `${level} ${problem.code}`)).toEqual([
      "warning driver-limits-cuda",
      "warning gpu-memory-busy",
      "note gpu-drives-display",
    ])
    expect(report.findings[1]?.problem.values).toMatchObject({ index: 1, holder: "python", pid: 41217 })
    expect(report.gpus.map((gpu) => [gpu.migEnabled, gpu.displayActive])).toEqual([
      [null, true],
      [null, false],
    ])
    expect(report.cudaVersion).toBe("12.8")
  })

  it("a card cut into parts lists them and puts their processes on the card", async () => {
    const { service } = await machineOf("a100-mig")
    const [gpu] = (await service.report(true)).gpus
    expect(gpu?.migDevices?.map((device) => device.profile)).toEqual(["3g.40gb", "3g.40gb"])
    expect(gpu?.processes).toMatchObject([{ pid: 34965, memoryBytes: 14195 * MIB }])
    expect(gpu?.utilizationPercent).toBeNull()
  })

  it("a card without memory of its own has the machine's, as far as the container may use it", async () => {
    const { service } = await machineOf("gb10", {
      "/sys/fs/cgroup/user.slice/memory.max": String(32 * 2 ** 30),
      "/sys/fs/cgroup/user.slice/memory.current": String(2 ** 30),
      "/sys/fs/cgroup/memory.max": "max",
    })
    const report = await service.report(true)
    expect(report.memory).toEqual({ totalBytes: 32 * 2 ** 30, availableBytes: 31 * 2 ** 30 })
    expect(report.gpus[0]).toMatchObject({
      memoryTotalBytes: 32 * 2 ** 30,
      memoryFreeBytes: 31 * 2 ** 30,
      memoryUsedBytes: null,
    })
    expect(report.findings.map(({ problem }) => problem.code)).toEqual(["gpu-memory-shared"])
  })

  it("an old driver is asked without the fields it refuses, and not with them again", async () => {
    const { service, processes } = await machineOf("driver-470")
    const report = await service.report(true)
    expect(report.gpus[0]).toMatchObject({
      name: "NVIDIA GeForce GTX 1080",
      memoryReservedBytes: null,
      computeCapability: null,
      memoryFreeBytes: 7792 * MIB,
      powerDrawWatts: null,
    })
    expect(report).toMatchObject({ driverVersion: "470.182.03", cudaVersion: "11.4" })
    expect(report.findings.map(({ problem }) => problem.code)).toContain("driver-too-old")
    expect(questions(processes).filter((question) => question === "--query-gpu")).toHaveLength(3)
    processes.commands.length = 0
    await service.report(true)
    expect(questions(processes).filter((question) => question === "--query-gpu")).toHaveLength(1)
  })

  it("WSL is found by its own path before any other, and hides who holds how much", async () => {
    const { ports, home, processes } = await machineOf("wsl-3070")
    processes.install("/usr/lib/wsl/lib/nvidia-smi", "/usr/lib/wsl/lib/nvidia-smi")
    const os = async () => ({ ...(await ports.system.os()), kernel: "5.15.167.4-microsoft-standard-WSL2" })
    const service = createMachineService({ ...ports, system: { ...ports.system, os } }, home)
    const report = await service.report(true)
    expect(new Set(processes.commands.map((command) => command.program))).toEqual(
      new Set(["/usr/lib/wsl/lib/nvidia-smi", "getconf"]),
    )
    expect(report.os.wsl).toBe(true)
    expect(report.gpus[0]?.processes.map((process) => [process.name, process.memoryBytes])).toEqual([
      [null, null],
      ["ShellExperienceHost.exe", null],
      [null, null],
    ])
    expect(report.topology).toBeNull()
  })

  it("a lost card does not take the others along", async () => {
    const { service } = await machineOf("one-lost")
    const report = await service.report(true)
    expect(report.gpus.map((gpu) => gpu.index)).toEqual([0])
    expect(
      report.findings.map(({ level, problem }) => `${level} ${problem.code} ${problem.values["name"]}`),
    ).toEqual(["warning gpu-needs-reset NVIDIA GeForce RTX 3090", "warning gpu-needs-reset 0000:0B:00.0"])
  })
})

describe("a machine whose nvidia-smi tells nothing", () => {
  const card = "pci:v000010DEd00002684sv000010DEsd000016C1bc03sc00i00\n"
  const bus = { "/sys/bus/pci/devices/0000:01:00.0/modalias": card }
  const names = { "/usr/share/misc/pci.ids": "10de  NVIDIA Corporation\n\t2684  AD102 [GeForce RTX 4090]\n" }

  it("has a card without a driver, by name", async () => {
    const { service } = await machineOf(null, { ...bus, ...names })
    const report = await service.report(true)
    expect(report.findings).toEqual([
      {
        level: "error",
        problem: { code: "no-gpu-driver", values: { name: "GeForce RTX 4090" }, evidence: null },
      },
    ])
    expect(report).toMatchObject({ gpus: [], driverVersion: null, cudaVersion: null, topology: null })
  })

  it("is a container that was not given the card", async () => {
    const { service } = await machineOf(null, { ...bus, "/.dockerenv": "" })
    expect((await service.report(true)).findings.map(({ problem }) => problem.code)).toEqual([
      "gpu-not-in-container",
    ])
  })

  it("has a card of another maker", async () => {
    const amd = "pci:v00001002d0000744Csv00001EAEsd00007901bc03sc00i00\n"
    const { service, ports, home } = await machineOf(null, {
      "/sys/bus/pci/devices/0000:03:00.0/modalias": amd,
    })
    expect((await service.report(true)).otherGpus).toEqual([{ vendor: "AMD", name: "AMD 1002:744c" }])
    const system = fakeSystem({
      graphicsNames: async () => [{ vendor: "AMD/ATI", name: "Navi 31 [Radeon RX 7900 XTX]" }],
    })
    const slow = createMachineService({ ...ports, system }, home)
    const report = await slow.report(true)
    expect(report.otherGpus).toEqual([{ vendor: "AMD", name: "Navi 31 [Radeon RX 7900 XTX]" }])
    expect(report.findings.map(({ problem }) => problem.code)).toEqual(["gpu-vendor-unsupported"])
  })

  it.each([
    ["hangs", { end: "timeout", exitCode: null }, "smi-timeout"],
    ["crashes", { exitCode: null, signal: "SIGSEGV" }, "driver-broken"],
    ["talks nonsense", { stdout: "<html>\n" }, "smi-unreadable"],
    ["finds nothing", { exitCode: 6, stdout: "No devices were found\n" }, "gpu-not-visible"],
    [
      "does not fit its driver",
      { exitCode: 18, stdout: "Failed to initialize NVML: Driver/library version mismatch\n" },
      "nvml-mismatch",
    ],
  ] as const)("because it %s", async (_, result, code) => {
    const { service, processes } = await machineOf("h100x1", bus)
    processes.answer("nvidia-smi", result)
    const report = await service.report(true)
    expect(report.findings.map(({ level, problem }) => [level, problem.code])).toEqual([["error", code]])
    expect(report.gpus).toEqual([])
  })

  it("is asked each question once when it hangs: nothing waits behind the time limit", async () => {
    const { service, processes } = await machineOf("h100x1")
    processes.answer("nvidia-smi", { end: "timeout", exitCode: null })
    await service.report(true)
    expect(questions(processes).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      "--query-compute-apps",
      "--query-gpu",
      "--version",
      "topo",
    ])
  })
})

describe("asking again", () => {
  it("gives the last picture unless a fresh one is wanted, and one picture to two who ask at once", async () => {
    const { service, processes } = await machineOf("h100x1")
    const [first, second] = await Promise.all([service.report(false), service.report(true)])
    expect(first).toBe(second)
    expect(await service.report(false)).toBe(first)
    const before = processes.commands.length
    expect(await service.report(true)).not.toBe(first)
    expect(processes.commands.length).toBeGreaterThan(before)
  })

  it("takes one round of questions until the next boot, also in another program", async () => {
    const { service, processes, ports, home, write } = await machineOf("h100x2")
    const first = await service.report(true)
    processes.commands.length = 0
    const second = await createMachineService(ports, home).report(true)
    expect(questions(processes)).toEqual(["--query-gpu", "--query-compute-apps"])
    expect(processes.commands.map((command) => command.program)).not.toContain("getconf")
    expect({ ...second, takenAtMs: 0, tookMs: {} }).toEqual({ ...first, takenAtMs: 0, tookMs: {} })
    await write("/proc/sys/kernel/random/boot_id", "b2\n")
    processes.commands.length = 0
    await createMachineService(ports, home).report(true)
    expect(questions(processes)).toEqual(["--query-gpu", "--query-compute-apps", "--version", "topo"])
  })

  it("does not believe what was remembered of other cards, nor a damaged memory", async () => {
    const { processes, ports, home, write } = await machineOf("h100x2")
    await createMachineService(ports, home).report(true)
    processes.answer("nvidia-smi", smiOf("workstation-mixed"))
    const report = await createMachineService(ports, home).report(true)
    expect(report.cudaVersion).toBe("12.8")
    expect(report.topology?.links).toEqual([{ from: 0, to: 1, kind: "PHB", nvlinks: 0 }])
    await write("/home/user/.local/share/glimmer/run/machine.json", '{"boot":')
    expect((await createMachineService(ports, home).report(true)).cudaVersion).toBe("12.8")
  })

  it("does not keep half an answer", async () => {
    const { processes, ports, home } = await machineOf("h100x2")
    const answer = smiOf("h100x2")
    processes.answer("nvidia-smi", (command) =>
      command.arguments[0] === "topo"
        ? runResult({ exitCode: 1, stdout: "Unknown Error\n" })
        : answer(command),
    )
    expect((await createMachineService(ports, home).report(true)).topology).toBeNull()
    processes.answer("nvidia-smi", answer)
    expect((await createMachineService(ports, home).report(true)).topology?.links).toHaveLength(1)
  })
})
