import type { MachineReport } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import type { CheckFinding } from "#common/domain/checks/check"
import type { RawModelConfig } from "#common/domain/model"
import type { EngineInstall } from "#common/domain/setup"
import type { Home } from "../../home"
import type { Network, Ports } from "../../ports"
import type { NetworkProbe } from "./network-probe"

/** The model a start is meant for: its folder, and its configuration where that can be read. */
export interface CheckedModel {
  readonly path: string
  readonly config: RawModelConfig | null
}

/** What checks look at. Whatever several of them want is looked at once a round. */
export interface CheckWorld {
  readonly ports: Pick<Ports, "processes" | "files" | "clock" | "environment"> & { readonly network: Network }
  readonly home: Home
  /** Aborted when the check is cut off. */
  readonly signal: AbortSignal
  readonly machine: () => Promise<MachineReport>
  readonly engine: () => Promise<EngineInstall | null>
  readonly model: () => Promise<CheckedModel | null>
  /** How the next start is meant; null where nothing is chosen yet. */
  readonly launch: LaunchSettings | null
  readonly network: () => Promise<NetworkProbe>
  /** What earlier engines left: processes by pid, and folders. */
  readonly leftovers: () => Promise<Leftovers>
}

export interface Leftovers {
  readonly processes: readonly { readonly pid: number; readonly runId: string }[]
  readonly halfMadeEngines: readonly string[]
  readonly orphanedCaches: readonly string[]
}

/** One check: looks, and says what it found. */
export type Check = (world: CheckWorld) => Promise<CheckFinding>
