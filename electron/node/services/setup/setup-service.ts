import { SETUP_STEPS } from "#common/data/setup-steps"
import { makeProblem, ProblemError, problemOf } from "#common/domain/problem"
import type { SetupRequest, SetupSnapshot, SetupStepId, SetupView } from "#common/domain/setup"
import {
  advanceSetup,
  idleSetup,
  overallProgress,
  type SetupEffect,
  type SetupHappening,
  stepOf,
} from "#common/domain/setup-machine"
import type { Home } from "../../home"
import type { Ports } from "../../ports"
import { LineLog } from "../streams/line-log"
import { StateTopic } from "../streams/state-topic"
import type { EngineStore } from "./engine-store"
import { SetupLogFile } from "./setup-log-file"
import { loadSnapshot, saveSnapshot } from "./saved-snapshot"
import { type Step, VersionRejected } from "./step"

/**
 * Gets an engine, step by step. The machine decides, this carries out: it runs steps, keeps the snapshot on disk
 * after each, and can be killed anywhere. One run at a time.
 */
export class SetupService {
  readonly #topic: StateTopic<SetupView>
  readonly #log: LineLog
  readonly #logFile: SetupLogFile
  #snapshot: SetupSnapshot = idleSetup()
  #running: { readonly step: SetupStepId; readonly abort: AbortController } | null = null
  /** The furthest the bar has been in this attempt: it never goes back. */
  #furthest = { attempt: "", overall: 0 }
  /** Writes to disk follow one another; the newest snapshot is always the last one written. */
  #saving: Promise<void> = Promise.resolve()

  constructor(
    private readonly ports: Pick<Ports, "files" | "clock" | "log" | "newId">,
    private readonly home: Home,
    private readonly store: EngineStore,
    private readonly steps: Readonly<Record<SetupStepId, Step>>,
    epoch: string,
  ) {
    this.#topic = new StateTopic(ports.clock, epoch, {
      snapshot: this.#snapshot,
      overall: 0,
      current: null,
      engines: [],
    })
    this.#log = new LineLog(ports.clock, epoch)
    this.#logFile = new SetupLogFile(ports.files, home)
  }

  get view(): StateTopic<SetupView> {
    return this.#topic
  }

  get log(): LineLog {
    return this.#log
  }

  /** Reads what an earlier Glimmer left and goes on where it was. */
  async open(): Promise<void> {
    this.#snapshot = await loadSnapshot(this.ports.files, this.home)
    this.#log.append(...(await this.#logFile.lastLines()))
    await this.refreshEngines()
    this.#dispatch({ type: "recover" })
  }

  /** Begins a run. Errors: `busy` while one is under way. */
  async start(request: SetupRequest): Promise<void> {
    const { phase } = this.#snapshot
    if (phase === "running" || phase === "stopping") throw new ProblemError(makeProblem("busy"))
    this.#log.clear()
    await this.#logFile.begin()
    this.#dispatch({ type: "start", runId: this.ports.newId(), request })
    await this.#saving
  }

  pause(): void {
    this.#dispatch({ type: "pause" })
  }

  resume(): void {
    this.#dispatch({ type: "resume" })
  }

  cancel(): void {
    this.#dispatch({ type: "cancel" })
  }

  /** Resolves with the state in which the run came to rest: done, failed, paused or idle. */
  async settled(signal?: AbortSignal): Promise<SetupView> {
    return this.#topic.until(isResting, signal)
  }

  /** Errors: `engine-missing`. */
  async use(engineId: string): Promise<void> {
    await this.store.use(engineId)
    await this.refreshEngines()
  }

  /** Errors: `busy` for the engine in use. */
  async remove(engineId: string): Promise<void> {
    await this.store.remove(engineId)
    await this.refreshEngines()
  }

  async refreshEngines(): Promise<void> {
    const [current, engines] = await Promise.all([this.store.current(), this.store.list()])
    this.#topic.set({ ...this.#topic.state, current, engines })
  }

  /** Ends the running step without changing the run: the next start of Glimmer goes on. */
  async close(): Promise<void> {
    const running = this.#running
    this.#running = null
    running?.abort.abort(new Error("Glimmer is closing"))
    await this.#saving
    await this.#logFile.close()
  }

  #dispatch(happening: SetupHappening): void {
    const before = this.#snapshot
    const { snapshot, effects } = advanceSetup(
      before,
      { ...happening, atMs: this.ports.clock.now() },
      SETUP_STEPS,
    )
    if (snapshot === before) return
    this.#snapshot = snapshot
    this.#publish()
    // Progress alone is not worth a write: a kill costs the step, not the run.
    if (happening.type !== "step-progress") this.#save(snapshot)
    for (const effect of effects) this.#carryOut(effect)
  }

  #publish(): void {
    const attempt = `${this.#snapshot.runId} ${this.#snapshot.rejected.length}`
    const now = overallProgress(this.#snapshot, SETUP_STEPS)
    const overall = attempt === this.#furthest.attempt ? Math.max(now, this.#furthest.overall) : now
    this.#furthest = { attempt, overall }
    this.#topic.set({ ...this.#topic.state, snapshot: this.#snapshot, overall })
  }

  #save(snapshot: SetupSnapshot): void {
    this.#saving = this.#saving
      .then(() => saveSnapshot(this.ports.files, this.home, snapshot))
      .catch((error: unknown) => this.ports.log.error("setup snapshot not saved", { error: String(error) }))
  }

  #carryOut(effect: SetupEffect): void {
    switch (effect.type) {
      case "run-step":
        void this.#run(effect.step)
        return
      case "stop-step":
        this.#running?.abort.abort(new Error("stopped by the person"))
        return
      case "discard":
        void this.store.removeUnfinished().catch((error: unknown) => {
          this.ports.log.warn("unfinished environment not removed", { error: String(error) })
        })
    }
  }

  async #run(id: SetupStepId): Promise<void> {
    const abort = new AbortController()
    const running = { step: id, abort }
    this.#running = running
    // What the run so far has decided must be on disk before its next step acts on it.
    await this.#saving
    const happening = await this.#perform(id, abort.signal)
    if (this.#running !== running) return
    this.#running = null
    if (happening.type === "step-done" && id === "activate") await this.refreshEngines()
    this.#dispatch(happening)
  }

  #fact(step: SetupStepId, name: string) {
    return stepOf(this.#snapshot, step).facts?.[name]
  }

  async #perform(id: SetupStepId, signal: AbortSignal): Promise<SetupHappening> {
    const line = (text: string) => {
      this.#log.append(text)
      this.#logFile.append(text)
    }
    try {
      line(`── ${id}`)
      // The engine that this run would build is there already, and has answered.
      if (OF_A_NEW_ENGINE.includes(id) && this.#fact("lock", "reused") === true) {
        return { type: "step-done", step: id, facts: { reused: true } }
      }
      const facts = await this.steps[id]({
        runId: this.#snapshot.runId,
        request: this.#snapshot.request ?? { target: "cuda", version: null, rebuild: false },
        facts: (step) => stepOf(this.#snapshot, step).facts ?? {},
        rejected: this.#snapshot.rejected.map((rejected) => rejected.version),
        report: (progress) => this.#dispatch({ type: "step-progress", step: id, progress }),
        line,
        signal,
      })
      return { type: "step-done", step: id, facts }
    } catch (error) {
      if (signal.aborted) return { type: "step-stopped", step: id }
      const problem = problemOf(error)
      line(`${problem.code}: ${problem.evidence ?? ""}`)
      if (problem.code === "internal")
        this.ports.log.error("setup step failed", { step: id, error: stackOf(error) })
      const rejects = error instanceof VersionRejected ? error.version : null
      return { type: "step-failed", step: id, problem, rejects }
    }
  }
}

/** Steps that are only needed for an engine that is not there yet. */
const OF_A_NEW_ENGINE: readonly SetupStepId[] = ["download", "install", "build", "verify", "selftest"]

function isResting(view: SetupView): boolean {
  return view.snapshot.phase !== "running" && view.snapshot.phase !== "stopping"
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
