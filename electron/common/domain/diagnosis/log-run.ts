import type { CompiledSign, Meaning } from "./compiled-rules"
import type { LogStage, RunMark } from "./rule"
import type { Values } from "./template"

/** A line worth showing. */
export interface TellingLine {
  readonly line: number
  readonly text: string
}

/** One place where a sign of a cause was found. */
export interface Finding extends TellingLine {
  /** On a line that its logger called no error. */
  readonly isMild: boolean
  readonly values: Values
  /** By the calls above it; null where there are none that tell. */
  readonly stage: LogStage | null
  /** By the milestones before it; null where there were none. */
  readonly stageByLog: LogStage | null
}

/** The first places of a sign are kept; later ones are its echoes in other processes. */
const MAX_FINDINGS = 6
const MAX_TELLING = 6
const EARLY_STAGES: readonly LogStage[] = ["install", "start", "weights"]

/** What is known of one run of the engine, or of one installation, from its log. */
export class LogRun {
  readonly findings = new Map<CompiledSign, Finding[]>()
  readonly telling: TellingLine[] = []
  readonly marks = new Set<string>()
  /** Launch arguments and versions that the log told. */
  values: Values = {}
  /** The stage that the log's milestones show first: where lines come out of order, it is the best guess. */
  firstStage: LogStage | null = null
  private stage: LogStage | null = null
  private process: string | null = null
  private readyAt: number | null = null
  private stoppedAt: number | null = null

  /** The engine answers, as far as this log goes. */
  get isUp(): boolean {
    return this.readyAt !== null
  }

  /** The weights are loaded: nothing that was said before kept the start back. */
  get cameFar(): boolean {
    return this.isUp || (this.stage !== null && !EARLY_STAGES.includes(this.stage))
  }

  /** True when a start by this process must be another run. */
  isOver(process: string): boolean {
    if (this.process === null) return false
    const shownSomething = this.readyAt !== null || this.findings.size > 0 || this.telling.length > 0
    return shownSomething && (process === "" || process !== this.process)
  }

  /** Whether another find of this could still change what is known: the echoes of a failure come by the thousand. */
  isOpenFor(meaning: Meaning): boolean {
    if (meaning.is === "telling") return this.telling.length < MAX_TELLING
    return meaning.is !== "sign" || (this.findings.get(meaning.sign)?.length ?? 0) < MAX_FINDINGS
  }

  mark(mark: RunMark, line: number, process: string): void {
    if (mark === "started") this.process = process
    if (mark === "stopping") this.stoppedAt = this.stoppedAt ?? line
    if (mark === "ready") {
      this.readyAt = line
      this.stage = "serving"
    }
    if (mark === "ready" || mark === "installed") this.forgetWhatPassed()
    if (mark === "answered") this.forgetRefusals()
  }

  enter(stage: LogStage): void {
    this.firstStage = this.firstStage ?? stage
    // What a restarted part says of its loading does not make a serving engine a loading one.
    if (this.readyAt === null) this.stage = stage
  }

  see(name: string, values: Values): void {
    this.marks.add(name)
    this.learn(values)
  }

  learn(values: Values): void {
    this.values = { ...this.values, ...values }
  }

  tell(line: TellingLine): void {
    if (this.stoppedAt === null && this.telling.length < MAX_TELLING) this.telling.push(line)
  }

  found(sign: CompiledSign, finding: Omit<Finding, "stageByLog">): void {
    // Who is asked to stop tears things down noisily; only what names a cause still counts.
    if (this.stoppedAt !== null && sign.sign.rank !== undefined) return
    const places = this.findings.get(sign) ?? []
    const last = places.at(-1)
    if (last?.line === finding.line) {
      // Several patterns of a sign fit the line: the first one is the fullest, the others may add to it.
      places[places.length - 1] = { ...last, values: { ...finding.values, ...last.values } }
      return
    }
    const isServing = this.readyAt !== null
    places.push({
      ...finding,
      stage: isServing ? "serving" : finding.stage,
      stageByLog: this.stage,
    })
    this.findings.set(sign, places)
  }

  /** A server that answers lives on after what it refused, and after what went wrong with one request. */
  private forgetRefusals(): void {
    this.telling.length = 0
    for (const sign of this.findings.keys()) if (sign.sign.refusal === true) this.findings.delete(sign)
  }

  /**
   * What was said before a good end was overcome: warnings and retries always, errors too when an engine is up that
   * nobody called failed.
   */
  private forgetWhatPassed(): void {
    const isFailed = [...this.findings.keys()].some(({ sign }) => sign.rank === "wrapper")
    this.telling.length = 0
    for (const sign of this.findings.keys()) {
      const isMild = sign.sign.rank !== undefined || sign.sign.from !== undefined
      if (isMild || (this.isUp && !isFailed)) this.findings.delete(sign)
    }
  }
}
