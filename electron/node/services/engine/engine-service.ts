import type { CheckResult } from "#common/domain/checks/check"
import type { Fact } from "#common/domain/diagnosis/fact"
import type { EngineStartRequest, EngineView } from "#common/domain/engine"
import { idleEngine } from "#common/domain/engine"
import { advanceEngine, type EngineHappening, isAlive } from "#common/domain/engine-machine"
import type { EngineTarget } from "#common/domain/hardware"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import type { EngineInstall } from "#common/domain/setup"
import type { Home } from "../../home"
import type { Network, Ports } from "../../ports"
import { engineFolders } from "../setup/engine-folders"
import type { EngineStore } from "../setup/engine-store"
import { LineLog } from "../streams/line-log"
import { StateTopic } from "../streams/state-topic"
import { chooseChatTemplate } from "./chat-template"
import type { EngineKey } from "./engine-key"
import type { EngineAddress } from "./engine-questions"
import type { EngineLogReader } from "./engine-log-reader"
import { EngineRun } from "./engine-run"
import { endRun, livingProcesses } from "./end-processes"
import { commandLineOf, launch, type LaunchOrder, type PreparedLaunch, prepareLaunch } from "./launch-engine"
import { type RunRecord, RunRecords } from "./run-record"

/** The part of the world an engine lives in. */
export type EnginePorts = Pick<
  Ports,
  "processes" | "files" | "clock" | "http" | "log" | "environment" | "newId"
> & { readonly network: Network }

/** How often a start looks for another port: each was free when it was chosen, and taken when it was used. */
const MOVES = 3

/** What the engine service needs beside the ports. */
export interface EngineSurroundings {
  readonly home: Home
  readonly store: EngineStore
  readonly engineKey: EngineKey
  /** Folder of the Python files that go with the program. */
  readonly pythonScripts: string
  /** A reader for a run of this engine and request. */
  readonly newReader: (record: RunRecord) => EngineLogReader
  /** Called when a run has answered for the first time, with what its log told. */
  readonly onReady: (view: EngineView) => void
  /** Begins to watch for what the log of a run cannot say; the answer is asked for when it has fallen. */
  readonly witness: (record: RunRecord) => (pids: ReadonlySet<number>) => Promise<readonly Fact[]>
  /** Why this start is certain to fail; null when it may work. Looks at a few files and the cards. */
  readonly hopeless: (request: EngineStartRequest, target: EngineTarget) => Promise<Problem | null>
  /** Quick checks beside a start: what they have against it. */
  readonly check: () => Promise<readonly CheckResult[]>
}

/** Starts, watches and ends the one engine. Everything it knows can be found again by a Glimmer that comes later. */
export class EngineService {
  readonly #topic: StateTopic<EngineView>
  readonly #log: LineLog
  readonly #records: RunRecords
  #run: EngineRun | null = null
  #starting: { readonly request: EngineStartRequest; readonly done: Promise<void> } | null = null

  constructor(
    private readonly ports: EnginePorts,
    private readonly around: EngineSurroundings,
    epoch: string,
  ) {
    this.#topic = new StateTopic(ports.clock, epoch, idleEngine(ports.clock.now()))
    this.#log = new LineLog(ports.clock, epoch)
    this.#records = new RunRecords(ports.files, around.home)
  }

  get view(): StateTopic<EngineView> {
    return this.#topic
  }

  get log(): LineLog {
    return this.#log
  }

  /** How to reach the engine; null unless it has answered. */
  address(): EngineAddress | null {
    return this.#topic.state.state === "ready" ? (this.#run?.address ?? null) : null
  }

  /** The key of the run that is there, also of one that still starts. */
  keyInUse(): string | null {
    return this.#run?.record.apiKey ?? null
  }

  /**
   * Finds what earlier Glimmers left running: the newest whole run is taken over, everything else is ended, orphans
   * of a killed server first of all, since they hold GPU memory for ever.
   */
  async takeOver(): Promise<void> {
    for (const record of (await this.#records.list()).toReversed()) {
      if (record.runId === this.#run?.record.runId) continue
      if (this.#run === null && (await this.#isWhole(record))) this.#adopt(record)
      else await this.#reap(record)
    }
  }

  /**
   * Starts the engine. Joins a start of the same request that is under way; ends a running engine of another.
   * Resolves when the process is launched, not when it is ready: that is what {@link view} tells.
   * Errors: `engine-missing`, `model-path-invalid`, and what the launch itself refuses.
   */
  async start(request: EngineStartRequest): Promise<void> {
    if (this.#starting !== null) {
      if (sameRequest(this.#starting.request, request)) return this.#starting.done
      await this.#starting.done.catch(() => undefined)
    }
    const done = this.#start(request).finally(() => (this.#starting = null))
    this.#starting = { request, done }
    return done
  }

  /** Ends the engine at any stage; resolves when nothing of it is left. */
  async stop(): Promise<void> {
    await this.#starting?.done.catch(() => undefined)
    this.#dispatch({ type: "stop" })
    await this.#run?.stop()
  }

  /** Resolves with the state in which a start came to rest. */
  async settled(signal?: AbortSignal): Promise<EngineView> {
    return this.#topic.until((view) => view.state !== "starting" && view.state !== "loading", signal)
  }

  /** Lets go of the engine, which serves on; a later Glimmer finds it. */
  async release(): Promise<void> {
    await this.#run?.release()
    this.#run = null
  }

  async #start(request: EngineStartRequest): Promise<void> {
    const { ports, around } = this
    const engine = await this.#currentEngine()
    const running = this.#topic.state
    const same =
      running.request !== null && sameRequest(running.request, request) && running.engineId === engine.id
    if (isAlive(running) && running.state !== "stopping" && same) return
    if (this.#run !== null) await this.stopRun()
    if ((await ports.files.info(`${request.modelPath}/config.json`)) === null) {
      throw new ProblemError(makeProblem("model-path-invalid", { path: request.modelPath }))
    }
    const { python } = engineFolders(around.home, engine.id)
    const chatTemplate = await chooseChatTemplate(ports, python, around.pythonScripts, request)
    const apiKey = await around.engineKey.current()
    const order = { engineId: engine.id, target: engine.target, request, chatTemplate, apiKey }
    const prepared = await prepareLaunch(ports, around.home, around.pythonScripts, order)
    this.#log.clear()
    this.#dispatch({
      type: "start",
      runId: prepared.runId,
      request,
      engineId: engine.id,
      port: prepared.port,
      commandLine: commandLineOf(prepared),
      templateReplaced: chatTemplate !== null,
    })
    // Beside the launch, which they never hold up.
    void this.#check(prepared.runId)
    try {
      const hopeless = await around.hopeless(request, engine.target)
      if (hopeless !== null) throw new ProblemError(hopeless)
      await this.#launch(prepared, MOVES)
    } catch (error) {
      this.#dispatch({ type: "refused", problem: problemOf(error) })
      throw error
    }
  }

  async #launch(prepared: PreparedLaunch, moves: number): Promise<void> {
    const record = await launch(this.ports, this.around.home, this.#records, prepared)
    this.#dispatch({ type: "spawned", pid: record.pid })
    this.#watch(record, () => {
      if (moves === 0) return false
      const done = this.#move(prepared, moves - 1).finally(() => (this.#starting = null))
      this.#starting = { request: prepared.request, done }
      return true
    })
  }

  /** Launches what was prepared once more, on a port that is free now. */
  async #move(order: LaunchOrder, moves: number): Promise<void> {
    try {
      const prepared = await prepareLaunch(this.ports, this.around.home, this.around.pythonScripts, order)
      const { runId, port } = prepared
      this.ports.log.info("the engine's port was taken, trying another", { port })
      this.#log.clear()
      this.#dispatch({ type: "moved", runId, port, commandLine: commandLineOf(prepared) })
      await this.#launch(prepared, moves)
    } catch (error) {
      this.#dispatch({ type: "refused", problem: problemOf(error) })
    }
  }

  /** Ends the run that is there, as part of starting another. */
  private async stopRun(): Promise<void> {
    this.#dispatch({ type: "stop" })
    await this.#run?.stop()
  }

  async #currentEngine(): Promise<EngineInstall> {
    const engine = await this.around.store.current()
    if (engine === null) throw new ProblemError(makeProblem("engine-missing"))
    return engine
  }

  /** Its server lives, and so does the engine it belongs to. */
  async #isWhole(record: RunRecord): Promise<boolean> {
    const server = await this.ports.processes.find(record.pid)
    if (server?.startTicks !== record.startTicks) return false
    return (await this.around.store.find(record.engineId)) !== null
  }

  #adopt(record: RunRecord): void {
    const atMs = this.ports.clock.now()
    const { runId, request, engineId, port, pid, commandLine, templateReplaced } = record
    const view: EngineView = {
      ...idleEngine(atMs),
      ...{ runId, request, engineId, port, pid, commandLine, templateReplaced },
      state: "starting",
      adopted: true,
    }
    this.#dispatch({ type: "adopt", view })
    this.#watch(record)
  }

  async #reap(record: RunRecord): Promise<void> {
    const left = await livingProcesses(this.ports.processes, record)
    if (left.length > 0)
      this.ports.log.info("ending a left-over engine", { runId: record.runId, count: left.length })
    if (await endRun(this.ports, record)) await this.#records.remove(record.runId)
  }

  /** Follows a run; `move` launches it elsewhere, and is false when it was tried often enough. */
  #watch(record: RunRecord, move: () => boolean = () => false): void {
    this.#run = new EngineRun(
      this.ports,
      record,
      (line) => this.#log.append(line),
      this.around.newReader(record),
      {
        progress: (stages, measurements) => this.#dispatch({ type: "progress", stages, measurements }),
        served: (serving) => this.#dispatch({ type: "served", serving }),
        answered: () => {
          this.#dispatch({ type: "answered" })
          this.around.onReady(this.#topic.state)
        },
        gone: (problem) => {
          this.#run = null
          void this.#records.remove(record.runId)
          const isStarting = ["starting", "loading"].includes(this.#topic.state.state)
          if (problem?.code === "port-in-use" && isStarting && move()) return
          this.#dispatch({ type: "gone", problem })
        },
      },
      this.around.witness(record),
    )
  }

  async #check(runId: string): Promise<void> {
    try {
      this.#dispatch({ type: "checked", runId, checks: await this.around.check() })
    } catch (error) {
      this.ports.log.warn("the checks beside a start failed", { error })
    }
  }

  #dispatch(happening: EngineHappening): void {
    this.#topic.set(advanceEngine(this.#topic.state, { ...happening, atMs: this.ports.clock.now() }))
  }
}

function sameRequest(a: EngineStartRequest, b: EngineStartRequest): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
