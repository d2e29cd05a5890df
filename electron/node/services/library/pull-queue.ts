import type { LibraryModel } from "#common/domain/library"
import { type Problem, problemOf } from "#common/domain/problem"
import type { DownloadProgress } from "#common/domain/transfer/transfer-progress"
import { asHubProblem } from "../hub/ask-hub"
import type { LibraryRecord } from "./library-store"
import type { LibraryShelf } from "./library-shelf"
import { pullModel, type PullReport, type PullWorld } from "./pull-model"

/** Models that are fetched at once; they share the connections. */
const AT_ONCE = 2

interface Run {
  readonly abort: AbortController
  readonly ended: Promise<void>
}

interface Wish {
  /** Hash every file again. */
  readonly recheck: boolean
  /** Ask the sources again, whatever the note says. */
  readonly anew: boolean
}

/** These mend only when a person does something: the next start need not try. */
const FINAL: readonly Problem["code"][] = [
  "hub-model-not-found",
  "hub-revision-not-found",
  "hub-not-a-model",
  "hub-token-missing",
  "hub-token-refused",
  "hub-access-not-granted",
  // The folder cannot be made or written to.
  "not-found",
  "permission-denied",
]

const RESTING = { rate: null, remainingSeconds: null } as const

/** Fetches models in the order of the shelf, a few at once. */
export class PullQueue {
  readonly #runs = new Map<string, Run>()
  /** What may run: what was asked for since the start, and what goes on from earlier. */
  readonly #wishes = new Map<string, Wish>()
  readonly #failed = new Set<string>()
  #closed = false

  constructor(
    private readonly world: PullWorld,
    private readonly shelf: LibraryShelf,
  ) {}

  /** It is being fetched or will be as soon as it is its turn. */
  isBusy(folder: string): boolean {
    return this.#runs.has(folder) || this.#wishes.has(folder)
  }

  hasFailed(folder: string): boolean {
    return this.#failed.has(folder)
  }

  /** Lets a model run as soon as it is its turn. */
  want(folder: string, wish: Partial<Wish> = {}): void {
    this.#wishes.set(folder, { recheck: wish.recheck ?? false, anew: wish.anew ?? false })
    this.#failed.delete(folder)
    this.shelf.show(folder, { state: "queued", problem: null, ...RESTING })
    this.pump()
  }

  /** Ends its run, if there is one; returns when all that came is on the disk. */
  async stop(folder: string): Promise<void> {
    this.#wishes.delete(folder)
    this.#failed.delete(folder)
    const run = this.#runs.get(folder)
    run?.abort.abort(new Error("stopped"))
    await run?.ended
  }

  /** Gives free places to those whose turn it is. */
  pump(): void {
    if (this.#closed) return
    for (const { folder, phase } of this.shelf.records) {
      if (this.#runs.size >= AT_ONCE) return
      const wish = this.#wishes.get(folder)
      if (phase !== "wanted" || wish === undefined || this.#runs.has(folder)) continue
      this.#wishes.delete(folder)
      const abort = new AbortController()
      this.#runs.set(folder, { abort, ended: this.#run(folder, wish, abort.signal) })
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { abort } of this.#runs.values()) abort.abort(new Error("closing"))
    await Promise.all([...this.#runs.values()].map(({ ended }) => ended))
  }

  async #run(folder: string, wish: Wish, signal: AbortSignal): Promise<void> {
    // The map has to know of this run before it can end.
    await Promise.resolve()
    const { record, note } = this.shelf.get(folder)
    const { recheck, anew } = wish
    try {
      const job = { ...record, note: anew ? null : note, recheck }
      await pullModel(this.world, job, signal, (report) => this.#tell(folder, report))
      const fetchedBytes = this.shelf.find(folder)?.model.fetchedBytes ?? 0
      await this.shelf.record({ ...record, phase: "here" })
      // Whoever sees it complete may ask for something new at once.
      this.#runs.delete(folder)
      await this.shelf.look(folder, { fetchedBytes })
    } catch (error) {
      this.#runs.delete(folder)
      if (!signal.aborted) await this.#fail(record, problemOf(error))
    }
    this.pump()
  }

  async #fail(record: LibraryRecord, problem: Problem): Promise<void> {
    const { folder } = record
    this.world.log.warn("a model could not be fetched", { folder, problem })
    this.#failed.add(folder)
    if (FINAL.includes(problem.code)) await this.shelf.record({ ...record, phase: "here" })
    this.shelf.show(folder, { state: "failed", problem, ...RESTING })
  }

  #tell(folder: string, report: PullReport): void {
    switch (report.stage) {
      case "listing":
        return this.shelf.show(folder, { state: "listing", problem: report.problem })
      case "listed": {
        const { note, host } = report
        const source = note.sources[0]?.source ?? null
        const { commit, files } = note
        return this.shelf.show(folder, { source, host, commit, filesTotal: files.length })
      }
      case "transfer":
        return this.shelf.show(folder, shownOf(report.progress, this.shelf.get(folder).record.id))
      case "checking":
        return this.shelf.show(folder, { state: "checking", ...RESTING })
    }
  }
}

function shownOf(progress: DownloadProgress, id: string): Partial<LibraryModel> {
  const { doneBytes, totalBytes, fetchedBytes, rate, remainingSeconds, files } = progress
  const moves = files.some(({ state }) => state === "fetching" || state === "waiting" || state === "retrying")
  const trouble = files.find(({ problem }) => problem !== null)?.problem ?? null
  return {
    ...{ doneBytes, totalBytes, fetchedBytes, rate, remainingSeconds },
    state: moves || files.length === 0 ? "running" : "checking",
    filesDone: files.filter(({ state }) => state === "done").length,
    filesTotal: files.length,
    // What one file is waiting out is worth a word only when nothing else moves.
    problem:
      trouble === null || files.some(({ state }) => state === "fetching") ? null : asHubProblem(trouble, id),
  }
}
