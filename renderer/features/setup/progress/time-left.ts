import { SETUP_STEPS } from "#common/data/setup-steps"
import type { SetupSnapshot, StepState } from "#common/domain/setup"

/** How far another machine may lie from a usual one, either way. */
const FASTER = 0.6
const SLOWER = 1.8

/**
 * Seconds the whole setup still needs, as an honest range: what the running step says of itself, and for those to
 * come their usual time on faster and slower machines. Null while nothing runs; "late" when a step takes longer than
 * on a slow machine: whoever promises a time then has promised it before.
 */
export function timeLeft(snapshot: SetupSnapshot, nowMs: number): readonly [number, number] | "late" | null {
  if (snapshot.phase !== "running") return null
  if (snapshot.steps.some((step) => isLate(step, nowMs))) return "late"
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

function isLate(step: StepState, nowMs: number): boolean {
  if (step.state !== "running" || step.startedAtMs === null || step.progress?.remainingSeconds != null)
    return false
  // A step of a few seconds is late soon, and nobody minds.
  return (nowMs - step.startedAtMs) / 1000 > Math.max(30, usualSeconds(step.id) * SLOWER)
}

function stepTimeLeft(step: StepState, nowMs: number): readonly [number, number] {
  if (step.progress?.remainingSeconds != null) return step.progress.remainingSeconds
  const usual = usualSeconds(step.id)
  if (step.startedAtMs === null) return [usual * FASTER, usual * SLOWER]
  const elapsed = (nowMs - step.startedAtMs) / 1000
  return [Math.max(0, usual * FASTER - elapsed), Math.max(0, usual * SLOWER - elapsed)]
}

/** Seconds a step takes on a usual machine. */
export function usualSeconds(id: StepState["id"]): number {
  return SETUP_STEPS.find((step) => step.id === id)?.weight ?? 0
}
