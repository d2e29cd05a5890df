import type { CheckResult } from "./checks/check"
import type { EngineMeasurements, EngineStage, EngineStartRequest, EngineView, Serving } from "./engine"
import { noMeasurements } from "./engine"
import type { Problem } from "./problem"

/** What happened to the engine, and when (ms since 1970). */
export type EngineEvent = { readonly atMs: number } & EngineHappening

export type EngineHappening =
  | {
      readonly type: "start"
      readonly runId: string
      readonly request: EngineStartRequest
      readonly engineId: string
      readonly port: number
      readonly commandLine: readonly string[]
      readonly templateReplaced: boolean
    }
  | { readonly type: "spawned"; readonly pid: number }
  /** It is launched anew on another port: before it could listen, another program took the one it was given. */
  | {
      readonly type: "moved"
      readonly runId: string
      readonly port: number
      readonly commandLine: readonly string[]
    }
  /** Found running by a Glimmer that did not start it. */
  | { readonly type: "adopt"; readonly view: EngineView }
  | {
      readonly type: "progress"
      readonly stages: readonly EngineStage[]
      readonly measurements: EngineMeasurements
    }
  /** It told how fast it answers. */
  | { readonly type: "served"; readonly serving: Serving }
  /** The quick checks beside the start `runId` have ended. */
  | { readonly type: "checked"; readonly runId: string; readonly checks: readonly CheckResult[] }
  /** A request was answered. */
  | { readonly type: "answered" }
  | { readonly type: "stop" }
  /** No process of it is left. The problem says why, when nobody had asked for it. */
  | { readonly type: "gone"; readonly problem: Problem | null }
  /** It could not even be launched. */
  | { readonly type: "refused"; readonly problem: Problem }

/** A run that answered for this long was a good one: what ends it later is not counted with what ended others. */
const GOOD_RUN_MS = 10 * 60_000

/** The engine after an event. Pure; an event that makes no sense in a state changes nothing. */
export function advanceEngine(view: EngineView, event: EngineEvent): EngineView {
  switch (event.type) {
    case "start":
      return isAlive(view) ? view : started(view, event)
    case "spawned":
      return view.state === "starting" ? { ...view, pid: event.pid } : view
    case "moved":
      return view.state === "starting" || view.state === "loading" ? moved(view, event) : view
    case "adopt":
      return isAlive(view) ? view : { ...event.view, adopted: true }
    case "progress":
      return isAlive(view) ? progressed(view, event) : view
    case "served":
      return view.state === "ready" ? { ...view, serving: event.serving } : view
    case "checked":
      return view.runId === event.runId ? { ...view, checks: event.checks } : view
    case "answered":
      if (view.state !== "starting" && view.state !== "loading") return view
      return {
        ...view,
        state: "ready",
        sinceMs: event.atMs,
        problem: null,
        failures: { ...view.failures, neverReady: 0 },
      }
    case "stop":
      return isAlive(view) && view.state !== "stopping"
        ? { ...view, state: "stopping", sinceMs: event.atMs }
        : view
    case "gone":
      return isAlive(view) ? gone(view, event.problem, event.atMs) : view
    case "refused":
      if (isAlive(view) && view.state !== "starting") return view
      return {
        ...view,
        state: "crashed",
        sinceMs: event.atMs,
        pid: null,
        problem: event.problem,
        failures: { ...view.failures, neverReady: view.failures.neverReady + 1 },
      }
  }
}

/** Some process of it exists, or is about to. */
export function isAlive(view: Pick<EngineView, "state">): boolean {
  return ["starting", "loading", "ready", "stopping"].includes(view.state)
}

function started(view: EngineView, event: Extract<EngineEvent, { type: "start" }>): EngineView {
  return {
    state: "starting",
    sinceMs: event.atMs,
    runId: event.runId,
    request: event.request,
    engineId: event.engineId,
    port: event.port,
    pid: null,
    stages: [],
    measurements: noMeasurements(),
    serving: null,
    commandLine: event.commandLine,
    adopted: false,
    templateReplaced: event.templateReplaced,
    problem: null,
    checks: [],
    failures: view.failures,
  }
}

function moved(view: EngineView, event: Extract<EngineEvent, { type: "moved" }>): EngineView {
  const { runId, port, commandLine } = event
  return {
    ...view,
    state: "starting",
    ...{ runId, port, commandLine },
    pid: null,
    stages: [],
    measurements: noMeasurements(),
  }
}

function progressed(view: EngineView, event: Extract<EngineEvent, { type: "progress" }>): EngineView {
  const current = event.stages.at(-1)?.id
  const loading = current !== undefined && !["launch", "imports", "engine-spawn"].includes(current)
  const state = view.state === "starting" && loading ? "loading" : view.state
  return { ...view, state, stages: event.stages, measurements: event.measurements }
}

function gone(view: EngineView, problem: Problem | null, atMs: number): EngineView {
  const rest = { ...view, sinceMs: atMs, pid: null, port: null }
  // Asked to stop, it stopped; what it said on the way out is no failure.
  if (view.state === "stopping") return { ...rest, state: "stopped", problem: null }
  const { neverReady, afterReady } = view.failures
  if (view.state !== "ready") {
    return { ...rest, state: "crashed", problem, failures: { neverReady: neverReady + 1, afterReady } }
  }
  const before = atMs - view.sinceMs >= GOOD_RUN_MS ? 0 : afterReady
  return { ...rest, state: "crashed", problem, failures: { neverReady, afterReady: before + 1 } }
}
