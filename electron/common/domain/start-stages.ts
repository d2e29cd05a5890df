import { compileTemplate, type Values } from "./diagnosis/template"
import { readLogLine, visibleLines } from "./diagnosis/log-line"
import { PatternIndex, type Pattern } from "./diagnosis/pattern-index"
import {
  ENGINE_STAGE_IDS,
  noMeasurements,
  type EngineMeasurements,
  type EngineStage,
  type EngineStageId,
} from "./engine"

/** How the log of a start is read. Patterns are those of diagnosis/template.ts. */
export interface StartRules {
  /** A stage begins with any of these lines; `only` where nothing, or something, is compiled at the start. */
  readonly begins: readonly {
    readonly stage: EngineStageId
    readonly says: readonly string[]
    readonly only?: "eager" | "compiled"
  }[]
  /** Nothing is compiled and no graphs are recorded in this start. */
  readonly eager: readonly string[]
  /** How far a stage is: `«percent:int»`, or `«done:int»` of `«total:int»`, laid onto `from` to `to` of the stage. */
  readonly progress: readonly {
    readonly stage: EngineStageId
    readonly from: number
    readonly to: number
    readonly says: readonly string[]
  }[]
  /** What vLLM says about memory; the values carry the names of {@link EngineMeasurements}. */
  readonly measures: readonly string[]
}

/** Turns the lines of a start into its stages and measurements, as they come. Nothing ever runs backwards. */
export interface StartReader {
  /** Takes a line that came at that time; true when it changed something. */
  feed(line: string, atMs: number): boolean
  /** A stage that shows outside the log has begun. */
  reached(stage: EngineStageId, atMs: number): void
  /** The start is over, well or not. */
  finished(atMs: number): void
  stages(): readonly EngineStage[]
  measurements(): EngineMeasurements
}

type Meaning =
  | { readonly is: "begin"; readonly stage: EngineStageId; readonly only: "eager" | "compiled" | null }
  | { readonly is: "eager" }
  | { readonly is: "progress"; readonly stage: EngineStageId; readonly from: number; readonly to: number }
  | { readonly is: "measure" }

/** A reader for one start that began at that time. */
export function createStartReader(rules: StartRules, startedAtMs: number): StartReader {
  return new LogStartReader(compile(rules), startedAtMs)
}

const COMPILED = new WeakMap<StartRules, PatternIndex<Meaning>>()

function compile(rules: StartRules): PatternIndex<Meaning> {
  const known = COMPILED.get(rules)
  if (known !== undefined) return known
  const patterns: Pattern<Meaning>[] = []
  const add = (says: readonly string[], meaning: Meaning) => {
    for (const source of says) patterns.push({ template: compileTemplate(source, {}), meaning })
  }
  add(rules.eager, { is: "eager" })
  for (const { stage, says, only = null } of rules.begins) add(says, { is: "begin", stage, only })
  for (const { stage, from, to, says } of rules.progress) add(says, { is: "progress", stage, from, to })
  add(rules.measures, { is: "measure" })
  const index = new PatternIndex(patterns)
  COMPILED.set(rules, index)
  return index
}

class LogStartReader implements StartReader {
  private readonly begun: EngineStage[] = []
  private measured: EngineMeasurements = noMeasurements()
  private over = false
  private eager = false

  constructor(
    private readonly index: PatternIndex<Meaning>,
    startedAtMs: number,
  ) {
    this.reached("launch", startedAtMs)
  }

  feed(line: string, atMs: number): boolean {
    if (this.over) return false
    // The first word of a process means that Python runs and loads its libraries.
    let changed = this.begin("imports", atMs)
    for (const visible of visibleLines(line)) changed = this.read(visible, atMs) || changed
    return changed
  }

  reached(stage: EngineStageId, atMs: number): void {
    this.begin(stage, atMs)
  }

  finished(atMs: number): void {
    if (this.over) return
    this.over = true
    this.replaceLast((stage) => ({ ...stage, endedAtMs: atMs }))
  }

  stages(): readonly EngineStage[] {
    return [...this.begun]
  }

  measurements(): EngineMeasurements {
    return this.measured
  }

  private read(visible: string, atMs: number): boolean {
    const patterns = this.index.candidates(visible)
    if (patterns.length === 0) return false
    const { text } = readLogLine(visible)
    let changed = false
    for (const { template, meaning } of patterns) {
      const values = template.match(text)
      if (values === null) continue
      changed = this.take(meaning, values, atMs) || changed
    }
    return changed
  }

  private take(meaning: Meaning, values: Values, atMs: number): boolean {
    switch (meaning.is) {
      case "eager":
        this.eager = true
        return false
      case "begin":
        if (meaning.only !== null && meaning.only !== (this.eager ? "eager" : "compiled")) return false
        return this.begin(meaning.stage, atMs)
      case "progress":
        return this.advance(meaning, values, atMs)
      case "measure":
        return this.measure(values)
    }
  }

  /** Several processes pass a stage at different times: the first one begins it, nobody goes back. */
  private begin(stage: EngineStageId, atMs: number): boolean {
    const current = this.begun.at(-1)
    if (this.over || (current !== undefined && orderOf(stage) <= orderOf(current.id))) return false
    this.replaceLast((last) => ({ ...last, endedAtMs: Math.max(atMs, last.startedAtMs) }))
    const startedAtMs = Math.max(atMs, current?.startedAtMs ?? atMs)
    this.begun.push({ id: stage, startedAtMs, endedAtMs: null, usualMs: null, fraction: null })
    return true
  }

  private advance(
    { stage, from, to }: Extract<Meaning, { is: "progress" }>,
    values: Values,
    atMs: number,
  ): boolean {
    const begun = this.begin(stage, atMs)
    const current = this.begun.at(-1)
    if (current?.id !== stage) return false
    const part = partOf(values)
    if (part === null) return begun
    const fraction = Math.min(1, from + (to - from) * part)
    if (fraction <= (current.fraction ?? -1)) return begun
    this.replaceLast((last) => ({ ...last, fraction }))
    return true
  }

  private measure(values: Values): boolean {
    const next = { ...this.measured }
    for (const name of MEASURED) {
      const value = values[name]
      if (typeof value === "number") next[name] = merge(name, this.measured[name], value)
    }
    const changed = MEASURED.some((name) => next[name] !== this.measured[name])
    this.measured = next
    return changed
  }

  private replaceLast(change: (stage: EngineStage) => EngineStage): void {
    const last = this.begun.at(-1)
    if (last !== undefined) this.begun[this.begun.length - 1] = change(last)
  }
}

const MEASURED = [
  "weightsGiB",
  "kvCacheGiB",
  "kvCacheTokens",
  "maxConcurrency",
  "cudaGraphGiB",
  "maxModelLen",
  "peakActivationGiB",
  "nonTorchGiB",
  "cudaGraphEstimateGiB",
] as const satisfies readonly (keyof EngineMeasurements)[]

/** Of several GPUs the one with the least room for conversations decides, and the fullest one counts otherwise. */
function merge(name: (typeof MEASURED)[number], known: number | null, value: number): number {
  if (known === null || name === "maxModelLen" || name === "maxConcurrency" || name === "kvCacheTokens") {
    return value
  }
  return name === "kvCacheGiB" ? Math.min(known, value) : Math.max(known, value)
}

function partOf(values: Values): number | null {
  const { percent, done, total } = values
  if (typeof percent === "number") return percent / 100
  return typeof done === "number" && typeof total === "number" && total > 0 ? done / total : null
}

function orderOf(stage: EngineStageId): number {
  return ENGINE_STAGE_IDS.indexOf(stage)
}
