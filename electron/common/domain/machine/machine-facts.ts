import type { EngineTarget, ForeignEngine, MachineReport } from "../hardware"
import type { Problem } from "../problem"
import type { TroubledGpu } from "./smi-gpus"

/** What was seen of a machine, before anything is made of it. */
export interface MachineFacts extends Pick<
  MachineReport,
  "gpus" | "otherGpus" | "driverVersion" | "memory" | "disk" | "os" | "foreignEngines"
> {
  readonly troubledGpus: readonly TroubledGpu[]
  /** Cards whose memory is the machine's main memory, by index. */
  readonly sharedMemoryGpus: readonly number[]
  /** Why nvidia-smi told nothing; null when it did. */
  readonly smiProblem: Problem | null
  /** NVIDIA cards on the PCI bus by name, also without a driver. */
  readonly nvidiaCards: readonly string[]
  /** The driver's kernel part is loaded, as far as this process may see. */
  readonly kernelDriver: boolean
  /** This program runs in a container. */
  readonly container: boolean
}

/** What an engine asks of a machine; facts about releases, handed in as data. */
export interface MachineNeeds {
  /** Oldest compute capability the kernels are compiled for. */
  readonly computeCapability: number
  /** Oldest that calculates in bfloat16, in which GLM models are published. */
  readonly bfloat16Capability: number
  /** Drivers by the CUDA they can run, newest first; a driver older than the last runs nothing. */
  readonly drivers: readonly { readonly minimum: number; readonly cuda: string }[]
  readonly glibc: string
  readonly diskBytes: Readonly<Record<EngineTarget, number>>
  readonly memoryBytes: Readonly<Record<EngineTarget, number>>
  /** Share of a card's memory that others may hold before it stands in the way. */
  readonly heldShare: number
  /** Releases with a fault of their own that a person should know by name. */
  readonly faultyEngines: readonly {
    readonly version: ForeignEngine["version"]
    readonly code: Problem["code"]
  }[]
}
