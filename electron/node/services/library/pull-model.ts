import type { HubSource, SourceWish, Verified } from "#common/domain/library"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import { filesToFetch } from "#common/domain/hub-files"
import type { DownloadSettings } from "#common/domain/settings"
import type { DownloadProgress } from "#common/domain/transfer/transfer-progress"
import type { Clock, Files, Http, HttpBodies, Logger, Ports } from "../../ports"
import type { DownloadService } from "../download/download-service"
import { asHubProblem, hubProblem } from "../hub/ask-hub"
import { hostOf, type HubServer, serversFor } from "../hub/hub-server"
import { readConfig } from "../hub/inspect-model"
import { type Located, locateModel } from "../hub/locate-model"
import { checkModel } from "./check-model"
import { lockFolder } from "./folder-lock"
import { type ModelNote, writeNote } from "./model-note"
import { itemsOf, serversOf } from "./pull-items"

/** What a pull works with. */
export interface PullWorld {
  readonly files: Files
  readonly processes: Ports["processes"]
  readonly clock: Clock
  readonly http: Http
  readonly bodies: HttpBodies
  readonly log: Logger
  readonly environment: Ports["environment"]
  readonly downloads: DownloadService
  readonly settings: () => DownloadSettings
  readonly tokens: () => Promise<Readonly<Record<HubSource, string | null>>>
}

/** What is to be there in the end. */
export interface PullJob {
  readonly folder: string
  readonly id: string
  readonly wish: SourceWish
  readonly revision: string | null
  /** What is known from earlier; null: nothing. */
  readonly note: ModelNote | null
  /** Hash every file again. */
  readonly recheck: boolean
}

/** How far it is. */
export type PullReport =
  | { readonly stage: "listing"; readonly problem: Problem | null }
  | { readonly stage: "listed"; readonly note: ModelNote; readonly host: string }
  | { readonly stage: "transfer"; readonly progress: DownloadProgress }
  | { readonly stage: "checking" }

/** Files that came wrong without a SHA-256 to tell are fetched once more. */
const CHECKS = 2

/** After these a list of earlier may be what is wrong. */
const MISLISTED: readonly Problem["code"][] = [
  "download-failed",
  "download-corrupt",
  "hub-model-not-found",
  "hub-revision-not-found",
  "model-incomplete",
]

/**
 * Brings a model to its folder: asks the sources unless a note of earlier tells, fetches what is not there, and
 * checks it. Where that note leads nowhere any more, they are asked again. What came stays when it ends early.
 * Errors: those of hubs and downloads, `model-incomplete`, `busy`.
 */
export async function pullModel(
  world: PullWorld,
  job: PullJob,
  signal: AbortSignal,
  report: (report: PullReport) => void,
): Promise<ModelNote> {
  const servers = serversFor(job.wish, world.environment, world.settings(), await world.tokens())
  const ask = () => listAnew(world, job, servers, signal, report)
  if (!isStillMeant(job, servers)) return bring(world, { job, servers, note: await ask() }, signal, report)
  try {
    return await bring(world, { job, servers, note: job.note }, signal, report)
  } catch (error) {
    signal.throwIfAborted()
    if (!MISLISTED.includes(problemOf(error).code)) throw error
    const note = await ask()
    if (isSameList(note, job.note)) throw error
    world.log.warn("the model is another one by now", { id: job.id, problem: problemOf(error) })
    return bring(world, { job, servers, note }, signal, report)
  }
}

interface Bringing {
  readonly job: PullJob
  readonly servers: readonly HubServer[]
  readonly note: ModelNote
}

/** Fetches what a note names, and checks it. */
async function bring(
  world: PullWorld,
  { job, servers, note }: Bringing,
  signal: AbortSignal,
  report: (report: PullReport) => void,
): Promise<ModelNote> {
  const chosen = serversOf(note, servers)
  const index = hostOf(chosen[0] ?? { endpoint: "" })
  report({ stage: "listed", note, host: index })
  const unlock = await lockFolder(world, job.folder)
  try {
    if (note !== job.note) await writeNote(world.files, job.folder, note)
    for (let check = 1; ; check++) {
      await transfer(world, { job, note, chosen, recheck: job.recheck && check === 1 }, signal, report)
      report({ stage: "checking" })
      const { wrong, verified } = await checkModel(world.files, job.folder, note, signal)
      if (wrong.length === 0) return await finish(world, job.folder, note, verified)
      world.log.warn("files came wrong", { folder: job.folder, files: wrong })
      if (check === CHECKS) {
        throw new ProblemError(makeProblem("download-corrupt", { file: wrong[0] ?? "", index }))
      }
    }
  } finally {
    await unlock()
  }
}

function isSameList(one: ModelNote, other: ModelNote): boolean {
  return one.commit === other.commit && JSON.stringify(one.files) === JSON.stringify(other.files)
}

/** The note of earlier speaks of what is wanted now. */
function isStillMeant(
  job: PullJob,
  servers: readonly HubServer[],
): job is PullJob & { readonly note: ModelNote } {
  const { note, wish, revision } = job
  if (note === null || note.id !== job.id || serversOf(note, servers).length === 0) return false
  const isSameRevision = revision === null || revision === note.revision || revision === note.commit
  return isSameRevision && (wish === "auto" || note.sources[0]?.source === wish)
}

async function listAnew(
  world: PullWorld,
  job: PullJob,
  servers: readonly HubServer[],
  signal: AbortSignal,
  report: (report: PullReport) => void,
): Promise<ModelNote> {
  report({ stage: "listing", problem: null })
  const asking = {
    ...world,
    onTrouble: (problem: Problem) => report({ stage: "listing", problem }),
  }
  const located = await locateModel(asking, servers, job, signal)
  const [best] = located
  if (best === undefined) throw new Error("nothing was located")
  await readConfig(asking, best.listing, signal)
  return noteOf(job, located, best)
}

function noteOf(job: PullJob, located: readonly Located[], best: Located): ModelNote {
  return {
    format: 1,
    id: job.id,
    revision: job.revision,
    commit: located.find(({ listing }) => listing.commit !== null)?.listing.commit ?? null,
    sources: located.map(({ listing: { server, id } }) => {
      const url = new URL(server.endpoint)
      return { source: server.source, id, endpoint: `${url.origin}${url.pathname}`.replace(/\/$/u, "") }
    }),
    files: filesToFetch(best.listing.files),
    verified: "no",
    verifiedAtMs: null,
  }
}

interface Transfer {
  readonly job: PullJob
  readonly note: ModelNote
  readonly chosen: readonly HubServer[]
  readonly recheck: boolean
}

async function transfer(
  world: PullWorld,
  { job, note, chosen, recheck }: Transfer,
  signal: AbortSignal,
  report: (report: PullReport) => void,
): Promise<void> {
  signal.throwIfAborted()
  const items = itemsOf(note, job.folder, chosen)
  const download = world.downloads.start(items, { signal, recheck })
  const stop = download.watch((progress) => report({ stage: "transfer", progress }))
  const { state, problem } = await download.result
  stop()
  signal.throwIfAborted()
  if (state !== "done") throw new ProblemError(toldByHub(problem, note, chosen[0]))
}

/** A refusal is the hub's: it has to say whose licence is to be accepted, and where. */
function toldByHub(problem: Problem | null, note: ModelNote, server: HubServer | undefined): Problem {
  if (problem === null) return makeProblem("download-failed", { file: note.id })
  if (problem.code !== "download-gated" || server === undefined) return asHubProblem(problem, note.id)
  const status = Number(problem.values["status"] ?? 403)
  const id = note.sources.find(({ source }) => source === server.source)?.id ?? note.id
  return hubProblem({ server, id, revision: note.revision }, status, undefined, null)
}

async function finish(
  world: PullWorld,
  folder: string,
  note: ModelNote,
  verified: Verified,
): Promise<ModelNote> {
  const done = { ...note, verified, verifiedAtMs: world.clock.now() }
  await writeNote(world.files, folder, done)
  return done
}
