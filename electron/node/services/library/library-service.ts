import { isAbsolute, join } from "node:path"
import type {
  HubModel,
  HubSource,
  LibraryModel,
  LibraryView,
  PullRequest,
  SourceWish,
} from "#common/domain/library"
import { makeProblem, ProblemError, problemOf } from "#common/domain/problem"
import type { DownloadSettings } from "#common/domain/settings"
import type { StateFrame } from "#common/domain/watch"
import type { Home } from "../../home"
import type { HttpBodies, Ports } from "../../ports"
import type { DownloadService } from "../download/download-service"
import { serversFor } from "../hub/hub-server"
import { HubTokens } from "../hub/hub-tokens"
import { inspectModel } from "../hub/inspect-model"
import { locateModel } from "../hub/locate-model"
import { LibraryShelf } from "./library-shelf"
import type { LibraryRecord } from "./library-store"
import {
  binRecordOf,
  dropFromBin,
  intoBin,
  mustBeFree,
  mustBeOpenFor,
  moveModel,
  outOfBin,
} from "./model-folders"
import { PullQueue } from "./pull-queue"
import type { PullWorld } from "./pull-model"

export interface LibraryOptions {
  readonly ports: Ports
  readonly bodies: HttpBodies
  readonly home: Home
  readonly downloads: DownloadService
  readonly settings: {
    readonly downloads: () => DownloadSettings
    readonly change: (downloads: DownloadSettings) => Promise<unknown>
  }
  /** Folder of the model that is being served; null: none. */
  readonly served: () => string | null
  readonly epoch: string
}

/** What is on disk, and what is on its way there. */
export class LibraryService {
  readonly #tokens: HubTokens
  readonly #shelf: LibraryShelf
  readonly #queue: PullQueue
  readonly #world: PullWorld
  readonly #moves = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>()
  /** One change after the other. */
  #changes: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: LibraryOptions) {
    const { ports, home, downloads, bodies, settings, epoch } = options
    this.#tokens = new HubTokens(ports, home)
    const limit = () => settings.downloads().limitBytesPerSecond
    this.#shelf = new LibraryShelf({ ports, home, tokens: this.#tokens, limit }, epoch)
    this.#world = {
      ...ports,
      ...{ bodies, downloads, settings: settings.downloads },
      tokens: async () => ({
        huggingface: (await this.#tokens.find("huggingface")).token,
        modelscope: (await this.#tokens.find("modelscope")).token,
      }),
    }
    this.#queue = new PullQueue(this.#world, this.#shelf)
  }

  /** Looks at what is there. `goOn`: what was being fetched when Glimmer ended goes on. */
  async open({ goOn }: { readonly goOn: boolean }): Promise<void> {
    this.options.downloads.limit(this.options.settings.downloads().limitBytesPerSecond)
    await this.#shelf.load()
    for (const { folder, phase } of this.#shelf.records) {
      if (phase !== "wanted") continue
      if (goOn) this.#queue.want(folder)
    }
  }

  watch(signal?: AbortSignal): AsyncIterable<StateFrame<LibraryView>> {
    return this.#shelf.view.watch(signal)
  }

  get view(): LibraryView {
    return this.#shelf.view.state
  }

  async refresh(): Promise<LibraryView> {
    await this.#change(() =>
      this.#shelf.refresh((folder) => this.#isBusy(folder) || this.#queue.hasFailed(folder)),
    )
    return this.view
  }

  async inspect(wanted: Omit<PullRequest, "folder">, signal: AbortSignal | undefined): Promise<HubModel> {
    const { ports, settings } = this.options
    const limit = signal ?? new AbortController().signal
    const tokens = await this.#world.tokens()
    const servers = serversFor(wanted.source, ports.environment, settings.downloads(), tokens)
    return inspectModel(this.#world, await locateModel(this.#world, servers, wanted, limit), limit)
  }

  pull({ id, source, revision, folder: asked }: PullRequest): Promise<LibraryModel> {
    return this.#change(async () => {
      const usual = join(this.options.home.models, id)
      const folder = asked ?? usual
      if (!isAbsolute(folder)) throw new ProblemError(makeProblem("invalid-input", { path: folder }))
      if (this.#isBusy(folder)) return this.#shelf.get(folder).model
      // What stands under Glimmer's own models by that name is meant to be this one.
      if (folder !== usual) await mustBeOpenFor(this.options.ports.files, folder, id)
      const former = this.#shelf.find(folder)
      const kept = former?.record.revision ?? null
      const record: LibraryRecord = { folder, id, wish: source, revision: revision ?? kept, phase: "wanted" }
      await this.#shelf.put(record)
      this.#queue.want(folder)
      return this.#shelf.get(folder).model
    })
  }

  pause(folder: string): Promise<void> {
    return this.#change(async () => {
      const { record } = this.#shelf.get(folder)
      if (record.phase !== "wanted") return
      await this.#queue.stop(folder)
      await this.#shelf.put({ ...record, phase: "paused" })
      this.#queue.pump()
    })
  }

  resume(folder: string): Promise<void> {
    return this.#change(async () => {
      if (this.#isBusy(folder)) return
      const { record } = this.#shelf.get(folder)
      await this.#shelf.put({ ...record, phase: "wanted" })
      this.#queue.want(folder)
    })
  }

  /** What has come goes into the bin. */
  cancel(folder: string): Promise<void> {
    return this.remove(folder)
  }

  reorder(folder: string, position: number): Promise<void> {
    return this.#change(() => this.#shelf.reorder(folder, position))
  }

  setSource(folder: string, source: SourceWish): Promise<void> {
    return this.#change(async () => {
      const { record } = this.#shelf.get(folder)
      await this.#queue.stop(folder)
      await this.#shelf.put({ ...record, wish: source })
      if (record.phase === "wanted") this.#queue.want(folder, { anew: source === "auto" })
    })
  }

  async setLimit(bytesPerSecond: number | null): Promise<void> {
    const { settings, downloads } = this.options
    await settings.change({ ...settings.downloads(), limitBytesPerSecond: bytesPerSecond })
    downloads.limit(bytesPerSecond)
    this.#shelf.publish()
  }

  /** Whether what is in that folder was fetched from a source that is known. */
  fetched(folder: string): boolean {
    return (this.#shelf.find(folder)?.note ?? null) !== null
  }

  verify(folder: string): Promise<void> {
    return this.#change(async () => {
      const { record, note } = this.#shelf.get(folder)
      if (this.#isBusy(folder)) return
      // Without a note nothing tells the hashes: the folder's own index has to do.
      if (note === null) return this.#shelf.look(folder)
      await this.#shelf.put({ ...record, phase: "wanted" })
      this.#queue.want(folder, { recheck: true })
      this.#shelf.show(folder, { state: "checking" })
    })
  }

  remove(folder: string): Promise<void> {
    return this.#change(async () => {
      const { ports } = this.options
      const { record } = this.#shelf.get(folder)
      this.#mustNotServe(folder)
      await this.#queue.stop(folder)
      if ((await ports.files.info(folder)) === null) return this.#shelf.drop(folder)
      const binned = await binRecordOf(ports.files, record, ports.newId(), ports.clock.now())
      await this.#shelf.setBin([...this.#shelf.bin, binned])
      await intoBin(ports.files, binned)
      await this.#shelf.drop(folder)
      this.#queue.pump()
    })
  }

  restore(binId: string): Promise<void> {
    return this.#change(async () => {
      const binned = this.#inBin(binId)
      const { folder, record } = binned
      await mustBeFree(this.options.ports.files, folder)
      await this.#shelf.put({ ...record, phase: record.phase === "here" ? "here" : "paused" })
      await outOfBin(this.options.ports.files, binned)
      await this.#shelf.look(folder)
      await this.#shelf.setBin(this.#shelf.bin.filter((one) => one.binId !== binId))
    })
  }

  emptyBin(binId: string | null): Promise<void> {
    return this.#change(async () => {
      for (const binned of binId === null ? this.#shelf.bin : [this.#inBin(binId)]) {
        await dropFromBin(this.options.ports.files, binned)
        await this.#shelf.setBin(this.#shelf.bin.filter((one) => one.binId !== binned.binId))
      }
      await this.#shelf.refreshDisk()
    })
  }

  move(folder: string, to: string): Promise<void> {
    return this.#change(async () => {
      const { ports } = this.options
      const { record } = this.#shelf.get(folder)
      this.#mustNotServe(folder)
      if (this.#isBusy(folder)) throw new ProblemError(makeProblem("busy", { path: folder }))
      if (!isAbsolute(to)) throw new ProblemError(makeProblem("invalid-input", { path: to }))
      await mustBeFree(ports.files, to)
      const abort = new AbortController()
      this.#shelf.show(folder, { state: "moving", doneBytes: 0, problem: null })
      const ended = this.#move(record, to, abort.signal).finally(() => this.#moves.delete(folder))
      this.#moves.set(folder, { abort, ended })
    })
  }

  async setToken(source: HubSource, token: string | null): Promise<void> {
    await this.#tokens.keep(source, token)
    await this.#shelf.refreshTokens()
  }

  /** Ends everything under way; it goes on with the next start. */
  async close(): Promise<void> {
    for (const { abort } of this.#moves.values()) abort.abort(new Error("closing"))
    await Promise.all([...this.#moves.values()].map(({ ended }) => ended))
    await this.#queue.close()
    await this.#changes.catch(() => undefined)
  }

  async #move(record: LibraryRecord, to: string, signal: AbortSignal): Promise<void> {
    const { files, log } = this.options.ports
    const { folder } = record
    try {
      // The list first: wherever a kill finds it, one of the two places is known.
      await this.#shelf.put({ ...record, folder: to, phase: "here" })
      await moveModel(files, { folder, to }, signal, (doneBytes) => this.#shelf.show(folder, { doneBytes }))
      await this.#shelf.put({ ...record, folder: to })
      // After a copy the old one is still there.
      await files.remove(folder)
      await this.#shelf.drop(folder)
    } catch (error) {
      log.warn("a model could not be moved", { folder, to, error: String(error) })
      await this.#shelf.drop(to)
      await this.#shelf.look(folder)
      if (!signal.aborted) this.#shelf.show(folder, { problem: problemOf(error) })
    }
  }

  #isBusy(folder: string): boolean {
    return this.#queue.isBusy(folder) || this.#moves.has(folder)
  }

  #inBin(binId: string) {
    const binned = this.#shelf.bin.find((one) => one.binId === binId)
    if (binned === undefined) throw new ProblemError(makeProblem("not-found", { path: binId }))
    return binned
  }

  #mustNotServe(folder: string): void {
    if (this.options.served() !== folder) return
    throw new ProblemError(makeProblem("model-in-use", { model: this.#shelf.get(folder).model.name }))
  }

  #change<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(act)
    this.#changes = done.catch(() => undefined)
    return done
  }
}
