import type { Problem } from "./problem"

/** One NVIDIA GPU as `nvidia-smi` reports it. Memory in bytes; null where the tool said `[N/A]`. */
export interface Gpu {
  readonly index: number
  readonly uuid: string
  readonly name: string
  /** `00000000:01:00.0`, as CUDA and the kernel log name the card. */
  readonly pciBusId: string
  readonly memoryTotalBytes: number
  /** What the driver keeps for itself; CUDA cannot give it out. */
  readonly memoryReservedBytes: number | null
  readonly memoryUsedBytes: number | null
  readonly memoryFreeBytes: number
  /** For example 8.9; null on drivers too old to say. */
  readonly computeCapability: number | null
  readonly utilizationPercent: number | null
  readonly temperatureCelsius: number | null
  readonly powerDrawWatts: number | null
  readonly powerLimitWatts: number | null
  /** A monitor hangs on this card, so the desktop holds some of its memory. */
  readonly displayActive: boolean | null
  readonly migEnabled: boolean | null
  readonly persistenceMode: boolean | null
  readonly processes: readonly GpuProcess[]
  /** The parts a card in MIG mode is cut into; absent on any other card. */
  readonly migDevices?: readonly MigDevice[]
}

/** A part of a card in MIG mode: a program sees it as a small card of its own. */
export interface MigDevice {
  readonly uuid: string
  /** For example `3g.40gb`: compute slices and memory. */
  readonly profile: string
}

/** A process that holds memory of a GPU. */
export interface GpuProcess {
  readonly pid: number
  /** Program name without its path; null when another container hides it. */
  readonly name: string | null
  readonly user: string | null
  readonly memoryBytes: number | null
  /** Started by this Glimmer. */
  readonly own: boolean
}

/** How two GPUs reach each other, best first: NVLink, then ever longer ways over PCIe. */
export const LINK_KINDS = ["NVLINK", "PIX", "PXB", "PHB", "NODE", "SYS", "UNKNOWN"] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** The way between two GPUs. */
export interface GpuLink {
  readonly from: number
  readonly to: number
  readonly kind: LinkKind
  /** Bonded NVLinks; 0 for any other kind. */
  readonly nvlinks: number
}

/** What `nvidia-smi topo -m` tells. */
export interface Topology {
  readonly links: readonly GpuLink[]
  /** NUMA node by GPU index; null where the host does not say. */
  readonly numaNodes: readonly (number | null)[]
}

/** A graphics card that Glimmer sees but cannot serve from yet. */
export interface OtherGpu {
  readonly vendor: "AMD" | "Intel" | "other"
  readonly name: string
}

/** The machine as one picture, taken at one moment. */
export interface MachineReport {
  readonly takenAtMs: number
  readonly gpus: readonly Gpu[]
  readonly otherGpus: readonly OtherGpu[]
  readonly driverVersion: string | null
  /** Newest CUDA the driver can run, for example "13.0". */
  readonly cudaVersion: string | null
  readonly topology: Topology | null
  readonly cpu: { readonly name: string; readonly cores: number; readonly threads: number }
  readonly memory: { readonly totalBytes: number; readonly availableBytes: number }
  readonly disk: { readonly path: string; readonly totalBytes: number; readonly freeBytes: number }
  readonly os: {
    readonly platform: string
    readonly name: string
    readonly release: string
    readonly kernel: string
    readonly architecture: string
    readonly wsl: boolean
    readonly glibc: string | null
  }
  /** vLLMs found in the user's own Pythons: reported, never touched. */
  readonly foreignEngines: readonly ForeignEngine[]
  /** What is wrong or worth knowing, most serious first. */
  readonly findings: readonly Finding[]
  /** ms each part took, so that slowness has a place. */
  readonly tookMs: Readonly<Record<string, number>>
}

/** A vLLM that was there before Glimmer. */
export interface ForeignEngine {
  readonly python: string
  readonly version: string
}

/** One line of the machine page. */
export interface Finding {
  readonly level: "error" | "warning" | "note"
  readonly problem: Problem
}

/** Which kernels an engine for this machine is built with. */
export type EngineTarget = "cuda" | "cpu"

/** NVIDIA cards that an engine can use → CUDA; else the trial on the CPU. */
export function targetFor(report: Pick<MachineReport, "gpus" | "findings">): EngineTarget {
  const blocked = report.findings.some((finding) => finding.level === "error")
  return report.gpus.length > 0 && !blocked ? "cuda" : "cpu"
}
