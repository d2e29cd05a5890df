import type { EngineStartRequest } from "#common/domain/engine"
import type { ModelChoice } from "#common/domain/model"
import type { Home } from "../../home"
import type { Network, Ports } from "../../ports"
import type { EngineService } from "../engine/engine-service"
import { RunRecords } from "../engine/run-record"
import type { MachineService } from "../machine/machine-service"
import type { ModelsService } from "../models/models-service"
import type { SettingsService } from "../settings/settings-service"
import type { EngineStore } from "../setup/engine-store"
import type { SetupService } from "../setup/setup-service"
import { Calibrations } from "./calibrations"
import { CheckRounds } from "./check-rounds"
import { CHECKERS } from "./checks/index"
import { DoctorService, lastResult } from "./doctor-service"
import { FixHistory } from "./fix-history"
import { FixService } from "./fix-service"
import type { FixWorld, Refetch } from "./fix-world"
import { ReportService } from "./report-service"
import { findLeftovers, type RoundSources, roundWorld } from "./round-world"
import { calibrationOfStart, modelIdOf } from "./start-plan"

/** The services a doctor looks at and works with. */
export interface DoctorParts {
  readonly ports: Ports & { readonly network: Network }
  readonly home: Home
  readonly version: string
  readonly selftestPath: string
  readonly machine: MachineService
  readonly models: ModelsService
  readonly settings: SettingsService
  readonly store: EngineStore
  readonly engine: EngineService
  readonly setup: SetupService
  readonly refetch: Refetch
  readonly epoch: string
}

/** The doctor of this home, over its services. */
export async function makeDoctor(parts: DoctorParts): Promise<DoctorService> {
  const { ports, home, machine, models, settings, store, engine, setup, epoch } = parts
  const records = new RunRecords(ports.files, home)
  const [history, calibrations] = await Promise.all([
    FixHistory.open(ports.files, home),
    Calibrations.open(ports.files, home),
  ])
  const modelOf = (request: EngineStartRequest): Promise<ModelChoice | null> =>
    models.find(modelIdOf(home, parts.selftestPath, request)).catch(() => null)
  const isSettingUp = () => ["running", "stopping"].includes(setup.view.state.snapshot.phase)
  const nextStart = () => chosenStart(parts)
  const sources: RoundSources = {
    ports,
    home,
    store,
    report: () => machine.report(true),
    runs: () => records.list(),
    currentRunId: () => engine.view.state.runId,
    settingUp: isSettingUp,
    indexChoice: () => settings.current.index,
  }
  const rounds = new CheckRounds(
    ports,
    CHECKERS,
    async (signal) => roundWorld(sources, engine.view.state.request ?? (await nextStart()), signal),
    epoch,
  )
  const world: FixWorld = {
    ports,
    home,
    history,
    store,
    modelOf,
    nextStart,
    machine: () => machine.report(true),
    engine: {
      view: () => engine.view.state,
      start: (request) => engine.start(request),
      settled: () => engine.settled(),
    },
    setup: {
      start: (request) => setup.start(request),
      isBusy: isSettingUp,
      refresh: () => setup.refreshEngines(),
    },
    measured: () => calibrations.all,
    leftovers: () => findLeftovers(sources),
    runs: () => records.list(),
    keepLaunch: async (launch) => void (await settings.updateJourney({ launch })),
    refetch: parts.refetch,
  }
  const fixes = new FixService(world, (check) => lastResult(rounds, check), epoch)
  const report = new ReportService({
    ports,
    home,
    engineLines: () => engine.log.lines.map(({ text }) => text),
    facts: async () => ({
      version: parts.version,
      machine: await machine.report(false).catch(() => null),
      engine: await store.current(),
      view: engine.view.state,
      checks: (await rounds.latest()).checks.flatMap(({ result }) => result ?? []),
      fixes: history.outcomes.slice(-10),
      settings: settings.current,
    }),
  })
  return new DoctorService(rounds, fixes, calibrations, report, async (view) => {
    const [model, current, taken] = await Promise.all([
      view.request === null ? null : modelOf(view.request),
      store.current(),
      machine.report(false),
    ])
    if (model === null || current === null) return null
    return calibrationOfStart({ model, engine: current, report: taken, measured: [] }, view)
  })
}

/** What a person has chosen on the way, before anything was started. */
async function chosenStart({ settings, models }: DoctorParts): Promise<EngineStartRequest | null> {
  const { modelId, launch } = settings.currentJourney
  if (modelId === null || launch === null) return null
  const model = await models.find(modelId).catch(() => null)
  return model?.path == null ? null : { modelPath: model.path, modelName: model.name, settings: launch }
}
