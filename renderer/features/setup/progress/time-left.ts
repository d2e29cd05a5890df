import { SETUP_STEPS } from "#common/data/setup-steps"
import type { SetupSnapshot, StepState } from "#common/domain/setup"

/** How far another machine may lie from a usual one, either way. */
const FASTER = 0.6
const SLOWER = 1.8

/**
 * Seconds the whole setup still needs, as an honest range: what the running step says of itself, and for those to
 * come their usual time on faster and slower machines. Null while nothing runs.
 */
export function timeLeft(snapshot: SetupSnapshot, nowMs: number): readonly [number, number] | null {
  if (snapshot.phase !== "running") return null
  let low = 0
  let high = 0
  for (const step of snapshot.steps) {
    if (step.state === "done" || step.state === "failed") continue
    const [stepLow, stepHigh] = stepTimeLeft(step, nowMs)
    low += stepLow
    high += stepHigh
  }
  return [Math.round(low), Math.round(high)]
}

function stepTimeLeft(step: StepState, nowMs: number): readonly [number, number] {
  if (step.progress?.remainingSeconds != null) return step.progress.remainingSeconds
  const usual = usualSeconds(step.id)
  if (step.startedAtMs === null) return [usual * FASTER, usual * SLOWER]
  const elapsed = (nowMs - step.startedAtMs) / 1000
  return [Math.max(0, usual * FASTER - elapsed), Math.max(usual * 0.25, usual * SLOWER - elapsed)]
}

/** Seconds a step takes on a usual machine. */
export function usualSeconds(id: StepState["id"]): number {
  return SETUP_STEPS.find((step) => step.id === id)?.weight ?? 0
}
