import type { LaunchSettings } from "../launch"
import type { Values } from "./template"

/** Something true of the machine or the process that its output does not say. */
export type Fact =
  /** The process ended. `wanted`: somebody asked it to. */
  | {
      readonly kind: "process-exit"
      readonly code: number | null
      readonly signal: string | null
      readonly wanted: boolean
    }
  /** The kernel killed a process of the engine because main memory ran out. */
  | {
      readonly kind: "kernel-oom-kill"
      /** Null where only a counter tells of it. */
      readonly pid: number | null
      readonly name: string | null
      readonly residentBytes: number | null
    }
  /** Memory of one GPU when the engine failed, and who held it. */
  | {
      readonly kind: "gpu-memory"
      readonly gpu: number
      readonly totalBytes: number
      readonly freeBytes: number
      readonly holders: readonly MemoryHolder[]
    }
  | { readonly kind: "disk"; readonly path: string; readonly freeBytes: number }
  | { readonly kind: "main-memory"; readonly totalBytes: number; readonly availableBytes: number }
  /** What the engine was started with. */
  | { readonly kind: "launch"; readonly settings: LaunchSettings; readonly port: number }
  /** What the model's own files say. */
  | { readonly kind: "model"; readonly maxModelLen: number | null; readonly attentionHeads: number | null }

/** A process that holds GPU memory. */
export interface MemoryHolder {
  readonly pid: number
  readonly name: string | null
  readonly user: string | null
  readonly memoryBytes: number
  /** Started by Glimmer, now or in an earlier life. */
  readonly own: boolean
}

/** Questions to the facts that rules may ask, by name; the answer is what the sentence about it needs. */
export const FACT_TESTS = {
  "kernel-killed": kernelKilled,
  "ended-unasked": endedUnasked,
  "killed-by-signal": killedBySignal,
  "gpu-held-by-others": (facts: readonly Fact[]) => largestHolder(facts, false),
  "gpu-held-by-leftover": (facts: readonly Fact[]) => largestHolder(facts, true),
  "disk-almost-full": diskAlmostFull,
} as const satisfies Record<string, (facts: readonly Fact[]) => Values | null>

export type FactTestId = keyof typeof FACT_TESTS

/** Everything the facts say under the names that rules use, whether or not something is wrong. */
export function valuesOfFacts(facts: readonly Fact[]): Values {
  const values: Record<string, string | number> = {}
  for (const fact of facts) Object.assign(values, valuesOfFact(fact))
  const holder = largestHolder(facts, false) ?? largestHolder(facts, true)
  return { ...values, ...holder }
}

function valuesOfFact(fact: Fact): Values {
  switch (fact.kind) {
    case "launch":
      return {
        port: fact.port,
        utilization: fact.settings.gpuMemoryUtilization,
        tensorParallel: fact.settings.tensorParallelSize,
        ...known("length", fact.settings.maxModelLen),
        ...known("chats", fact.settings.maxNumSeqs),
      }
    case "model":
      return { ...known("modelLength", fact.maxModelLen), ...known("heads", fact.attentionHeads) }
    case "main-memory":
      return { availableMemoryBytes: fact.availableBytes, totalMemoryBytes: fact.totalBytes }
    case "disk":
      return { path: fact.path, freeDiskBytes: fact.freeBytes }
    default:
      return {}
  }
}

function known(name: string, value: number | null): Values {
  return value === null ? {} : { [name]: value }
}

function kernelKilled(facts: readonly Fact[]): Values | null {
  const kill = facts.find((fact) => fact.kind === "kernel-oom-kill")
  if (kill === undefined) return null
  return {
    ...known("pid", kill.pid),
    ...(kill.name === null ? {} : { process: kill.name }),
    ...known("residentBytes", kill.residentBytes),
  }
}

/** A process that ended without being asked to; vLLM ends with 0 even when its engine died. */
function endedUnasked(facts: readonly Fact[]): Values | null {
  const exit = facts.find((fact) => fact.kind === "process-exit" && !fact.wanted)
  if (exit?.kind !== "process-exit") return null
  return { ...known("exitCode", exit.code), ...(exit.signal === null ? {} : { signal: exit.signal }) }
}

/** Killed outright: by SIGKILL, or through a shell that says 137 for it. */
function killedBySignal(facts: readonly Fact[]): Values | null {
  const exit = endedUnasked(facts)
  return exit !== null && (exit["signal"] === "SIGKILL" || exit["exitCode"] === 137) ? exit : null
}

/** Less than this is a driver's own bookkeeping or a desktop. */
const WORTH_NAMING_BYTES = 512 * 1024 ** 2

function largestHolder(facts: readonly Fact[], own: boolean): Values | null {
  let largest: (MemoryHolder & { readonly gpu: number }) | null = null
  for (const fact of facts) {
    if (fact.kind !== "gpu-memory") continue
    for (const holder of fact.holders) {
      if (holder.own !== own || holder.memoryBytes < WORTH_NAMING_BYTES) continue
      if (holder.memoryBytes > (largest?.memoryBytes ?? 0)) largest = { ...holder, gpu: fact.gpu }
    }
  }
  if (largest === null) return null
  return {
    index: largest.gpu,
    pid: largest.pid,
    heldBytes: largest.memoryBytes,
    ...(largest.name === null ? {} : { holder: largest.name }),
    ...(largest.user === null ? {} : { user: largest.user }),
  }
}

/** Below this a package, a compiler or a log cannot be written. */
const FULL_BELOW_BYTES = 100 * 1024 ** 2

function diskAlmostFull(facts: readonly Fact[]): Values | null {
  const full = facts.find((fact) => fact.kind === "disk" && fact.freeBytes < FULL_BELOW_BYTES)
  return full?.kind === "disk" ? { path: full.path, freeDiskBytes: full.freeBytes } : null
}
