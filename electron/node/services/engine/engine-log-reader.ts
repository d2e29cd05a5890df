import type { Fact } from "#common/domain/diagnosis/fact"
import type { EngineMeasurements, EngineStage, EngineStageId, Serving } from "#common/domain/engine"
import type { Problem } from "#common/domain/problem"

/** Reads a run's log as it comes: how far the start is, what it measured, and why it failed. */
export interface EngineLogReader {
  /** True when the line moved a stage or a measurement. */
  feed(line: string, atMs: number): boolean
  /** How fast it answers, when the line says so. */
  serving(line: string, atMs: number): Serving | null
  /** A stage that shows outside the log has begun. */
  reached(stage: EngineStageId, atMs: number): void
  /** The start is over. */
  finished(atMs: number): void
  stages(): readonly EngineStage[]
  measurements(): EngineMeasurements
  /** The first cause of an end nobody asked for; `engine-cause-unknown` when neither log nor facts tell. */
  problem(facts: readonly Fact[]): Problem
}
