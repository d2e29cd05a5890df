import { describe, expect, it } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { CHECKERS } from "#node/services/doctor/checks/index"
import { checkWorld, ENGINE } from "./check-world"

describe("the driver", () => {
  it("suits the engine, or says what it runs", async () => {
    const { world } = await checkWorld("h100x1", { engine: async () => ENGINE })
    expect(await CHECKERS.driver(world)).toMatchObject({
      says: "driver-fits",
      values: { installed: "580.159.04", cuda: "13.0" },
    })
  })

  it("older than the engine's CUDA asks for is cured by an engine made for it, not by an administrator", async () => {
    const { world } = await checkWorld("h100x2-busy", { engine: async () => ENGINE })
    const report = await world.machine()
    const older = { ...world, machine: async () => ({ ...report, driverVersion: "550.90.07" }) }
    expect(await CHECKERS.driver(older)).toMatchObject({
      says: "driver-older-than-engine",
      values: { installed: "550.90.07", needed: 580, cuda: "13.0" },
      fix: { kind: "rebuild-engine" },
    })
    const fitting = { ...older, engine: async () => ({ ...ENGINE, torch: "2.13.0+cu129" }) }
    expect(await CHECKERS.driver(fitting)).toMatchObject({ says: "driver-limits-cuda" })
  })

  it("from before CUDA 12 runs nothing", async () => {
    const { world } = await checkWorld("driver-470")
    expect(await CHECKERS.driver(world)).toMatchObject({
      says: "driver-too-old",
      fix: { kind: "update-driver", minimum: "580" },
    })
  })

  it("is no matter without a card", async () => {
    const { world } = await checkWorld(null)
    expect(await CHECKERS.driver(world)).toMatchObject({ says: "no-nvidia-gpu" })
  })
})

describe("memory of the cards", () => {
  it("names who holds it, and offers to end just that process", async () => {
    const { world, processes } = await checkWorld("workstation-mixed")
    processes.live({ pid: 41_217, user: "li", name: "python" })
    const found = await CHECKERS["gpu-memory"](world)
    expect(found.says).toBe("gpu-memory-held")
    expect(found.fix).toEqual({ kind: "end-process", by: "program", pid: 41_217 })
    expect(Number(found.values["heldBytes"])).toBeGreaterThan(1e9)
  })

  it("is no matter on a card that the start does not use", async () => {
    const { world } = await checkWorld("workstation-mixed")
    const { gpus } = await world.machine()
    const held = Number((await CHECKERS["gpu-memory"](world)).values["index"])
    const other = gpus.find((gpu) => gpu.index !== held)
    const launch = { ...defaultLaunchSettings(), gpuUuids: [other?.uuid ?? ""] }
    expect((await CHECKERS["gpu-memory"]({ ...world, launch })).says).toBe("gpu-memory-free")
  })

  it("held by an engine of ours that was left behind is ours to free", async () => {
    const { world, processes } = await checkWorld("h100x2-busy")
    processes.live({ pid: 1046, name: "VLLM::EngineCore" })
    expect(await CHECKERS["gpu-memory"]({ ...world, leftovers: oneLeftOver })).toMatchObject({
      says: "gpu-memory-held-by-leftover",
      values: { pid: 1046 },
      fix: { kind: "end-leftovers" },
    })
  })
})

describe("what the cards can calculate", () => {
  const fp8 = {
    architectures: ["Glm4MoeForCausalLM"],
    ...{ hidden_size: 4096, num_hidden_layers: 4, num_attention_heads: 32, num_key_value_heads: 8 },
    ...{ intermediate_size: 8192, vocab_size: 151_552, head_dim: 128, torch_dtype: "bfloat16" },
    quantization_config: { quant_method: "fp8" },
  }

  it("is enough for a format or not, by the model that is meant", async () => {
    const { world } = await checkWorld("h100x1", { model: async () => ({ path: "/m", config: fp8 }) })
    expect((await CHECKERS["gpu-capability"](world)).says).toBe("capability-fits")
    const report = await world.machine()
    const turing = report.gpus.map((gpu) => ({ ...gpu, computeCapability: 7.5 }))
    const older = { ...world, machine: async () => ({ ...report, gpus: turing }) }
    expect(await CHECKERS["gpu-capability"](older)).toMatchObject({
      says: "quantisation-unsupported",
      values: { format: "fp8", computeCapability: "7.5" },
      fix: { kind: "other-variant" },
    })
    expect(await CHECKERS["gpu-capability"]({ ...older, model: async () => null })).toMatchObject({
      says: "gpu-lacks-bfloat16",
      fix: { kind: "dtype-half" },
    })
  })
})

describe("faults of the cards", () => {
  const XID = "[  12.3] NVRM: Xid (PCI:0000:01:00): 79, pid=77, GPU has fallen off the bus.\n"

  it("are read from the kernel's log, what programs do to themselves left out", async () => {
    const { world, processes } = await checkWorld("h100x1")
    processes.answer("dmesg", {
      stdout: "[1.0] Linux\n[9.0] NVRM: Xid (PCI:0000:01:00): 13, Graphics Exception\n",
    })
    expect((await CHECKERS["gpu-faults"](world)).says).toBe("gpu-faults-none")
    processes.answer("dmesg", { stdout: `[1.0] Linux\n${XID}` })
    expect(await CHECKERS["gpu-faults"](world)).toMatchObject({
      says: "gpu-xid-fatal",
      values: { xid: "79", pciBusId: "0000:01:00" },
      evidence: "NVRM: Xid (PCI:0000:01:00): 79, pid=77, GPU has fallen off the bus.",
      fix: { kind: "reboot" },
    })
  })

  it("come from the journal where dmesg is closed, and are not called none where both are", async () => {
    const { world, processes } = await checkWorld("h100x1")
    processes.answer("dmesg", {
      exitCode: 1,
      stderr: "dmesg: read kernel buffer failed: Operation not permitted",
    })
    processes.answer("journalctl", { stdout: "" })
    expect((await CHECKERS["gpu-faults"](world)).says).toBe("kernel-log-closed")
    processes.answer("journalctl", { stdout: `Linux version\n${XID}` })
    expect((await CHECKERS["gpu-faults"](world)).says).toBe("gpu-xid-fatal")
  })

  it("in memory are told by the card itself", async () => {
    const { world, processes } = await checkWorld("h100x1")
    processes.answer((command) => command.arguments[0]?.includes("ecc.errors") === true, {
      stdout: "0, 0\n1, 7\n2, [N/A]\n",
    })
    expect(await CHECKERS["gpu-faults"](world)).toMatchObject({
      says: "gpu-ecc",
      values: { index: 1, count: 7 },
    })
  })
})

const oneLeftOver = async () => ({
  processes: [{ pid: 1046, runId: "r" }],
  halfMadeEngines: [],
  orphanedCaches: [],
})
