import type { ChecksView } from "#common/domain/checks/check"
import type { FixesView, FixOffer, FixSubject } from "#common/domain/diagnosis/fix-offer"
import type { Attachment, ChatFrame, Thread, ToolDecision, ToolInfo } from "#common/domain/chat"
import type { ExportedThread } from "#common/domain/chat-export"
import type { ConnectAnswer, ConnectKey } from "#common/domain/connect"
import type { SearchHit } from "#common/domain/chat-search"
import type { EngineView } from "#common/domain/engine"
import type { Gpu, MachineReport } from "#common/domain/hardware"
import type { LaunchSettings } from "#common/domain/launch"
import type {
  HubModel,
  HubSource,
  LibraryModel,
  LibraryView,
  PullRequest,
  SourceWish,
} from "#common/domain/library"
import type { ModelChoice } from "#common/domain/model"
import type { Calibration } from "#common/domain/plan/calibration"
import type { Journey, Language, Settings } from "#common/domain/settings"
import type { SetupRequest, SetupView } from "#common/domain/setup"
import type { LogFrame, StateFrame } from "#common/domain/watch"
import type { ReportPreview } from "#common/contract/doctor"
import type { FolderListing, FolderSizes } from "#common/contract/machine"
import type { AppInfo } from "#common/contract/settings"
import type { Change } from "../services/settings/settings-service"

/**
 * What the wire needs of the services, and nothing more: whatever has these methods can be put behind every door.
 * A failure is thrown as a `ProblemError`; watchers end when their signal is aborted.
 */
export interface Services {
  readonly machine: MachineApi
  readonly setup: SetupApi
  readonly models: ModelsApi
  readonly library: LibraryApi
  readonly engine: EngineApi
  readonly connect: ConnectApi
  readonly doctor: DoctorApi
  readonly chat: ChatApi
  readonly settings: SettingsApi
}

/** Which door a caller came through; handlers learn it from the door, never from the caller. */
export interface RpcContext {
  readonly frontDoor: AppInfo["frontDoor"]
}

export interface MachineApi {
  report(refresh: boolean): Promise<MachineReport>
  watchGpus(signal: AbortSignal | undefined): AsyncIterable<StateFrame<readonly Gpu[]>>
  folderSizes(): Promise<FolderSizes>
  browse(path: string | null, files: boolean): Promise<FolderListing>
}

export interface SetupApi {
  watch(signal: AbortSignal | undefined): AsyncIterable<StateFrame<SetupView>>
  watchLog(cursor: string | undefined, signal: AbortSignal | undefined): AsyncIterable<LogFrame>
  start(request: SetupRequest): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  cancel(): Promise<void>
  use(engineId: string): Promise<void>
  remove(engineId: string): Promise<void>
}

export interface ModelsApi {
  list(): Promise<readonly ModelChoice[]>
  addFolder(path: string): Promise<ModelChoice>
  forgetFolder(path: string): Promise<void>
}

export interface LibraryApi {
  watch(signal: AbortSignal | undefined): AsyncIterable<StateFrame<LibraryView>>
  refresh(): Promise<LibraryView>
  inspect(wanted: Omit<PullRequest, "folder">, signal: AbortSignal | undefined): Promise<HubModel>
  pull(request: PullRequest): Promise<LibraryModel>
  pause(folder: string): Promise<void>
  resume(folder: string): Promise<void>
  cancel(folder: string): Promise<void>
  reorder(folder: string, position: number): Promise<void>
  setSource(folder: string, source: SourceWish): Promise<void>
  setLimit(bytesPerSecond: number | null): Promise<void>
  verify(folder: string): Promise<void>
  remove(folder: string): Promise<void>
  restore(binId: string): Promise<void>
  emptyBin(binId: string | null): Promise<void>
  move(folder: string, to: string): Promise<void>
  setToken(source: HubSource, token: string | null): Promise<void>
}

export interface EngineApi {
  watch(signal: AbortSignal | undefined): AsyncIterable<StateFrame<EngineView>>
  watchLog(cursor: string | undefined, signal: AbortSignal | undefined): AsyncIterable<LogFrame>
  start(request: { readonly modelId: string; readonly settings: LaunchSettings }): Promise<void>
  stop(): Promise<void>
  startAgain(): Promise<void>
}

export interface ConnectApi {
  key(): Promise<ConnectKey>
  renewKey(): Promise<ConnectKey>
  ask(question: string, signal: AbortSignal | undefined): Promise<ConnectAnswer>
}

export interface DoctorApi {
  watchChecks(signal: AbortSignal | undefined): AsyncIterable<StateFrame<ChecksView>>
  runChecks(): Promise<ChecksView>
  offers(subject: FixSubject): Promise<readonly FixOffer[]>
  applyFix(request: { readonly offerId: string; readonly confirmed: boolean }): Promise<void>
  watchFixes(signal: AbortSignal | undefined): AsyncIterable<StateFrame<FixesView>>
  measured(): Promise<readonly Calibration[]>
  reportPreview(): Promise<ReportPreview>
  saveReport(path: string): Promise<{ readonly path: string }>
}

/** What a person sends in a conversation; attachments by their path on this machine. */
interface ChatSending {
  readonly threadId: string
  readonly text: string
  readonly attachments: readonly string[]
}

export interface ChatApi {
  watchThreads(signal: AbortSignal | undefined): AsyncIterable<StateFrame<readonly Thread[]>>
  createThread(): Promise<Thread>
  renameThread(threadId: string, title: string): Promise<void>
  deleteThread(threadId: string): Promise<void>
  restoreThread(threadId: string): Promise<void>
  watch(
    threadId: string,
    cursor: string | undefined,
    signal: AbortSignal | undefined,
  ): AsyncIterable<ChatFrame>
  send(sending: ChatSending): Promise<void>
  stop(threadId: string): Promise<void>
  retry(threadId: string): Promise<void>
  edit(threadId: string, messageId: string, text: string): Promise<void>
  switchBranch(threadId: string, messageId: string): Promise<void>
  decide(threadId: string, decision: ToolDecision): Promise<void>
  describeFile(path: string): Promise<Attachment>
  tools(): Promise<readonly ToolInfo[]>
  search(text: string, limit: number | undefined): Promise<readonly SearchHit[]>
  exportThread(threadId: string, format: "markdown" | "json", language: Language): Promise<ExportedThread>
}

export interface SettingsApi {
  info(frontDoor: AppInfo["frontDoor"]): AppInfo
  watch(signal: AbortSignal | undefined): AsyncIterable<StateFrame<Settings>>
  update(change: Change<Settings>): Promise<Settings>
  watchJourney(signal: AbortSignal | undefined): AsyncIterable<StateFrame<Journey>>
  updateJourney(change: Change<Journey>): Promise<Journey>
}
