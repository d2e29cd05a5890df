import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Clock, Processes } from "../../ports"

/** How long a program may take to end by itself, ms, and how long after it was killed. */
const POLITE_MS = 6_000
const KILLED_MS = 3_000
const LOOK_EVERY_MS = 100

/** A program by its pid and the moment it began: a pid alone may by now be somebody else's. */
export interface NamedProcess {
  readonly pid: number
  readonly startTicks: number
}

/**
 * Ends one program: asks it, waits, then kills it. Nothing there is fine. Errors: `permission-denied` for a program of
 * another user, `engine-will-not-end` for one that outlives even that.
 */
export async function endProgram(
  ports: { readonly processes: Processes; readonly clock: Clock },
  target: NamedProcess,
): Promise<void> {
  for (const [signal, patienceMs] of [
    ["SIGTERM", POLITE_MS],
    ["SIGKILL", KILLED_MS],
  ] as const) {
    if (!(await isThere(ports.processes, target))) return
    if (!ports.processes.signal(target.pid, signal, false) && (await isThere(ports.processes, target))) {
      throw new ProblemError(makeProblem("permission-denied", { path: `pid ${target.pid}` }))
    }
    if (await isGone(ports, target, patienceMs)) return
  }
  throw new ProblemError(makeProblem("engine-will-not-end", { pid: target.pid }))
}

async function isThere(processes: Processes, { pid, startTicks }: NamedProcess): Promise<boolean> {
  return (await processes.find(pid))?.startTicks === startTicks
}

async function isGone(
  ports: { readonly processes: Processes; readonly clock: Clock },
  target: NamedProcess,
  patienceMs: number,
): Promise<boolean> {
  const deadline = ports.clock.now() + patienceMs
  while (await isThere(ports.processes, target)) {
    if (ports.clock.now() >= deadline) return false
    await ports.clock.sleep(LOOK_EVERY_MS)
  }
  return true
}
