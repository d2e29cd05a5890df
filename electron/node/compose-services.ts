import type { EngineView } from "#common/domain/engine"
import { chatExportWords as englishExport } from "#common/data/words/chat-export.en"
import { chatExportWords as chineseExport } from "#common/data/words/chat-export.zh-CN"
import type { ThreadStore, ModelClient } from "./chat-ports"
import { engineBaseUrl } from "#common/domain/connect"
import { isAlive } from "#common/domain/engine-machine"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Home } from "./home"
import type { Archives, Hasher, HttpBodies, Network, Ports } from "./ports"
import type { Resources } from "./resources"
import type { Services } from "./rpc/services"
import type { Composed } from "./serve/house"
import { DownloadService } from "./services/download/download-service"
import { fetchFilesWith } from "./services/download/fetch-files"
import { ChatService } from "./services/chat/chat-service"
import { ConnectService } from "./services/connect/connect-service"
import { hopelessStart } from "./services/doctor/hopeless-start"
import { makeDoctor } from "./services/doctor/make-doctor"
import { EngineKey } from "./services/engine/engine-key"
import { EngineService } from "./services/engine/engine-service"
import { createLogReader } from "./services/engine/create-log-reader"
import { createWitness } from "./services/engine/witness"
import { StageTimes } from "./services/engine/stage-times"
import { LibraryService } from "./services/library/library-service"
import { MachineService } from "./services/machine/machine-service"
import { ModelsService, SELFTEST_MODEL_ID } from "./services/models/models-service"
import { SettingsService } from "./services/settings/settings-service"
import { EngineStore } from "./services/setup/engine-store"
import { SetupService } from "./services/setup/setup-service"
import { activateStep } from "./services/setup/steps/activate"
import { buildStep } from "./services/setup/steps/build"
import { checkStep } from "./services/setup/steps/check"
import { downloadStep } from "./services/setup/steps/download"
import { installStep } from "./services/setup/steps/install"
import { lockStep } from "./services/setup/steps/lock"
import { selftestStep } from "./services/setup/steps/selftest"
import { toolsStep } from "./services/setup/steps/tools"
import { verifyStep } from "./services/setup/steps/verify"
import { createUvSource } from "./services/setup/uv-source"
import { builtInTools } from "./tools/built-in-tools"

/** Everything the services are made from. */
export interface World {
  readonly ports: Ports & { readonly network: Network }
  readonly home: Home
  readonly resources: Resources
  readonly version: string
  readonly archives: Archives
  readonly bodies: HttpBodies
  readonly hasher: Hasher
  readonly model: ModelClient
  readonly openThreads: (
    path: string,
    nowMs: number,
  ) => { readonly store: ThreadStore; readonly keptAside: string | null }
}

/**
 * Makes the services of a home and wakes them: an engine that serves is found again first, then an interrupted setup
 * goes on. `closing` is read when it ends.
 */
export async function composeServices(world: World, closing: { stopEngine: boolean }): Promise<Composed> {
  const { ports, home, resources } = world
  await ports.files.makeFolder(home.root)
  const epoch = ports.newId()
  const settings = await SettingsService.open(ports, home, world.version)
  const machine = new MachineService(ports, home)
  const downloads = new DownloadService({
    ...ports,
    bodies: world.bodies,
    hasher: world.hasher,
    random: Math.random,
  })
  const models = new ModelsService(ports, home, resources.selftestModel, () => library.view.models)
  const store = new EngineStore(ports.files, home)
  const times = await StageTimes.open(ports.files, home)
  const engineKey = new EngineKey(ports.files, home)
  const gpus = async () => (await machine.report(true)).gpus
  const engine = new EngineService(
    ports,
    {
      home,
      store,
      engineKey,
      pythonScripts: resources.pythonScripts,
      newReader: (record) => createLogReader(record, times.usual(record)),
      onReady: (view) => void learnFrom(view),
      check: () => doctor.checkStart(),
      hopeless: (request, target) => hopelessStart({ ...ports, gpus }, request, target),
      witness: createWitness(ports, home, gpus),
    },
    epoch,
  )
  const setup = makeSetup(world, { settings, machine, store, engine, engineKey, times, downloads, epoch })
  const chat = makeChat(world, settings, engine)
  const library = new LibraryService({
    ...{ ports, home, bodies: world.bodies, downloads, epoch },
    settings: {
      downloads: () => settings.current.downloads,
      change: (change) => settings.update({ downloads: change }),
    },
    served: () => (isAlive(engine.view.state) ? (engine.view.state.request?.modelPath ?? null) : null),
  })
  const doctor = await makeDoctor({
    ...{ ports, home, machine, models, settings, store, engine, setup, epoch },
    version: world.version,
    selftestPath: resources.selftestModel,
    refetch: {
      isPossible: (folder) => library.fetched(folder),
      begin: (folder) => library.verify(folder),
    },
  })
  const learnFrom = async (view: EngineView) => {
    await times.remember(view)
    await doctor.learn(view)
  }
  await engine.takeOver()
  // A command at a terminal comes and goes: it fetches what it is asked for, and leaves the rest to who stays.
  await library.open({ goOn: closing.stopEngine })
  await setup.open()
  const services: Services = {
    machine,
    models,
    library,
    settings,
    chat,
    connect: new ConnectService(ports, engine, engineKey),
    doctor,
    setup: {
      watch: (signal) => setup.view.watch(signal),
      watchLog: (cursor, signal) => setup.log.watch(cursor, signal),
      start: (request) => setup.start(request),
      pause: async () => setup.pause(),
      resume: async () => setup.resume(),
      cancel: async () => setup.cancel(),
      use: (engineId) => setup.use(engineId),
      remove: (engineId) => setup.remove(engineId),
    },
    engine: {
      watch: (signal) => engine.view.watch(signal),
      watchLog: (cursor, signal) => engine.log.watch(cursor, signal),
      start: async ({ modelId, settings: launch }) => {
        const model = await models.find(modelId)
        await engine.start({ modelPath: model.path ?? "", modelName: model.name, settings: launch })
      },
      stop: () => engine.stop(),
      startAgain: async () => {
        const { request } = engine.view.state
        if (request === null) throw new ProblemError(makeProblem("model-not-here"))
        await engine.start(request)
      },
    },
  }
  return {
    services,
    close: async () => {
      await setup.close()
      await library.close()
      if (closing.stopEngine) await engine.stop()
      else await engine.release()
      await chat.close()
    },
  }
}

interface SetupParts {
  readonly settings: SettingsService
  readonly machine: MachineService
  readonly store: EngineStore
  readonly engine: EngineService
  readonly engineKey: EngineKey
  readonly times: StageTimes
  readonly downloads: DownloadService
  readonly epoch: string
}

function makeSetup(world: World, parts: SetupParts): SetupService {
  const { ports, home, resources, archives } = world
  const { settings, machine, store, engine, engineKey, times } = parts
  const report = () => machine.report(true)
  const fetchFiles = fetchFilesWith(parts.downloads)
  const { pythonScripts } = resources
  const activate = activateStep(ports, home, store)
  return new SetupService(
    ports,
    home,
    store,
    {
      check: checkStep(ports, home, report),
      tools: toolsStep(
        ports,
        home,
        () => settings.current,
        createUvSource(ports, archives, fetchFiles, process.arch),
      ),
      lock: lockStep(ports, home, archives, store),
      download: downloadStep(ports, home, fetchFiles),
      install: installStep(ports, home),
      build: buildStep(ports, home, pythonScripts),
      verify: verifyStep(ports, home, pythonScripts),
      selftest: selftestStep(ports, {
        home,
        pythonScripts,
        engineKey,
        modelPath: resources.selftestModel,
        machine: report,
        newReader: (record) => createLogReader(record, times.usual(record)),
        keepServing: () => settings.currentJourney.modelId === SELFTEST_MODEL_ID,
      }),
      activate: async (context) => {
        const facts = await activate(context)
        // The server that passed the self-test is the trial's engine: found like any other that was left running.
        await engine.takeOver()
        return facts
      },
    },
    parts.epoch,
  )
}

function makeChat(world: World, settings: SettingsService, engine: EngineService): ChatService {
  const { ports, home } = world
  const { store, keptAside } = world.openThreads(home.threadsFile, ports.clock.now())
  if (keptAside !== null) ports.log.error("conversations were unreadable and begin anew", { keptAside })
  return new ChatService({
    ...ports,
    store,
    model: world.model,
    tools: builtInTools(ports),
    exportWords: { en: englishExport, "zh-CN": chineseExport },
    policies: {
      policyOf: (tool) => settings.current.toolPolicies[tool] ?? "ask",
      remember: async (tool, policy) => {
        await settings.update({ toolPolicies: { ...settings.current.toolPolicies, [tool]: policy } })
      },
    },
    engine: {
      current: () => {
        const address = engine.address()
        const { request, measurements } = engine.view.state
        if (address === null || request === null) return null
        return {
          baseUrl: engineBaseUrl(address.port),
          apiKey: address.apiKey,
          modelName: address.modelName,
          toolsAvailable: request.settings.toolCallParser !== null,
          maxModelLen: measurements.maxModelLen ?? request.settings.maxModelLen,
        }
      },
    },
  })
}
