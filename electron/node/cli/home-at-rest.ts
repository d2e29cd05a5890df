import { SETUP_STEPS } from "#common/data/setup-steps"
import { type EngineView, idleEngine } from "#common/domain/engine"
import { makeProblem } from "#common/domain/problem"
import type { SetupSnapshot, SetupView } from "#common/domain/setup"
import { overallProgress } from "#common/domain/setup-machine"
import type { Home } from "../home"
import type { Ports } from "../ports"
import { livingProcesses } from "../services/engine/end-processes"
import { askEngine, isHealthy } from "../services/engine/engine-questions"
import { type RunRecord, RunRecords } from "../services/engine/run-record"
import { EngineStore } from "../services/setup/engine-store"
import { loadSnapshot } from "../services/setup/saved-snapshot"
import { SILENT } from "./looking"

/** An engine that serves answers one token well within this; one that does not is still busy starting. ms. */
const ANSWERS_WITHIN_MS = 3_000

type LookingPorts = Pick<Ports, "processes" | "files" | "clock" | "environment">

/** What is installed in a home in which no Glimmer is at work. */
export async function setupAtRest({ files }: LookingPorts, home: Home): Promise<SetupView> {
  const store = new EngineStore(files, home)
  const [saved, current, engines] = await Promise.all([
    loadSnapshot(files, home),
    store.current(),
    store.list(),
  ])
  const snapshot = resting(saved)
  return { snapshot, overall: overallProgress(snapshot, SETUP_STEPS), current, engines }
}

/** The engine that was left serving in a home in which no Glimmer is at work. */
export async function engineAtRest(ports: LookingPorts, home: Home): Promise<EngineView> {
  const nowMs = ports.clock.now()
  const newestFirst = (await new RunRecords(ports.files, home).list()).toReversed()
  for (const record of newestFirst) {
    const server = await ports.processes.find(record.pid)
    if (server?.startTicks === record.startTicks) return servingView(ports, record)
  }
  for (const record of newestFirst) {
    const [orphan] = await livingProcesses(ports.processes, record)
    if (orphan === undefined) continue
    const problem = makeProblem("orphan-processes", {}, `${orphan.name} (${orphan.pid})`)
    return { ...idleEngine(nowMs), ...told(record), state: "crashed", pid: null, problem }
  }
  return idleEngine(nowMs)
}

/** Ready means here, too, that a request was answered. */
async function servingView(ports: LookingPorts, record: RunRecord): Promise<EngineView> {
  const { createHttp } = await import("../adapters/http")
  const http = createHttp({ environment: ports.environment, log: SILENT })
  const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS)
  const { port, apiKey, request } = record
  const answers =
    (await isHealthy(http, port, signal)) &&
    (await askEngine(
      { http, clock: ports.clock },
      { port, apiKey, modelName: request.modelName },
      { messages: [{ role: "user", content: "hello" }], max_tokens: 1 },
      { signal, timeoutMs: ANSWERS_WITHIN_MS },
    ).then(
      () => true,
      () => false,
    ))
  return { ...idleEngine(record.startedAtMs), ...told(record), state: answers ? "ready" : "loading" }
}

function told(record: RunRecord) {
  const { runId, request, engineId, port, pid, commandLine, templateReplaced } = record
  return { runId, request, engineId, port, pid, commandLine, templateReplaced, adopted: true }
}

/** What the file calls running has been cut off, for nobody is there to run it. */
function resting(snapshot: SetupSnapshot): SetupSnapshot {
  if (snapshot.phase !== "running" && snapshot.phase !== "stopping") return snapshot
  const steps = snapshot.steps.map((step) =>
    step.state === "running" ? { ...step, state: "waiting" as const, startedAtMs: null } : step,
  )
  return { ...snapshot, phase: "paused", stoppingFor: null, steps }
}
