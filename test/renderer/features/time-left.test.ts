import { describe, expect, it } from "vitest"
import { idleSetup } from "#common/domain/setup-machine"
import type { SetupSnapshot } from "#common/domain/setup"
import { timeLeft, usualSeconds } from "../../../renderer/features/setup/progress/time-left"

/** A setup whose last long step runs since 0. */
function tryingSince0(remainingSeconds: readonly [number, number] | null = null): SetupSnapshot {
  const { steps, ...rest } = idleSetup()
  return {
    ...rest,
    phase: "running",
    steps: steps.map((step) =>
      step.id === "activate"
        ? step
        : step.id === "selftest"
          ? {
              ...step,
              state: "running",
              startedAtMs: 0,
              progress: { done: 0.9, total: 1, unit: "steps", rate: null, remainingSeconds, line: "" },
            }
          : { ...step, state: "done" },
    ),
  }
}

describe("the time a setup still takes", () => {
  it("is a range that shrinks while a step keeps to its usual time", () => {
    const early = timeLeft(tryingSince0(), 5_000)
    const later = timeLeft(tryingSince0(), 60_000)
    if (early === null || early === "late" || later === null || later === "late") throw new Error("no range")
    expect(later[1]).toBeLessThan(early[1])
  })

  it("is not promised again and again by a step that takes longer than on a slow machine", () => {
    expect(timeLeft(tryingSince0(), usualSeconds("selftest") * 1_000 * 2)).toBe("late")
  })

  it("is what a step says of itself as long as it does", () => {
    expect(timeLeft(tryingSince0([40, 60]), usualSeconds("selftest") * 1_000 * 2)).not.toBe("late")
  })
})
