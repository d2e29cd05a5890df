import type { Fact } from "#common/domain/diagnosis/fact"
import type { EngineMeasurements, EngineStage, Serving } from "#common/domain/engine"
import { makeProblem, type Problem, ProblemError } from "#common/domain/problem"
import type { Ports } from "../../ports"
import { endRun, livingProcesses } from "./end-processes"
import type { EngineLogReader } from "./engine-log-reader"
import { askEngine, type EngineAddress, isHealthy, NoAnswer } from "./engine-questions"
import { LogTail } from "./log-tail"
import type { RunRecord } from "./run-record"

/** How often the processes and the server are looked at, ms. */
const LOOK_EVERY_MS = 500
/** How often it is seen who belongs to it, ms: its members change in its first minute and hardly after. */
const MEMBERS_EVERY_MS = 2_000
/** The first answer may have to wait for a compiler that starts with the first request. */
const FIRST_ANSWER_MS = 10 * 60_000
/** A server that answers errors gets this long to end by itself before it is ended, ms. */
const DYING_MS = 12_000
/** A serving engine is asked for its health this often, ms, and given up after this many refusals in a row. */
const HEALTH_EVERY_MS = 2_000
const REFUSALS = 4

type RunPorts = Pick<Ports, "processes" | "files" | "clock" | "http" | "log">

/** What a run tells while it lives. */
export interface EngineRunEvents {
  readonly progress: (stages: readonly EngineStage[], measurements: EngineMeasurements) => void
  /** It told how fast it answers. */
  readonly served: (serving: Serving) => void
  /** A request was answered. */
  readonly answered: () => void
  /** Nothing of it is left; the problem says why, null when it was stopped on purpose. */
  readonly gone: (problem: Problem | null) => void
}

/**
 * One run of vLLM, from its launch (or from being found) to its end. Follows its log, asks it for a first answer,
 * watches its processes, and sees to it that nothing is left. The process is nobody's child: it may have been
 * started by a Glimmer that is gone.
 */
export class EngineRun {
  readonly #following = new AbortController()
  readonly #watching = new AbortController()
  #stopping: Promise<void> | null = null
  #ended = false
  #answered = false
  #fallen: { readonly unexplained: Problem | null } | null = null
  /** Every process of it that was ever seen: one that the kernel has killed can be known for ours. */
  readonly #pids = new Set<number>()
  readonly #finished: Promise<void>

  constructor(
    private readonly ports: RunPorts,
    readonly record: RunRecord,
    private readonly onLine: (line: string) => void,
    private readonly reader: EngineLogReader,
    private readonly events: EngineRunEvents,
    /** What is true of the machine at this moment, beside what the log says. */
    private readonly facts: (pids: ReadonlySet<number>) => Promise<readonly Fact[]> = async () => [],
  ) {
    this.#finished = this.#live()
  }

  get address(): EngineAddress {
    const { port, apiKey, request } = this.record
    return { port, apiKey, modelName: request.modelName }
  }

  /** Ends the run at any stage; resolves when nothing of it is left. Callers at the same time share one ending. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  /** Stops watching and leaves the processes alone: they serve on for the next Glimmer. */
  async release(): Promise<void> {
    this.#ended = true
    this.#watching.abort()
    this.#following.abort()
    await this.#finished
  }

  async #live(): Promise<void> {
    const tail = new LogTail(this.ports, this.record.logPath, (line) => this.#read(line))
    const following = tail.follow(this.#following.signal)
    try {
      await Promise.all([this.#watchProcesses(), this.#waitForAnswer()])
    } catch (error) {
      if (!this.#watching.signal.aborted) {
        this.ports.log.error("watching the engine failed", { error: String(error) })
      }
    }
    this.#following.abort()
    await following.catch((error: unknown) => this.ports.log.warn("engine log", { error: String(error) }))
    // Only now has every line been read, the last ones included.
    if (this.#fallen !== null) {
      this.events.gone(this.#explain(this.#fallen.unexplained, await this.#factsOfFall()))
    }
  }

  #read(line: string): void {
    this.onLine(line)
    const nowMs = this.ports.clock.now()
    if (this.reader.feed(line, nowMs)) {
      this.events.progress(this.reader.stages(), this.reader.measurements())
    }
    const serving = this.reader.serving(line, nowMs)
    if (serving !== null) this.events.served(serving)
  }

  async #watchProcesses(): Promise<void> {
    const { signal } = this.#watching
    let healthAtMs = 0
    let lookedAtMs = 0
    let refusals = 0
    while (!signal.aborted) {
      const server = await this.ports.processes.find(this.record.pid)
      if (server?.startTicks !== this.record.startTicks) return this.#fellOver()
      const nowMs = this.ports.clock.now()
      if (nowMs - lookedAtMs >= MEMBERS_EVERY_MS) {
        lookedAtMs = nowMs
        for (const { pid } of await this.ports.processes.findByGroup(this.record.pid)) this.#pids.add(pid)
      }
      if (this.#answered && nowMs - healthAtMs >= HEALTH_EVERY_MS) {
        healthAtMs = nowMs
        refusals = (await isHealthy(this.ports.http, this.record.port, signal)) ? 0 : refusals + 1
        if (refusals >= REFUSALS && !signal.aborted) return this.#fellOver()
      }
      await this.ports.clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined)
    }
  }

  /** Ready means that a request was answered: /health says 200 also for an engine that dies on its first one. */
  async #waitForAnswer(): Promise<void> {
    const { signal } = this.#watching
    while (!signal.aborted && !(await isHealthy(this.ports.http, this.record.port, signal))) {
      await this.ports.clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined)
    }
    if (signal.aborted) return
    this.reader.reached("first-answer", this.ports.clock.now())
    this.events.progress(this.reader.stages(), this.reader.measurements())
    try {
      await askEngine(
        this.ports,
        this.address,
        { messages: [{ role: "user", content: "hello" }], max_tokens: 1 },
        { signal, timeoutMs: FIRST_ANSWER_MS },
      )
    } catch (error) {
      if (signal.aborted) return
      return this.#refused(error)
    }
    this.#answered = true
    this.reader.finished(this.ports.clock.now())
    this.events.progress(this.reader.stages(), this.reader.measurements())
    this.events.answered()
  }

  /** An engine that dies on its first request takes its server along within seconds; its last lines tell why. */
  async #refused(reason: unknown): Promise<void> {
    const { signal } = this.#watching
    const said = reason instanceof NoAnswer ? reason.message : String(reason)
    this.onLine(`first request: ${said}`)
    // Whoever does not know this run's key is not this run: another program listens on its port.
    if (reason instanceof NoAnswer && reason.status === 401) {
      return this.#fellOver(makeProblem("port-in-use", { port: this.record.port }, said.slice(0, 200)))
    }
    await this.ports.clock.sleep(DYING_MS, signal).catch(() => undefined)
    if (!signal.aborted) await this.#fellOver(makeProblem("selftest-no-answer", {}, said.slice(0, 500)))
  }

  /** It ended, or is of no more use. What is left of it goes too, then its log tells why. */
  async #fellOver(unexplained: Problem | null = null): Promise<void> {
    if (this.#ended || this.#stopping !== null) return
    this.#ended = true
    this.#watching.abort()
    const left = (await livingProcesses(this.ports.processes, this.record)).length
    if (left > 0 && !(await endRun(this.ports, this.record))) {
      this.ports.log.error("engine processes would not end", { runId: this.record.runId })
    }
    this.#fallen = { unexplained }
  }

  async #factsOfFall(): Promise<readonly Fact[]> {
    try {
      return await this.facts(this.#pids)
    } catch (error) {
      this.ports.log.warn("facts beside the log", { error })
      return []
    }
  }

  #explain(unexplained: Problem | null, facts: readonly Fact[]): Problem {
    const found = this.reader.problem(facts)
    // A cause without a line that shows it is a guess; what was seen here is none.
    return found.evidence === null && unexplained !== null ? unexplained : found
  }

  async #stop(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    const ended = await endRun(this.ports, this.record)
    this.#watching.abort()
    await this.#finished
    if (!ended) throw new ProblemError(makeProblem("engine-will-not-end", { pid: this.record.pid }))
    this.events.gone(null)
  }
}
