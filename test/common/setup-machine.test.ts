import { describe, expect, it } from "vitest"
import { makeProblem } from "#common/domain/problem"
import { SETUP_STEP_IDS, type SetupSnapshot, type SetupStepInfo } from "#common/domain/setup"
import {
  advanceSetup,
  idleSetup,
  MAX_REJECTED_VERSIONS,
  overallProgress,
  type SetupHappening,
  stepOf,
} from "#common/domain/setup-machine"

const TABLE: readonly SetupStepInfo[] = SETUP_STEP_IDS.map((id) => ({ id, weight: 10, onRejection: "lock" }))

/** Plays events and returns the last snapshot with all effects in order. */
function play(from: SetupSnapshot, ...events: readonly SetupHappening[]) {
  let snapshot = from
  const effects: string[] = []
  for (const [index, event] of events.entries()) {
    const next = advanceSetup(snapshot, { ...event, atMs: index }, TABLE)
    snapshot = next.snapshot
    effects.push(
      ...next.effects.map((effect) => ("step" in effect ? `${effect.type} ${effect.step}` : effect.type)),
    )
  }
  return { snapshot, effects }
}

const start = {
  type: "start",
  runId: "r1",
  request: { target: "cpu", version: null, rebuild: false },
} as const
const done = (step: (typeof SETUP_STEP_IDS)[number]) => ({ type: "step-done", step, facts: {} }) as const

describe("setup machine", () => {
  it("runs the steps in order and ends as done", () => {
    const { snapshot, effects } = play(idleSetup(), start, ...SETUP_STEP_IDS.map(done))
    expect(effects).toEqual(SETUP_STEP_IDS.map((id) => `run-step ${id}`))
    expect(snapshot.phase).toBe("done")
    expect(overallProgress(snapshot, TABLE)).toBe(1)
  })

  it("goes on with the step that was running when the program was killed", () => {
    const before = play(idleSetup(), start, done("check"), done("tools")).snapshot
    const { snapshot, effects } = play(before, { type: "recover" })
    expect(effects).toEqual(["run-step lock"])
    expect(stepOf(snapshot, "tools").state).toBe("done")
  })

  it("keeps a pause over a restart", () => {
    const paused = play(
      idleSetup(),
      start,
      { type: "pause" },
      { type: "step-stopped", step: "check" },
    ).snapshot
    expect(play(paused, { type: "recover" }).effects).toEqual([])
    expect(play(paused, { type: "resume" }).effects).toEqual(["run-step check"])
  })

  it("counts a step that finished while the pause was on its way", () => {
    const { snapshot } = play(idleSetup(), start, { type: "pause" }, done("check"))
    expect(snapshot.phase).toBe("paused")
    expect(stepOf(snapshot, "check").state).toBe("done")
  })

  it("carries out a cancel that a kill interrupted", () => {
    const stopping = play(idleSetup(), start, { type: "cancel" }).snapshot
    const { snapshot, effects } = play(stopping, { type: "recover" })
    expect([snapshot.phase, effects]).toEqual(["idle", ["discard"]])
  })

  it("takes another version from the lock on when the version is at fault, even an insisted one", () => {
    const insist = { ...start, request: { target: "cpu", version: "0.32.0", rebuild: true } } as const
    const broken = makeProblem("selftest-no-answer")
    const { snapshot, effects } = play(idleSetup(), insist, ...SETUP_STEP_IDS.slice(0, 7).map(done), {
      type: "step-failed",
      step: "selftest",
      problem: broken,
      rejects: "0.32.0",
    })
    expect(effects.slice(-2)).toEqual(["discard", "run-step lock"])
    expect(snapshot.rejected).toEqual([{ version: "0.32.0", step: "selftest", problem: broken }])
    expect(snapshot.request).toEqual({ target: "cpu", version: null, rebuild: false })
    expect(stepOf(snapshot, "tools").state).toBe("done")
  })

  it("stops trying versions when it is plainly not the version", () => {
    const problem = makeProblem("verify-failed")
    const table = TABLE.map((info) => ({ ...info, onRejection: info.id }))
    let snapshot = play(idleSetup(), start).snapshot
    for (let tries = 0; tries <= MAX_REJECTED_VERSIONS; tries++) {
      expect(snapshot.phase).toBe("running")
      snapshot = advanceSetup(
        snapshot,
        { type: "step-failed", step: "check", problem, rejects: `0.${tries}.0`, atMs: 0 },
        table,
      ).snapshot
    }
    expect(snapshot.phase).toBe("failed")
  })

  it("ignores messages of a step that is not running", () => {
    const { snapshot } = play(idleSetup(), start)
    const late = advanceSetup(snapshot, { ...done("build"), atMs: 9 }, TABLE)
    expect(late.snapshot).toBe(snapshot)
  })
})
