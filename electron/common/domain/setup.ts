import type { EngineTarget } from "./hardware"
import type { Problem } from "./problem"

/** The stages of getting an engine, in order. */
export const SETUP_STEP_IDS = [
  "check",
  "tools",
  "lock",
  "download",
  "install",
  "build",
  "verify",
  "selftest",
  "activate",
] as const
export type SetupStepId = (typeof SETUP_STEP_IDS)[number]

/** What is known about a step before it runs; the table of all steps is data. */
export interface SetupStepInfo {
  readonly id: SetupStepId
  /** Share of the whole, in seconds on a usual machine; the overall bar is made of these. */
  readonly weight: number
  /** Where work starts again when this step's engine version turns out not to work. */
  readonly onRejection: SetupStepId
}

/** How far a running step is. */
export interface StepProgress {
  readonly done: number
  /** Null while nobody can know. */
  readonly total: number | null
  readonly unit: "bytes" | "files" | "seconds" | "steps"
  /** Units a second over the last moments; null at first. */
  readonly rate: number | null
  /** Seconds still needed, as an honest range; null while unknown. */
  readonly remainingSeconds: readonly [low: number, high: number] | null
  /** The newest raw line of the tool at work. */
  readonly line: string
}

export interface StepState {
  readonly id: SetupStepId
  readonly state: "waiting" | "running" | "done" | "failed"
  readonly startedAtMs: number | null
  readonly endedAtMs: number | null
  readonly progress: StepProgress | null
  /** What the step found or made, for the page and for the steps after it. */
  readonly facts: StepFacts | null
}

/** Values a step leaves behind: small, plain, persistable. */
export type StepFacts = Readonly<Record<string, string | number | boolean | null>>

/** What the person asked for. */
export interface SetupRequest {
  readonly target: EngineTarget
  /** A version to insist on; null lets Glimmer take the newest that works. */
  readonly version: string | null
  /** Build anew even where the very same engine is there: what "Repair" does. */
  readonly rebuild: boolean
}

/** A version that was tried or looked at and is not used, with the reason. */
export interface RejectedVersion {
  readonly version: string
  readonly step: SetupStepId
  readonly problem: Problem
}

export type SetupPhase =
  | "idle"
  | "running"
  /** A pause or cancel was asked for and the running step is being stopped. */
  | "stopping"
  | "paused"
  | "failed"
  | "done"

/** The whole setup at one moment; written to disk after every step, so that a kill loses nothing. */
export interface SetupSnapshot {
  readonly format: 1
  /** Names this run in logs and folders. */
  readonly runId: string
  readonly phase: SetupPhase
  readonly request: SetupRequest | null
  readonly rejected: readonly RejectedVersion[]
  readonly steps: readonly StepState[]
  readonly problem: Problem | null
  /** While `stopping`: where it leads. */
  readonly stoppingFor: "pause" | "cancel" | null
  readonly startedAtMs: number | null
  readonly endedAtMs: number | null
}

/** An engine on disk. */
export interface EngineInstall {
  /** Folder name: `<version>-<target>-<hash of the lock>`. */
  readonly id: string
  readonly version: string
  readonly target: EngineTarget
  /** Where the kernels came from, for example "release wheel" or "community CPU wheel". */
  readonly kernels: string
  readonly python: string
  readonly torch: string
  readonly bytes: number
  readonly builtAtMs: number
  /** The proof that it answered: what was asked and how long it took. */
  readonly selftest: SelftestRecord | null
}

/** What the self-test saw. */
export interface SelftestRecord {
  readonly atMs: number
  readonly readyMs: number
  readonly chatMs: number
  readonly toolCallMs: number
  readonly chat: string
  readonly toolCall: string
  readonly answer: string
}

/** What the setup page shows. */
export interface SetupView {
  readonly snapshot: SetupSnapshot
  /** 0..1 over all steps, never going back within a run. */
  readonly overall: number
  /** The engine in use now, also while another one is being made. */
  readonly current: EngineInstall | null
  /** All complete engines on disk, newest first. */
  readonly engines: readonly EngineInstall[]
}
