import type { Clock, ProcessInfo, Processes } from "../../ports"
import { RUN_ID_VARIABLE } from "./engine-environment"

/**
 * How long each signal may take, ms. vLLM ignored the first SIGTERM of a start-up in every try and obeyed the second
 * within 2 s; while serving it needs 0.5 s. The group is killed after that, since helpers outlive the server.
 */
const PATIENCE_MS = { first: 4_000, second: 6_000, killed: 4_000 } as const
const LOOK_EVERY_MS = 100

/** Which processes belong to a run. */
export interface RunProcesses {
  readonly runId: string
  readonly pid: number
  readonly startTicks: number
}

/**
 * Ends everything of a run: asks the server, asks again, then kills the group and whatever left it. Resolves when
 * nothing is left, true, or when something would not go, false.
 */
export async function endRun(
  ports: { readonly processes: Processes; readonly clock: Clock },
  run: RunProcesses,
): Promise<boolean> {
  for (const patienceMs of [PATIENCE_MS.first, PATIENCE_MS.second]) {
    const alive = await livingProcesses(ports.processes, run)
    if (alive.length === 0) return true
    // The server ends its own children in order. Without a server the orphans are asked themselves.
    const server = alive.find((process) => process.pid === run.pid)
    for (const process of server === undefined ? alive : [server]) {
      ports.processes.signal(process.pid, "SIGTERM", false)
    }
    if (await nothingLeft(ports, run, patienceMs)) return true
  }
  for (const process of await livingProcesses(ports.processes, run)) {
    ports.processes.signal(process.pid, "SIGKILL", false)
  }
  return nothingLeft(ports, run, PATIENCE_MS.killed)
}

/** Every living process of a run: its server, its group, and those that carry its id. */
export async function livingProcesses(
  processes: Processes,
  run: RunProcesses,
): Promise<readonly ProcessInfo[]> {
  const server = await processes.find(run.pid)
  const same = server !== null && server.startTicks === run.startTicks
  const byId = await processes.findByEnvironment(RUN_ID_VARIABLE, run.runId)
  // A group whose leader died keeps its number as long as one member lives, so it cannot be somebody else's.
  const byGroup =
    same || byId.some((process) => process.groupId === run.pid) ? await processes.findByGroup(run.pid) : []
  const found = new Map(
    [...(same ? [server] : []), ...byId, ...byGroup].map((process) => [process.pid, process]),
  )
  return [...found.values()]
}

/** True as soon as nothing is left; false when something still is after `patienceMs`. */
async function nothingLeft(
  ports: { readonly processes: Processes; readonly clock: Clock },
  run: RunProcesses,
  patienceMs: number,
): Promise<boolean> {
  const deadline = ports.clock.now() + patienceMs
  for (;;) {
    if ((await livingProcesses(ports.processes, run)).length === 0) return true
    if (ports.clock.now() >= deadline) return false
    await ports.clock.sleep(LOOK_EVERY_MS)
  }
}
