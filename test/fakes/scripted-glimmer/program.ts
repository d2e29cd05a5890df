import type { Message, Thread } from "#common/domain/chat"
import type { ChecksView } from "#common/domain/checks/check"
import type { ConnectKey } from "#common/domain/connect"
import type { FixesView } from "#common/domain/diagnosis/fix-offer"
import type { EngineView } from "#common/domain/engine"
import { idleEngine } from "#common/domain/engine"
import type { Gpu, MachineReport } from "#common/domain/hardware"
import { emptyLibrary, type LibraryView } from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import type { Calibration } from "#common/domain/plan/calibration"
import { defaultSettings, type Journey, newJourney, type Settings } from "#common/domain/settings"
import type { SetupView } from "#common/domain/setup"
import { idleSetup } from "#common/domain/setup-machine"
import type { Clock } from "#node/ports"
import { LineLog } from "#node/services/streams/line-log"
import { StateTopic } from "#node/services/streams/state-topic"
import { ChatFeed } from "./chat-feed"
import { thread } from "./chats"
import { checksView } from "./doctors"
import { twoH100 } from "./machines"
import { selftest } from "./models"
import { viewOf } from "./setups"

/** A moment in the life of Glimmer, to begin from. */
export interface Scene {
  readonly machine?: MachineReport
  /** Never answers, as on a machine where a tool hangs. */
  readonly machineHangs?: boolean
  readonly settings?: Partial<Settings>
  readonly journey?: Partial<Journey>
  readonly models?: readonly ModelChoice[]
  readonly library?: Partial<LibraryView>
  readonly checks?: ChecksView
  readonly fixes?: Partial<FixesView>
  readonly measured?: readonly Calibration[]
  readonly setup?: SetupView
  readonly setupLog?: readonly string[]
  readonly engine?: EngineView
  readonly engineLog?: readonly string[]
  readonly threads?: readonly { readonly thread: Thread; readonly messages: readonly Message[] }[]
  /** ms between two pieces of an answer. */
  readonly paceMs?: number
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms)
      signal?.addEventListener("abort", () => {
        clearTimeout(timer)
        reject(new Error("aborted", { cause: signal.reason }))
      })
    }),
}

/** Glimmer in memory: every state there is, changed by whoever holds it. */
export class Program {
  readonly machine: MachineReport
  readonly machineHangs: boolean
  readonly paceMs: number
  readonly settings: StateTopic<Settings>
  readonly journey: StateTopic<Journey>
  readonly gpus: StateTopic<readonly Gpu[]>
  readonly library: StateTopic<LibraryView>
  readonly checks: StateTopic<ChecksView>
  readonly fixes: StateTopic<FixesView>
  readonly measured: readonly Calibration[]
  readonly setup: StateTopic<SetupView>
  readonly setupLog: LineLog
  readonly engine: StateTopic<EngineView>
  readonly engineLog: LineLog
  readonly threads: StateTopic<readonly Thread[]>
  readonly chats = new Map<string, ChatFeed>()
  models: readonly ModelChoice[]
  connectKey: ConnectKey = { key: "W5x1qkTb0mVh2-8rYcZ_nE4uJd7aGs3P", renewed: false }
  /** Every call that changes something, as it came. */
  readonly calls: { readonly path: string; readonly input: unknown }[] = []

  constructor(scene: Scene) {
    const epoch = `e${Date.now()}`
    this.machine = scene.machine ?? twoH100
    this.machineHangs = scene.machineHangs ?? false
    this.paceMs = scene.paceMs ?? 15
    this.models = scene.models ?? [selftest]
    this.settings = new StateTopic(clock, epoch, { ...defaultSettings(), ...scene.settings })
    this.journey = new StateTopic(clock, epoch, { ...newJourney(), ...scene.journey })
    this.gpus = new StateTopic(clock, epoch, this.machine.gpus)
    this.library = new StateTopic(clock, epoch, { ...emptyLibrary(), ...scene.library })
    this.checks = new StateTopic(clock, epoch, scene.checks ?? checksView({}))
    this.fixes = new StateTopic(clock, epoch, { running: null, last: null, ...scene.fixes })
    this.measured = scene.measured ?? []
    this.setup = new StateTopic(clock, epoch, scene.setup ?? viewOf(idleSetup()))
    this.setupLog = new LineLog(clock, epoch)
    this.setupLog.append(...(scene.setupLog ?? []))
    this.engine = new StateTopic(clock, epoch, scene.engine ?? idleEngine(Date.now()))
    this.engineLog = new LineLog(clock, epoch)
    this.engineLog.append(...(scene.engineLog ?? []))
    this.threads = new StateTopic(clock, epoch, scene.threads?.map((one) => one.thread) ?? [])
    for (const { thread: one, messages } of scene.threads ?? []) {
      this.chats.set(one.id, new ChatFeed(epoch, messages))
    }
  }

  chat(threadId: string): ChatFeed {
    const known = this.chats.get(threadId)
    if (known !== undefined) return known
    const feed = new ChatFeed(`e${Date.now()}`, [])
    this.chats.set(threadId, feed)
    return feed
  }

  createThread(): Thread {
    const made = thread(`t${this.threads.state.length + 1}-${Date.now()}`, "", 0)
    this.threads.set([made, ...this.threads.state])
    return made
  }
}
