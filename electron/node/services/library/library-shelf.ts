import { HUB_SOURCES, isOnItsWay, type LibraryModel, type LibraryView } from "#common/domain/library"
import { emptyLibrary } from "#common/domain/library"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Home } from "../../home"
import type { Clock, Ports } from "../../ports"
import type { HubTokens } from "../hub/hub-tokens"
import { StateTopic } from "../streams/state-topic"
import { findModels } from "./found-models"
import { findUnlisted, findUnlistedBin, type KeptModel, lookAtModel } from "./kept-models"
import { type BinRecord, type LibraryRecord, LibraryStore } from "./library-store"

export interface ShelfWorld {
  readonly ports: Pick<Ports, "files" | "environment" | "log"> & { readonly clock: Clock }
  readonly home: Home
  readonly tokens: HubTokens
  readonly limit: () => number | null
}

/** All models there are, on disk and as they are shown; the list on disk is always ahead of the view. */
export class LibraryShelf {
  readonly view: StateTopic<LibraryView>
  readonly #store: LibraryStore
  readonly #kept = new Map<string, KeptModel>()
  #records: readonly LibraryRecord[] = []
  #bin: readonly BinRecord[] = []
  #found: readonly LibraryModel[] = []
  #tokens = emptyLibrary().tokens
  #disk: LibraryView["disk"] = null

  constructor(
    private readonly world: ShelfWorld,
    epoch: string,
  ) {
    this.view = new StateTopic(world.ports.clock, epoch, emptyLibrary())
    this.#store = new LibraryStore(world.ports.files, world.home)
  }

  get records(): readonly LibraryRecord[] {
    return this.#records
  }

  get bin(): readonly BinRecord[] {
    return this.#bin
  }

  /** Reads the list of earlier, then looks at everything. */
  async load(): Promise<void> {
    const { records, bin } = await this.#store.load()
    const { ports, home } = this.world
    this.#records = records
    this.#bin = [...bin, ...(await findUnlistedBin(ports.files, home, bin))]
    await this.refresh()
  }

  /** Looks at all folders again; what is being worked on is left alone. */
  async refresh(isBusy: (folder: string) => boolean = () => false): Promise<void> {
    const { ports, home } = this.world
    const unlisted = await findUnlisted(ports.files, home, this.#records)
    const records = [...this.#records, ...unlisted]
    const kept = await Promise.all(
      records.map(async (record) =>
        isBusy(record.folder)
          ? (this.#kept.get(record.folder) ?? null)
          : lookAtModel(ports.files, home, record),
      ),
    )
    // Where it was moved or removed by hand, nothing is left to be listed.
    const present = kept.filter((one) => one !== null)
    this.#kept.clear()
    for (const one of present) this.#kept.set(one.record.folder, one)
    this.#records = present.map(({ record }) => record)
    const inBin = await Promise.all(this.#bin.map(async (one) => (await ports.files.info(one.kept)) !== null))
    this.#bin = this.#bin.filter((_, index) => inBin[index])
    this.#found = await findModels(ports)
    await this.refreshTokens()
    await this.refreshDisk()
  }

  async refreshTokens(): Promise<void> {
    const [huggingface, modelscope] = await Promise.all(
      HUB_SOURCES.map(async (source) => (await this.world.tokens.find(source)).state),
    )
    this.#tokens = { huggingface: huggingface ?? "none", modelscope: modelscope ?? "none" }
    this.publish()
  }

  async refreshDisk(): Promise<void> {
    const path = this.world.home.models
    const space = await this.world.ports.files.space(path).catch(() => null)
    this.#disk = space === null ? null : { path, ...space }
    this.publish()
  }

  find(folder: string): KeptModel | null {
    return this.#kept.get(folder) ?? null
  }

  /** Errors: `not-found` for a folder that Glimmer doesn't keep. */
  get(folder: string): KeptModel {
    const kept = this.#kept.get(folder)
    if (kept === undefined) throw new ProblemError(makeProblem("not-found", { path: folder }))
    return kept
  }

  /** Writes a record down and looks at what is on the disk for it. */
  async put(record: LibraryRecord): Promise<void> {
    await this.record(record)
    await this.look(record.folder)
  }

  /** Writes a record down. */
  async record(record: LibraryRecord): Promise<void> {
    const index = this.#records.findIndex(({ folder }) => folder === record.folder)
    this.#records = index === -1 ? [...this.#records, record] : this.#records.with(index, record)
    await this.#save()
  }

  /** Looks again at one model on the disk; `known` is what the disk doesn't tell. */
  async look(folder: string, known: Partial<LibraryModel> = {}): Promise<void> {
    const record = this.#records.find((one) => one.folder === folder)
    const { ports, home } = this.world
    const kept = record === undefined ? null : await lookAtModel(ports.files, home, record)
    if (kept === null) this.#kept.delete(folder)
    else this.#kept.set(folder, { ...kept, model: { ...kept.model, ...known } })
    await this.refreshDisk()
  }

  /** Shows something new about a model; nothing is written. */
  show(folder: string, change: Partial<LibraryModel>): void {
    const kept = this.#kept.get(folder)
    if (kept === undefined) return
    this.#kept.set(folder, { ...kept, model: { ...kept.model, ...change } })
    this.publish()
  }

  async drop(folder: string): Promise<void> {
    this.#records = this.#records.filter((record) => record.folder !== folder)
    this.#kept.delete(folder)
    await this.#save()
    await this.refreshDisk()
  }

  /** Puts one of those on their way at a place among them. */
  async reorder(folder: string, position: number): Promise<void> {
    const { record } = this.get(folder)
    const waiting = this.#records.filter((one) => one.phase !== "here" && one.folder !== folder)
    const rest = this.#records.filter((one) => one.phase === "here")
    if (record.phase === "here") return
    this.#records = [...waiting.toSpliced(position, 0, record), ...rest]
    await this.#save()
    this.publish()
  }

  async setBin(bin: readonly BinRecord[]): Promise<void> {
    this.#bin = bin
    await this.#save()
    this.publish()
  }

  publish(): void {
    const models = this.#records.flatMap(({ folder }) => this.#kept.get(folder)?.model ?? [])
    this.view.set({
      models: [
        ...models.filter(isOnItsWay),
        ...models.filter((model) => !isOnItsWay(model)).toSorted(byName),
        ...this.#found,
      ],
      bin: this.#bin.map(({ binId, folder, id, name, bytes, removedAtMs }) => ({
        ...{ binId, folder, id, name, bytes, removedAtMs },
      })),
      tokens: this.#tokens,
      limitBytesPerSecond: this.world.limit(),
      disk: this.#disk,
    })
  }

  #save(): Promise<void> {
    return this.#store.save({ format: 1, records: this.#records, bin: this.#bin })
  }
}

function byName(one: LibraryModel, other: LibraryModel): number {
  return one.name.localeCompare(other.name)
}
