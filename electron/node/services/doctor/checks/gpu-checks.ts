import { FATAL_XIDS, HARMLESS_XIDS } from "#common/data/checks"
import { KERNEL_SOURCES } from "#common/data/kernel-sources"
import { MACHINE_NEEDS } from "#common/data/machine-needs"
import { type CheckFinding, finding } from "#common/domain/checks/check"
import { readKernelLog } from "#common/domain/checks/kernel-log"
import { cudaOfTorch } from "#common/domain/checks/system-limits"
import type { Gpu, MachineReport } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import { capabilityReasons } from "#common/domain/plan/requirements"
import { readModelShape } from "#common/domain/plan/shape/read"
import type { Problem, ProblemCode } from "#common/domain/problem"
import { compareVersions } from "#common/domain/resolve/versions"
import type { Check, CheckWorld } from "../check-world"
import { kernelLogText } from "../../machine/kernel-log-text"

/** What the driver says of itself, and whether it suits the engine that is here. */
export const driverCheck: Check = async (world) => {
  const report = await world.machine()
  const blocking = findingOf(report, ["driver-broken", "nvml-mismatch", "smi-timeout", "smi-unreadable"])
  if (blocking !== null) {
    return finding(
      "driver-broken",
      {},
      { evidence: blocking.evidence, fix: { kind: "reboot", by: "person" } },
    )
  }
  const missing = findingOf(report, ["no-gpu-driver", "wsl-gpu-missing", "gpu-not-in-container"])
  if (missing !== null)
    return finding("driver-missing", {}, { fix: { kind: "install-driver", by: "person" } })
  if (report.gpus.length === 0 || report.driverVersion === null) return finding("no-nvidia-gpu")
  return driverAgainst(report.driverVersion, report.cudaVersion, await world.engine())
}

function driverAgainst(
  installed: string,
  driverCuda: string | null,
  engine: Awaited<ReturnType<CheckWorld["engine"]>>,
): CheckFinding {
  const [newest] = MACHINE_NEEDS.drivers
  const oldest = MACHINE_NEEDS.drivers.at(-1)
  if (newest === undefined || oldest === undefined) return finding("no-nvidia-gpu")
  const isOlderThan = (driver: number) => compareVersions(installed, String(driver)) < 0
  if (isOlderThan(oldest.minimum)) {
    return finding("driver-too-old", { installed, needed: oldest.minimum }, updateTo(newest.minimum))
  }
  const cuda = engine?.target === "cuda" ? cudaOfTorch(engine.torch) : null
  const source = KERNEL_SOURCES.find((one) => one.cuda !== null && one.cuda === cuda)
  const needed = source?.minimumDriver ?? null
  if (cuda !== null && needed !== null && isOlderThan(needed)) {
    // An engine for an older CUDA runs on this driver: making it again needs no rights on the machine.
    return finding(
      "driver-older-than-engine",
      { installed, needed, cuda },
      { fix: { kind: "rebuild-engine", by: "program" } },
    )
  }
  if (isOlderThan(newest.minimum)) {
    return finding("driver-limits-cuda", { installed, needed: newest.minimum }, updateTo(newest.minimum))
  }
  return finding("driver-fits", { installed, cuda: cuda ?? driverCuda ?? newest.cuda })
}

function updateTo(minimum: number) {
  return { fix: { kind: "update-driver", by: "person", minimum: String(minimum) } } as const
}

/** Memory of the cards in use that others hold. */
export const gpuMemoryCheck: Check = async (world) => {
  const report = await world.machine()
  if (report.gpus.length === 0) return finding("no-nvidia-gpu")
  const used = cardsInUse(report.gpus, world.launch)
  const left = await world.leftovers()
  for (const gpu of used) {
    const orphan = gpu.processes.find((process) => left.processes.some(({ pid }) => pid === process.pid))
    if (orphan !== undefined) {
      return finding(
        "gpu-memory-held-by-leftover",
        { index: gpu.index, heldBytes: orphan.memoryBytes ?? 0, pid: orphan.pid },
        { fix: { kind: "end-leftovers", by: "program" } },
      )
    }
  }
  const held = findingOf(report, ["gpu-memory-busy"])
  const index = Number(held?.values["index"] ?? Number.NaN)
  if (held !== null && used.some((gpu) => gpu.index === index)) {
    const pid = held.values["pid"]
    const { heldBytes = 0, totalBytes = 0, holder = "" } = held.values
    return finding(
      "gpu-memory-held",
      { index, heldBytes, totalBytes, holder: holder === "" ? "?" : holder },
      typeof pid === "number" ? { fix: { kind: "end-process", by: "program", pid } } : {},
    )
  }
  const freeBytes = Math.min(...used.map((gpu) => gpu.memoryFreeBytes))
  return finding("gpu-memory-free", { freeBytes })
}

/** Whether the cards have kernels for the chosen model's format. */
export const gpuCapabilityCheck: Check = async (world) => {
  const report = await world.machine()
  if (report.gpus.length === 0) return finding("no-nvidia-gpu")
  const used = cardsInUse(report.gpus, world.launch)
  const tooOld = used.find((gpu) => (gpu.computeCapability ?? Infinity) < MACHINE_NEEDS.computeCapability)
  if (tooOld !== undefined) {
    return finding("gpu-too-old", capabilityValues(tooOld, MACHINE_NEEDS.computeCapability), {
      fix:
        used.length === report.gpus.length && used.length > 1
          ? { kind: "leave-out-gpu", by: "program", gpu: tooOld.index }
          : { kind: "newer-gpu", by: "person" },
    })
  }
  const config = (await world.model())?.config ?? null
  const shape = config === null ? null : readModelShape(config, null).shape
  const capabilities = used.map((gpu) => gpu.computeCapability)
  const refused =
    shape === null
      ? undefined
      : capabilityReasons(shape, capabilities).find((reason) => reason.code === "capability-too-low")
  if (refused !== undefined) {
    const { format = "", capability = 0 } = refused.values
    return finding(
      "quantisation-unsupported",
      { format, computeCapability: Number(capability).toFixed(1) },
      { fix: { kind: "other-variant", by: "program" } },
    )
  }
  const old = used.find((gpu) => (gpu.computeCapability ?? Infinity) < MACHINE_NEEDS.bfloat16Capability)
  if (old !== undefined && (world.launch?.dtype ?? "auto") === "auto") {
    return finding("gpu-lacks-bfloat16", capabilityValues(old, MACHINE_NEEDS.bfloat16Capability), {
      fix: { kind: "dtype-half", by: "program" },
    })
  }
  return finding("capability-fits", { computeCapability: leastCapability(capabilities) })
}

function capabilityValues({ index, name, computeCapability }: Gpu, needed: number): Problem["values"] {
  return { index, name, computeCapability: (computeCapability ?? 0).toFixed(1), needed: needed.toFixed(1) }
}

function leastCapability(capabilities: readonly (number | null)[]): string {
  const known = capabilities.filter((capability) => capability !== null)
  return known.length === 0 ? "?" : Math.min(...known).toFixed(1)
}

/** MIG cuts a card up; without persistence the driver is loaded anew for every program. */
export const gpuModeCheck: Check = async (world) => {
  const { gpus } = await world.machine()
  if (gpus.length === 0) return finding("no-nvidia-gpu")
  const split = cardsInUse(gpus, world.launch).find((gpu) => gpu.migEnabled === true)
  if (split !== undefined) {
    return finding("gpu-split", { index: split.index, devices: split.migDevices?.length ?? 0 })
  }
  // A monitor keeps the driver loaded all by itself.
  const slow = gpus.some((gpu) => gpu.persistenceMode === false && gpu.displayActive !== true)
  return slow
    ? finding("gpu-persistence-off", {}, { fix: { kind: "enable-persistence", by: "person" } })
    : finding("gpu-mode-fine")
}

/** What the kernel and the cards themselves remember of faults. */
export const gpuFaultsCheck: Check = async (world) => {
  const { gpus } = await world.machine()
  if (gpus.length === 0) return finding("no-nvidia-gpu")
  const [ecc, text] = await Promise.all([uncorrectedErrors(world), kernelLogText(world.ports, world.signal)])
  const broken = ecc.find(({ count }) => count > 0)
  if (broken !== undefined) {
    const { index, count } = broken
    return finding("gpu-ecc", { index, count }, { fix: { kind: "check-gpu", by: "person" } })
  }
  if (text === null) {
    return finding("kernel-log-closed", {}, { fix: { kind: "read-system-log", by: "person" } })
  }
  const xids = readKernelLog(text).xids.filter(({ xid }) => !HARMLESS_XIDS.includes(xid))
  const worst = xids.findLast(({ xid }) => FATAL_XIDS.includes(xid)) ?? xids.at(-1)
  if (worst === undefined) return finding("gpu-faults-none")
  const isFatal = FATAL_XIDS.includes(worst.xid)
  return finding(
    isFatal ? "gpu-xid-fatal" : "gpu-xid",
    { xid: String(worst.xid), pciBusId: worst.pciBusId, count: xids.length },
    { evidence: worst.text, fix: { kind: isFatal ? "reboot" : "check-gpu", by: "person" } },
  )
}

/** Errors since the last reset that memory could not correct itself; nothing on cards without ECC. */
async function uncorrectedErrors({ ports, signal }: CheckWorld) {
  const program =
    (await ports.processes.which("nvidia-smi")) ?? (await ports.processes.which("/usr/bin/nvidia-smi"))
  if (program === null) return []
  const query = ["--query-gpu=index,ecc.errors.uncorrected.volatile.total", "--format=csv,noheader,nounits"]
  const { stdout, exitCode } = await ports.processes.run(
    { name: "nvidia-smi", program, arguments: query, environment: { LC_ALL: "C" }, signal },
    { timeoutMs: 2000, graceMs: 200 },
  )
  if (exitCode !== 0) return []
  return stdout.split("\n").flatMap((line) => {
    const [index, count] = line.split(",").map((cell) => Number(cell.trim() || Number.NaN))
    return index === undefined || count === undefined || !Number.isInteger(index) || !Number.isInteger(count)
      ? []
      : [{ index, count }]
  })
}

/** Those the start is meant for; all where none is named. */
function cardsInUse(gpus: readonly Gpu[], launch: LaunchSettings | null): readonly Gpu[] {
  const named = gpus.filter((gpu) => launch?.gpuUuids.includes(gpu.uuid) === true)
  return named.length === 0 ? gpus : named
}

function findingOf(report: MachineReport, codes: readonly ProblemCode[]): Problem | null {
  return report.findings.find(({ problem }) => codes.includes(problem.code))?.problem ?? null
}
