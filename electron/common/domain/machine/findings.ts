import type { Finding } from "../hardware"
import { makeProblem } from "../problem"
import { compareVersions } from "../resolve/versions"
import { gpuFindings } from "./gpu-findings"
import type { MachineFacts, MachineNeeds } from "./machine-facts"
import { missingGpuFindings } from "./missing-gpu-findings"

const LEVELS: readonly Finding["level"][] = ["error", "warning", "note"]

/** What is wrong with a machine or worth knowing about it, most serious first. */
export function findingsOf(facts: MachineFacts, needs: MachineNeeds): readonly Finding[] {
  const findings = [
    ...systemFindings(facts, needs),
    ...(facts.gpus.length === 0 ? missingGpuFindings(facts) : gpuFindings(facts, needs)),
    ...roomFindings(facts, needs),
    ...foreignFindings(facts, needs),
  ]
  return findings.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
}

function systemFindings({ os }: MachineFacts, needs: MachineNeeds): readonly Finding[] {
  const { platform, architecture, glibc, name } = os
  const known = platform === "linux" && (architecture === "x64" || architecture === "arm64")
  const runs = known && (glibc === null || compareVersions(glibc, needs.glibc) >= 0)
  if (runs) return []
  const values = { system: name, architecture, glibc: glibc ?? "", needed: needs.glibc }
  return [{ level: "error", problem: makeProblem("os-unsupported", values) }]
}

function roomFindings({ gpus, disk, memory }: MachineFacts, needs: MachineNeeds): readonly Finding[] {
  const target = gpus.length > 0 ? "cuda" : "cpu"
  const findings: Finding[] = []
  const { freeBytes, path } = disk
  const neededBytes = needs.diskBytes[target]
  if (freeBytes < neededBytes) {
    const problem = makeProblem("disk-too-small", { freeBytes, neededBytes, path })
    findings.push({ level: "warning", problem })
  }
  const { totalBytes } = memory
  const neededMemoryBytes = needs.memoryBytes[target]
  if (totalBytes < neededMemoryBytes) {
    const problem = makeProblem("memory-too-small", { totalBytes, neededBytes: neededMemoryBytes })
    findings.push({ level: "warning", problem })
  }
  return findings
}

function foreignFindings({ foreignEngines }: MachineFacts, needs: MachineNeeds): readonly Finding[] {
  return foreignEngines.map(({ version, python }) => {
    const faulty = needs.faultyEngines.find((one) => one.version === version)
    return { level: "note", problem: makeProblem(faulty?.code ?? "foreign-vllm", { version, python }) }
  })
}
