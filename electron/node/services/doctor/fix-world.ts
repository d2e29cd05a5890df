import type { FixScope } from "#common/domain/diagnosis/apply-fix"
import type { FixGround } from "#common/domain/diagnosis/complete-fix"
import type { EngineStartRequest, EngineView } from "#common/domain/engine"
import type { MachineReport } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import type { ModelChoice } from "#common/domain/model"
import type { Calibration } from "#common/domain/plan/calibration"
import type { SetupRequest } from "#common/domain/setup"
import type { Home } from "../../home"
import type { Ports } from "../../ports"
import type { RunRecord } from "../engine/run-record"
import type { EngineStore } from "../setup/engine-store"
import type { Leftovers } from "./check-world"
import type { FixHistory } from "./fix-history"

/** Everything fixes work on. */
export interface FixWorld {
  readonly ports: Pick<Ports, "processes" | "files" | "clock" | "log" | "newId">
  readonly home: Home
  readonly history: FixHistory
  readonly machine: () => Promise<MachineReport>
  readonly store: Pick<EngineStore, "current" | "list" | "use" | "remove">
  readonly engine: {
    readonly view: () => EngineView
    readonly start: (request: EngineStartRequest) => Promise<void>
    /** The state in which the start came to rest. */
    readonly settled: () => Promise<EngineView>
  }
  readonly setup: {
    readonly start: (request: SetupRequest) => Promise<void>
    readonly isBusy: () => boolean
    /** The engines on disk have changed. */
    readonly refresh: () => Promise<void>
  }
  /** The model of a start; null when its folder cannot be read. */
  readonly modelOf: (request: EngineStartRequest) => Promise<ModelChoice | null>
  readonly measured: () => readonly Calibration[]
  readonly leftovers: () => Promise<Leftovers>
  readonly runs: () => Promise<readonly RunRecord[]>
  readonly keepLaunch: (settings: LaunchSettings) => Promise<void>
  readonly refetch: Refetch
  /** Start that the person has chosen, where the engine was never started. */
  readonly nextStart: () => Promise<EngineStartRequest | null>
}

/** Models whose files can be had again. */
export interface Refetch {
  /** Whether Glimmer fetched what is in that folder: of any other it knows neither source nor hashes. */
  readonly isPossible: (folder: string) => boolean
  /** Checks a model's files and fetches what is damaged. */
  readonly begin: (folder: string) => Promise<void>
}

/** The start that a fix is about, with what a fix may choose from; null where nothing was ever chosen. */
export interface FixSituation {
  readonly request: EngineStartRequest
  readonly scope: FixScope
  readonly ground: FixGround
  readonly plan: (settings: LaunchSettings) => FixGround["plan"]
}
