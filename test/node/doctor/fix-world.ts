import { mkdir } from "node:fs/promises"
import { type EngineStartRequest, type EngineView, idleEngine } from "#common/domain/engine"
import { defaultLaunchSettings } from "#common/domain/launch"
import { makeProblem, type Problem } from "#common/domain/problem"
import type { EngineInstall, SetupRequest } from "#common/domain/setup"
import { homeOf } from "#node/home"
import type { Leftovers } from "#node/services/doctor/check-world"
import { FixHistory } from "#node/services/doctor/fix-history"
import { FixService } from "#node/services/doctor/fix-service"
import type { FixWorld } from "#node/services/doctor/fix-world"
import { EngineStore } from "#node/services/setup/engine-store"
import { temporaryFolder } from "../adapters/temporary-folder"
import { fakePorts } from "../../fakes/ports"
import { machineOf } from "../machine/host"
import { ENGINE } from "./check-world"

export const REQUEST: EngineStartRequest = {
  modelPath: "/models/glm",
  modelName: "glm",
  settings: { ...defaultLaunchSettings(), maxModelLen: 8192 },
}

/** An engine that failed with a problem; starting it again comes out as `next` says. */
export function crashed(problem: Problem): EngineView {
  return { ...idleEngine(0), state: "crashed", runId: "r1", request: REQUEST, engineId: ENGINE.id, problem }
}

/** Everything fixes work on, with real files in a home of its own and the cards of a captured host. */
export async function fixWorld(
  problem: Problem = makeProblem("kv-cache-too-small"),
  host = "workstation-mixed",
) {
  const { service, processes } = await machineOf(host)
  const home = homeOf({ GLIMMER_HOME: await temporaryFolder() })
  const ports = fakePorts({ processes })
  const store = new EngineStore(ports.files, home)
  const state = {
    view: crashed(problem),
    /** How the next start ends. */
    next: { state: "ready" } as Partial<EngineView>,
    left: { processes: [], halfMadeEngines: [], orphanedCaches: [] } as Leftovers,
    settingUp: false,
    starts: [] as EngineStartRequest[],
    setups: [] as SetupRequest[],
    kept: [] as unknown[],
    fetched: [] as string[],
  }
  const world: FixWorld = {
    ports,
    home,
    history: await FixHistory.open(ports.files, home),
    machine: () => service.report(true),
    store,
    engine: {
      view: () => state.view,
      start: async (request) => {
        state.starts.push(request)
        state.view = { ...state.view, state: "starting", request, problem: null }
      },
      settled: async () => (state.view = { ...state.view, ...state.next }),
    },
    setup: {
      start: async (request) => void state.setups.push(request),
      isBusy: () => state.settingUp,
      refresh: async () => undefined,
    },
    modelOf: async () => null,
    measured: () => [],
    leftovers: async () => state.left,
    runs: async () => [],
    keepLaunch: async (settings) => void state.kept.push(settings),
    refetch: {
      isPossible: (folder) => folder.startsWith(home.models),
      begin: async (folder) => void state.fetched.push(folder),
    },
    nextStart: async () => null,
  }
  const addEngine = async (change: Partial<EngineInstall>) => {
    const engine = { ...ENGINE, ...change }
    await mkdir(`${home.engines}/${engine.id}`, { recursive: true })
    await store.add(engine)
    return engine
  }
  return {
    world,
    state,
    home,
    processes,
    store,
    addEngine,
    fixes: new FixService(world, () => null, "epoch"),
  }
}
