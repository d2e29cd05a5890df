import type { Finding, Gpu } from "../hardware"
import { makeProblem } from "../problem"
import { compareVersions } from "../resolve/versions"
import type { MachineFacts, MachineNeeds } from "./machine-facts"

/** What stands in the way of the cards that are there. */
export function gpuFindings(facts: MachineFacts, needs: MachineNeeds): readonly Finding[] {
  return [
    ...driverFindings(facts, needs),
    ...facts.gpus.flatMap((gpu) => [
      ...ageFindings(gpu, facts, needs),
      ...useFindings(gpu, needs),
      ...(facts.sharedMemoryGpus.includes(gpu.index) ? [note("gpu-memory-shared", gpu)] : []),
    ]),
    ...facts.troubledGpus.map(({ name, evidence }): Finding => ({
      level: "warning",
      problem: makeProblem("gpu-needs-reset", { name }, evidence),
    })),
  ]
}

function driverFindings({ driverVersion }: MachineFacts, { drivers }: MachineNeeds): readonly Finding[] {
  const [newest] = drivers
  if (driverVersion === null || newest === undefined) return []
  const usable = drivers.find(({ minimum }) => compareVersions(driverVersion, String(minimum)) >= 0)
  if (usable === newest) return []
  const values = { installed: driverVersion, needed: String(newest.minimum) }
  // An older CUDA still runs here, from another index: a newer driver is better but not needed.
  return usable === undefined
    ? [{ level: "error", problem: makeProblem("driver-too-old", values) }]
    : [{ level: "warning", problem: makeProblem("driver-limits-cuda", { ...values, cuda: usable.cuda }) }]
}

function ageFindings(gpu: Gpu, { gpus }: MachineFacts, needs: MachineNeeds): readonly Finding[] {
  const { computeCapability, index, name } = gpu
  if (computeCapability === null) return []
  const values = { index, name, computeCapability: computeCapability.toFixed(1) }
  if (computeCapability < needs.computeCapability) {
    // A card that is not known to be too old may serve.
    const another = gpus.some((one) => (one.computeCapability ?? Infinity) >= needs.computeCapability)
    const needed = needs.computeCapability.toFixed(1)
    return [
      { level: another ? "warning" : "error", problem: makeProblem("gpu-too-old", { ...values, needed }) },
    ]
  }
  if (computeCapability < needs.bfloat16Capability) {
    const needed = needs.bfloat16Capability.toFixed(1)
    return [{ level: "warning", problem: makeProblem("bf16-unsupported-gpu", { ...values, needed }) }]
  }
  return []
}

function useFindings(gpu: Gpu, needs: MachineNeeds): readonly Finding[] {
  const { index, name, memoryTotalBytes: totalBytes } = gpu
  const findings: Finding[] = []
  if (gpu.migEnabled === true) {
    const values = { index, name, devices: gpu.migDevices?.length ?? 0 }
    findings.push({ level: "warning", problem: makeProblem("gpu-split", values) })
  }
  const heldBytes = heldByOthers(gpu)
  if (heldBytes > totalBytes * needs.heldShare) {
    const values = { index, name, heldBytes, totalBytes, ...holderValues(gpu) }
    findings.push({ level: "warning", problem: makeProblem("gpu-memory-busy", values) })
  }
  if (gpu.displayActive === true) findings.push(note("gpu-drives-display", gpu))
  return findings
}

/** Memory in use that no engine of ours holds. */
export function heldByOthers(gpu: Gpu): number {
  const own = gpu.processes.filter((process) => process.own)
  // Drivers under WSL and in MIG mode do not tell who holds how much: then ours could be all of it.
  if (own.some((process) => process.memoryBytes === null)) return 0
  const ownBytes = own.reduce((sum, process) => sum + (process.memoryBytes ?? 0), 0)
  return Math.max(0, (gpu.memoryUsedBytes ?? 0) - ownBytes)
}

/** Who holds most of it, as far as the driver tells. */
export function holderValues(gpu: Gpu): Readonly<Record<string, string | number>> {
  const [largest] = gpu.processes
    .filter((process) => !process.own)
    .toSorted((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0))
  if (largest === undefined) return {}
  return { holder: largest.name ?? "", user: largest.user ?? "", pid: largest.pid }
}

function note(code: "gpu-memory-shared" | "gpu-drives-display", { index, name }: Gpu): Finding {
  return { level: "note", problem: makeProblem(code, { index, name }) }
}
