import { makeProblem, ProblemError } from "#common/domain/problem"
import { defaultSettings, newJourney } from "#common/domain/settings"
import { emptyLibrary } from "#common/domain/library"
import { idleSetup } from "#common/domain/setup-machine"
import type { Gpu } from "#common/domain/hardware"
import type { EngineView } from "#common/domain/engine"
import { idleEngine } from "#common/domain/engine"
import type { SetupView } from "#common/domain/setup"
import type { Thread } from "#common/domain/chat"
import { createClock } from "#node/adapters/clock"
import type { Clock } from "#node/ports"
import type { Services } from "#node/rpc/services"
import { LineLog } from "#node/services/streams/line-log"
import { StateTopic } from "#node/services/streams/state-topic"
import { fakeDoctor } from "../../fakes/doctor"

/** Services whose states, logs and faults a test holds in its hand. */
export function fakeServices(clock: Clock = createClock()) {
  const engine = new StateTopic<EngineView>(clock, "e", idleEngine(0))
  const engineLog = new LineLog(clock, "e", 1_000_000)
  const setup = new StateTopic<SetupView>(clock, "e", {
    snapshot: idleSetup(),
    overall: 0,
    current: null,
    engines: [],
  })
  const settings = new StateTopic(clock, "e", defaultSettings())
  const journey = new StateTopic(clock, "e", newJourney())
  const calls: string[] = []
  const watchers = { open: 0 }
  const note = (name: string) => async () => void calls.push(name)

  /** Counts how many watch streams are being served, so that a test can see one end. */
  async function* counted<T>(stream: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    watchers.open++
    try {
      yield* stream
    } finally {
      watchers.open--
    }
  }

  const services: Services = {
    machine: {
      report: () => Promise.reject(new Error("nvidia-smi: secret stack\n    at /home/user/app.js")),
      watchGpus: async function* () {
        yield { cursor: "e:0", state: [] as readonly Gpu[] }
        throw new ProblemError(makeProblem("smi-timeout", { seconds: 10 }))
      },
      folderSizes: async () => ({ engines: 1, models: 2, downloads: 3, caches: 4, logs: 5, threads: 6 }),
      browse: async (path) => ({ path: path ?? "/home/user", parent: null, entries: [], omitted: 0 }),
    },
    setup: {
      watch: (signal) => counted(setup.watch(signal)),
      watchLog: (cursor, signal) => counted(engineLog.watch(cursor, signal)),
      start: note("setup.start"),
      pause: note("setup.pause"),
      resume: note("setup.resume"),
      cancel: note("setup.cancel"),
      use: () =>
        Promise.reject(new ProblemError(makeProblem("engine-missing", { engine: "0.30.0" }, "no folder"))),
      remove: note("setup.remove"),
    },
    models: {
      list: async () => [],
      addFolder: () => Promise.reject(notFound()),
      forgetFolder: note("models.forget"),
    },
    library: {
      watch: (signal) => new StateTopic(clock, "e", emptyLibrary()).watch(signal),
      refresh: async () => emptyLibrary(),
      inspect: () => Promise.reject(notFound()),
      pull: () => Promise.reject(notFound()),
      pause: note("library.pause"),
      resume: note("library.resume"),
      cancel: note("library.cancel"),
      reorder: note("library.reorder"),
      setSource: note("library.setSource"),
      setLimit: note("library.setLimit"),
      verify: note("library.verify"),
      remove: note("library.remove"),
      restore: note("library.restore"),
      emptyBin: note("library.emptyBin"),
      move: note("library.move"),
      setToken: note("library.setToken"),
    },
    engine: {
      watch: (signal) => counted(engine.watch(signal)),
      watchLog: (cursor, signal) => counted(engineLog.watch(cursor, signal)),
      start: note("engine.start"),
      stop: note("engine.stop"),
      startAgain: async () => undefined,
    },
    connect: {
      key: async () => ({ key: "key", renewed: false }),
      renewKey: async () => ({ key: "key", renewed: true }),
      ask: async () => ({ text: "Hello!", thoughtsOnly: false, tookMs: 1, tokens: 2 }),
    },
    doctor: fakeDoctor().api,
    chat: {
      watchThreads: (signal) => new StateTopic<readonly Thread[]>(clock, "e", []).watch(signal),
      createThread: async () => ({ id: "t", title: "", titleByHand: false, createdAtMs: 0, updatedAtMs: 0 }),
      renameThread: note("chat.rename"),
      deleteThread: note("chat.delete"),
      restoreThread: note("chat.restore"),
      watch: async function* () {
        yield { cursor: "e:0", messages: [], changes: [] }
      },
      send: async ({ text }) => void calls.push(`chat.send ${text}`),
      stop: note("chat.stop"),
      retry: note("chat.retry"),
      decide: async (threadId, decision) => void calls.push(`chat.decide ${threadId} ${decision.callId}`),
      edit: note("chat.edit"),
      switchBranch: note("chat.switch"),
      search: async () => [],
      exportThread: async () => ({ fileName: "a.md", mediaType: "text/markdown", text: "" }),
      describeFile: async (path) => ({ name: "a", path, bytes: 1 }),
      tools: async () => [],
    },
    settings: {
      info: (frontDoor) => ({ version: "1.2.3", homePath: "/home/user/glimmer", frontDoor }),
      watch: (signal) => settings.watch(signal),
      update: async () => settings.state,
      watchJourney: (signal) => journey.watch(signal),
      updateJourney: async () => journey.state,
    },
  }
  return { services, engine, engineLog, calls, watchers }
}

function notFound() {
  return new ProblemError(makeProblem("not-found"))
}
