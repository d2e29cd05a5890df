import { createStartReader, type StartReader, type StartRules } from "../start-stages"
import { makeProblem, type Problem } from "../problem"
import type { Cause } from "./cause"
import { createDiagnosis, type Diagnosis } from "./diagnosis"
import type { Fact } from "./fact"
import { problemFromCause } from "./problem-from-cause"
import type { RuleBook } from "./rule"

/** The log of one run of the engine, read once for everything that is to be known from it. */
export interface EngineLog extends StartReader {
  facts(fact: Fact): void
  causes(): readonly Cause[]
  /** The first cause of an end nobody asked for; `engine-cause-unknown` when neither log nor facts tell. */
  problem(): Problem
}

/** Reads a run that began at that time. */
export function readEngineLog(rules: RuleBook, start: StartRules, startedAtMs: number): EngineLog {
  return new RunLog(createDiagnosis(rules), createStartReader(start, startedAtMs))
}

class RunLog implements EngineLog {
  constructor(
    private readonly diagnosis: Diagnosis,
    private readonly start: StartReader,
  ) {}

  feed(line: string, atMs: number): boolean {
    this.diagnosis.feed(line)
    return this.start.feed(line, atMs)
  }

  facts(fact: Fact): void {
    this.diagnosis.facts(fact)
  }

  reached: StartReader["reached"] = (stage, atMs) => this.start.reached(stage, atMs)
  finished: StartReader["finished"] = (atMs) => this.start.finished(atMs)
  stages: StartReader["stages"] = () => this.start.stages()
  measurements: StartReader["measurements"] = () => this.start.measurements()

  causes(): readonly Cause[] {
    return this.diagnosis.result()
  }

  problem(): Problem {
    const [first] = this.causes()
    return first === undefined ? makeProblem("engine-cause-unknown") : problemFromCause(first)
  }
}
