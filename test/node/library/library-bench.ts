import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import type { LibraryModel, LibraryState, PullRequest } from "#common/domain/library"
import { defaultSettings, type DownloadSettings } from "#common/domain/settings"
import { createFiles } from "#node/adapters/files"
import { createHasher } from "#node/adapters/hasher"
import { createHttp } from "#node/adapters/http"
import { createHttpBodies } from "#node/adapters/http-bodies"
import { type Home, homeOf } from "#node/home"
import type { Files } from "#node/ports"
import { DownloadService } from "#node/services/download/download-service"
import { LibraryService } from "#node/services/library/library-service"
import type { FileServerOptions } from "../../fakes/file-server"
import { HastyClock } from "../../fakes/hasty-clock"
import { HubServer } from "../../fakes/hub-server"
import { fakeLog, fakePorts, type LoggedLine } from "../../fakes/ports"
import { temporaryFolder } from "../adapters/temporary-folder"

/** A hub, an empty home, and libraries as new programs would open them: nothing is remembered but what is on disk. */
export interface LibraryBench {
  readonly hub: HubServer
  readonly home: Home
  readonly clock: HastyClock
  readonly log: { readonly lines: readonly LoggedLine[] }
  readonly open: (wishes?: LibraryWishes) => Promise<LibraryService>
}

export interface LibraryWishes {
  readonly environment?: Readonly<Record<string, string>>
  readonly goOn?: boolean
  readonly files?: Files
  readonly served?: () => string | null
}

export const MODEL = "zai-org/GLM-tiny"

export async function libraryBench(options: Omit<FileServerOptions, "route"> = {}): Promise<LibraryBench> {
  const hub = await HubServer.start(options)
  const root = await temporaryFolder()
  const home = homeOf({ GLIMMER_HOME: join(root, "glimmer") })
  await mkdir(home.root)
  const clock = new HastyClock(20)
  const log = fakeLog()
  const hasher = createHasher()
  // What settings keep outlives a program.
  let settings: DownloadSettings = defaultSettings().downloads
  onTestFinished(async () => {
    await hasher.close()
    await hub[Symbol.asyncDispose]()
  })
  return {
    hub,
    home,
    clock,
    log,
    open: async ({
      environment: more = {},
      goOn = true,
      files = createFiles(),
      served = () => null,
    } = {}) => {
      const environment = { HOME: root, HF_ENDPOINT: hub.endpoint, ...more }
      const bodies = createHttpBodies({ environment, log })
      const ports = { ...fakePorts(), files, clock, log, environment, http: createHttp({ environment, log }) }
      const tuning = { chunkBytes: 256 * 1024, commitMs: 100, idleTimeoutMs: 500, spareBytes: 0 }
      const library = new LibraryService({
        ...{ ports: { ...ports, newId: () => crypto.randomUUID() }, bodies, home, served, epoch: "e" },
        downloads: new DownloadService({ ...ports, bodies, hasher, random: () => 0.5 }, tuning),
        settings: { downloads: () => settings, change: async (changed) => (settings = changed) },
      })
      await library.open({ goOn })
      onTestFinished(() => library.close())
      return library
    },
  }
}

/** A wish for the bench's model. */
export function wish(change: Partial<PullRequest> = {}): PullRequest {
  return { id: MODEL, source: "huggingface", revision: null, folder: null, ...change }
}

/** The first state of a model that is one of these. */
export async function modelWhen(
  library: LibraryService,
  folder: string,
  ...states: readonly LibraryState[]
): Promise<LibraryModel> {
  for await (const { state } of library.watch()) {
    const model = state.models.find((one) => one.folder === folder)
    if (model !== undefined && states.includes(model.state)) return model
  }
  throw new Error("the library ended")
}

/** Pulls and waits for the end, whichever it is. */
export async function pulled(library: LibraryService, request: PullRequest): Promise<LibraryModel> {
  const { folder } = await library.pull(request)
  return modelWhen(library, folder, "complete", "failed", "incomplete", "paused")
}
