import type { Problem } from "./problem"
import type {
  SetupRequest,
  SetupSnapshot,
  SetupStepId,
  SetupStepInfo,
  StepFacts,
  StepProgress,
  StepState,
} from "./setup"
import { SETUP_STEP_IDS } from "./setup"

/** What happened, and when (ms since 1970). */
export type SetupEvent = { readonly atMs: number } & SetupHappening

/** What can happen to a setup. */
export type SetupHappening =
  | { readonly type: "start"; readonly runId: string; readonly request: SetupRequest }
  | { readonly type: "step-progress"; readonly step: SetupStepId; readonly progress: StepProgress }
  | { readonly type: "step-done"; readonly step: SetupStepId; readonly facts: StepFacts }
  | {
      readonly type: "step-failed"
      readonly step: SetupStepId
      readonly problem: Problem
      /** The version at fault, when it is the version and not the machine or the network: another may work. */
      readonly rejects: string | null
    }
  | { readonly type: "step-stopped"; readonly step: SetupStepId }
  | { readonly type: "pause" }
  | { readonly type: "cancel" }
  | { readonly type: "resume" }
  /** The program was started again and found this snapshot. */
  | { readonly type: "recover" }

/** What is to be done about it. */
export type SetupEffect =
  | { readonly type: "run-step"; readonly step: SetupStepId }
  | { readonly type: "stop-step"; readonly step: SetupStepId }
  /** Remove the half-made environment of this run. What was downloaded stays. */
  | { readonly type: "discard" }

/** The next state and the work it calls for. */
export interface Advance {
  readonly snapshot: SetupSnapshot
  readonly effects: readonly SetupEffect[]
}

/** More versions than this are not tried in one run: the fault then lies elsewhere. */
export const MAX_REJECTED_VERSIONS = 3

/** A setup that has not begun. */
export function idleSetup(): SetupSnapshot {
  return {
    format: 1,
    runId: "",
    phase: "idle",
    request: null,
    rejected: [],
    steps: SETUP_STEP_IDS.map(waiting),
    problem: null,
    stoppingFor: null,
    startedAtMs: null,
    endedAtMs: null,
  }
}

/**
 * The setup after `event`, and what must now be done. Pure: the same snapshot and event always give the same
 * answer. An event that makes no sense in a phase changes nothing, so late messages are harmless.
 */
export function advanceSetup(
  snapshot: SetupSnapshot,
  event: SetupEvent,
  table: readonly SetupStepInfo[],
): Advance {
  const stay = { snapshot, effects: [] }
  switch (event.type) {
    case "start":
      if (snapshot.phase === "running" || snapshot.phase === "stopping") return stay
      return run(
        { ...idleSetup(), runId: event.runId, request: event.request, startedAtMs: event.atMs },
        event.atMs,
      )
    case "step-progress":
      if (!isRunning(snapshot, event.step)) return stay
      return {
        snapshot: withStep(snapshot, event.step, (step) => ({ ...step, progress: event.progress })),
        effects: [],
      }
    case "step-done":
      if (!isRunning(snapshot, event.step)) return stay
      return stepDone(snapshot, event)
    case "step-failed":
      if (!isRunning(snapshot, event.step)) return stay
      return stepFailed(snapshot, event, table)
    case "step-stopped":
      if (snapshot.phase !== "stopping") return stay
      return stopped(
        withStep(snapshot, event.step, (step) => waiting(step.id)),
        event.atMs,
      )
    case "pause":
    case "cancel":
      return askToStop(snapshot, event.type)
    case "resume":
      if (snapshot.phase !== "paused" && snapshot.phase !== "failed") return stay
      return run({ ...snapshot, problem: null, endedAtMs: null }, event.atMs)
    case "recover":
      return recover(snapshot, event.atMs)
  }
}

/** 0..1 over all steps by their weights; a running step counts by its own progress. */
export function overallProgress(snapshot: SetupSnapshot, table: readonly SetupStepInfo[]): number {
  let done = 0
  let all = 0
  for (const info of table) {
    all += info.weight
    const step = stepOf(snapshot, info.id)
    if (step.state === "done") done += info.weight
    else if (step.progress !== null && step.progress.total !== null && step.progress.total > 0) {
      done += info.weight * Math.min(1, step.progress.done / step.progress.total)
    }
  }
  return all === 0 ? 0 : done / all
}

/** The state of one step. */
export function stepOf(snapshot: SetupSnapshot, id: SetupStepId): StepState {
  return snapshot.steps.find((step) => step.id === id) ?? waiting(id)
}

function waiting(id: SetupStepId): StepState {
  return { id, state: "waiting", startedAtMs: null, endedAtMs: null, progress: null, facts: null }
}

/** Marks the first unfinished step as running, or the whole as done. */
function run(snapshot: SetupSnapshot, atMs: number): Advance {
  const next = snapshot.steps.find((step) => step.state !== "done")
  if (next === undefined) return { snapshot: { ...snapshot, phase: "done", endedAtMs: atMs }, effects: [] }
  const running = { ...waiting(next.id), state: "running", startedAtMs: atMs } as const
  return {
    snapshot: { ...withStep(snapshot, next.id, () => running), phase: "running" },
    effects: [{ type: "run-step", step: next.id }],
  }
}

function stepDone(snapshot: SetupSnapshot, event: Extract<SetupEvent, { type: "step-done" }>): Advance {
  const after = withStep(snapshot, event.step, (step) => ({
    ...step,
    state: "done",
    endedAtMs: event.atMs,
    progress: null,
    facts: event.facts,
  }))
  // A pause that came while the last bytes were written: the step counts, the next one waits.
  if (snapshot.phase === "stopping") return stopped(after, event.atMs)
  return run(after, event.atMs)
}

function stepFailed(
  snapshot: SetupSnapshot,
  event: Extract<SetupEvent, { type: "step-failed" }>,
  table: readonly SetupStepInfo[],
): Advance {
  if (snapshot.phase === "stopping") {
    return stopped(
      withStep(snapshot, event.step, (step) => waiting(step.id)),
      event.atMs,
    )
  }
  const rejected =
    event.rejects === null
      ? snapshot.rejected
      : [...snapshot.rejected, { version: event.rejects, step: event.step, problem: event.problem }]
  const mayTryAnother = event.rejects !== null && rejected.length <= MAX_REJECTED_VERSIONS
  if (mayTryAnother) {
    const from = table.find((info) => info.id === event.step)?.onRejection ?? event.step
    const again = SETUP_STEP_IDS.slice(SETUP_STEP_IDS.indexOf(from))
    const reset = {
      ...snapshot,
      rejected,
      // Insisting on a version that has just proved broken would loop; the reason stays visible in `rejected`.
      request: snapshot.request === null ? null : { ...snapshot.request, version: null, rebuild: false },
      steps: snapshot.steps.map((step) => (again.includes(step.id) ? waiting(step.id) : step)),
    }
    const next = run(reset, event.atMs)
    return { snapshot: next.snapshot, effects: [{ type: "discard" }, ...next.effects] }
  }
  return {
    snapshot: {
      ...withStep(snapshot, event.step, (step) => ({ ...step, state: "failed", endedAtMs: event.atMs })),
      phase: "failed",
      rejected,
      problem: event.problem,
      endedAtMs: event.atMs,
    },
    effects: [],
  }
}

function askToStop(snapshot: SetupSnapshot, wish: "pause" | "cancel"): Advance {
  const running = snapshot.steps.find((step) => step.state === "running")
  if (snapshot.phase === "running" && running !== undefined) {
    return {
      snapshot: { ...snapshot, phase: "stopping", stoppingFor: wish },
      effects: [{ type: "stop-step", step: running.id }],
    }
  }
  if (wish === "cancel") {
    // Cancelling outranks a pause that is still under way.
    if (snapshot.phase === "stopping")
      return { snapshot: { ...snapshot, stoppingFor: "cancel" }, effects: [] }
    if (snapshot.phase === "paused" || snapshot.phase === "failed") {
      return { snapshot: idleSetup(), effects: [{ type: "discard" }] }
    }
  }
  return { snapshot, effects: [] }
}

function stopped(snapshot: SetupSnapshot, atMs: number): Advance {
  if (snapshot.stoppingFor === "cancel") return { snapshot: idleSetup(), effects: [{ type: "discard" }] }
  return { snapshot: { ...snapshot, phase: "paused", stoppingFor: null, endedAtMs: atMs }, effects: [] }
}

/** After a kill: a run that was going goes on, a pause stays a pause, a cancel is carried out. */
function recover(snapshot: SetupSnapshot, atMs: number): Advance {
  const steps = snapshot.steps.map((step) => (step.state === "running" ? waiting(step.id) : step))
  if (snapshot.phase === "running") return run({ ...snapshot, steps }, atMs)
  if (snapshot.phase === "stopping") return stopped({ ...snapshot, steps }, atMs)
  return { snapshot, effects: [] }
}

function isRunning(snapshot: SetupSnapshot, id: SetupStepId): boolean {
  const active = snapshot.phase === "running" || snapshot.phase === "stopping"
  return active && stepOf(snapshot, id).state === "running"
}

function withStep(
  snapshot: SetupSnapshot,
  id: SetupStepId,
  change: (step: StepState) => StepState,
): SetupSnapshot {
  return { ...snapshot, steps: snapshot.steps.map((step) => (step.id === id ? change(step) : step)) }
}
