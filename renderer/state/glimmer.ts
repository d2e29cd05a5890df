import { createStore, type StoreApi } from "zustand/vanilla"
import type { FolderSizes } from "#common/contract/machine"
import type { AppInfo } from "#common/contract/settings"
import type { Message, Thread, ToolInfo } from "#common/domain/chat"
import type { ChecksView } from "#common/domain/checks/check"
import type { FixesView } from "#common/domain/diagnosis/fix-offer"
import type { EngineView } from "#common/domain/engine"
import type { Gpu, MachineReport } from "#common/domain/hardware"
import type { LibraryView } from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import type { Calibration } from "#common/domain/plan/calibration"
import type { Journey, Settings } from "#common/domain/settings"
import type { SetupView } from "#common/domain/setup"
import { type Asked, asked } from "./asked"
import { type Live, liveState } from "./live"
import { liveChat } from "./live-chat"
import { type HeardLog, liveLog } from "./live-log"
import type { ConnectionState } from "../rpc/connection-state"
import type { Wire } from "../rpc/wire"

/** Everything the pages know of the program: what it says, and nothing of their own. */
export interface Glimmer {
  readonly client: Wire["client"]
  readonly connection: StoreApi<ConnectionState>
  readonly info: Asked<AppInfo>
  readonly settings: Live<Settings>
  readonly journey: Live<Journey>
  readonly machine: Asked<MachineReport>
  readonly folderSizes: Asked<FolderSizes>
  readonly gpus: Live<readonly Gpu[]>
  readonly models: Asked<readonly ModelChoice[]>
  readonly library: Live<LibraryView>
  readonly tools: Asked<readonly ToolInfo[]>
  /** What starts took here; what the next is planned with. */
  readonly measured: Asked<readonly Calibration[]>
  readonly setup: Live<SetupView>
  readonly setupLog: Live<HeardLog>
  readonly engine: Live<EngineView>
  readonly engineLog: Live<HeardLog>
  readonly checks: Live<ChecksView>
  readonly fixes: Live<FixesView>
  readonly threads: Live<readonly Thread[]>
  readonly chat: (threadId: string) => Live<readonly Message[]>
}

/** The program behind a wire. */
export function createGlimmer(wire: Wire): Glimmer {
  const { client } = wire
  const connection = createStore<ConnectionState>(() => wire.connection())
  wire.onConnection((now) => connection.setState(now, true))
  const chats = new Map<string, Live<readonly Message[]>>()
  return {
    client,
    connection,
    info: asked(() => client.settings.info()),
    settings: liveState(wire, (input, options) => client.settings.watch(input, options)),
    journey: liveState(wire, (input, options) => client.settings.watchJourney(input, options)),
    folderSizes: asked(() => client.machine.folderSizes()),
    machine: asked((again) => client.machine.report({ refresh: again })),
    gpus: liveState(wire, (input, options) => client.machine.watchGpus(input, options)),
    models: asked(() => client.models.list()),
    library: liveState(wire, (input, options) => client.library.watch(input, options)),
    tools: asked(() => client.chat.tools()),
    measured: asked(() => client.doctor.measured()),
    setup: liveState(wire, (input, options) => client.setup.watch(input, options)),
    setupLog: liveLog(wire, (input, options) => client.setup.watchLog(input, options)),
    engine: liveState(wire, (input, options) => client.engine.watch(input, options)),
    engineLog: liveLog(wire, (input, options) => client.engine.watchLog(input, options)),
    checks: liveState(wire, (input, options) => client.doctor.watchChecks(input, options)),
    fixes: liveState(wire, (input, options) => client.doctor.watchFixes(input, options)),
    threads: liveState(wire, (input, options) => client.chat.watchThreads(input, options)),
    chat: (threadId) => {
      const known = chats.get(threadId)
      if (known !== undefined) return known
      const chat = liveChat(wire, threadId)
      chats.set(threadId, chat)
      return chat
    },
  }
}
