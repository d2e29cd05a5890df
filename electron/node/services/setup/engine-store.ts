import { basename } from "node:path"
import { z } from "zod"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { compareVersions } from "#common/domain/resolve/versions"
import type { EngineInstall, SelftestRecord } from "#common/domain/setup"
import type { Home } from "../../home"
import type { Files } from "../../ports"
import { engineFolders } from "./engine-folders"
import { parseJson } from "../../parse-json"

const selftestSchema = z.object({
  atMs: z.number(),
  readyMs: z.number(),
  chatMs: z.number(),
  toolCallMs: z.number(),
  chat: z.string(),
  toolCall: z.string(),
  answer: z.string(),
}) satisfies z.ZodType<SelftestRecord>

const installSchema = z.object({
  id: z.string(),
  version: z.string(),
  target: z.enum(["cuda", "cpu"]),
  kernels: z.string(),
  python: z.string(),
  torch: z.string(),
  bytes: z.number(),
  builtAtMs: z.number(),
  selftest: selftestSchema.nullable(),
}) satisfies z.ZodType<EngineInstall>

/** The engines on disk and the one in use. An engine exists when its record does: that is written last. */
export class EngineStore {
  constructor(
    private readonly files: Files,
    private readonly home: Home,
  ) {}

  /** Complete engines, newest version first. */
  async list(): Promise<readonly EngineInstall[]> {
    const engines: EngineInstall[] = []
    for (const entry of await this.files.list(this.home.engines)) {
      const engine = await this.find(entry.name)
      if (engine !== null) engines.push(engine)
    }
    return engines.toSorted((a, b) => compareVersions(b.version, a.version) || b.builtAtMs - a.builtAtMs)
  }

  /** Null when there is no complete engine of that name. */
  async find(engineId: string): Promise<EngineInstall | null> {
    const text = await this.files.readText(engineFolders(this.home, engineId).record)
    const parsed = text === null ? null : installSchema.safeParse(parseJson(text))
    return parsed?.success ? parsed.data : null
  }

  /** The engine in use; null when there is none, or the link points at nothing. */
  async current(): Promise<EngineInstall | null> {
    const target = await this.files.readLink(this.home.current)
    return target === null ? null : this.find(basename(target))
  }

  /** Writes an engine's record: from now on it exists. */
  async add(engine: EngineInstall): Promise<void> {
    await this.files.writeText(
      engineFolders(this.home, engine.id).record,
      `${JSON.stringify(engine, null, 2)}\n`,
    )
  }

  /** Switches to a complete engine in one step. Errors: `engine-missing`. */
  async use(engineId: string): Promise<void> {
    if ((await this.find(engineId)) === null) {
      throw new ProblemError(makeProblem("engine-missing", { engine: engineId }))
    }
    await this.files.switchLink(this.home.current, engineFolders(this.home, engineId).environment)
  }

  /** Removes environments that were never finished. What was downloaded stays. */
  async removeUnfinished(): Promise<void> {
    for (const entry of await this.files.list(this.home.engines)) {
      if ((await this.find(entry.name)) === null) {
        await this.files.remove(engineFolders(this.home, entry.name).environment)
      }
    }
  }

  /** Removes an engine that is not in use. Errors: `busy` for the one in use. */
  async remove(engineId: string): Promise<void> {
    const current = await this.current()
    if (current?.id === engineId) throw new ProblemError(makeProblem("busy", { engine: engineId }))
    const folders = engineFolders(this.home, engineId)
    // The record goes first: what is half removed must not look complete.
    for (const path of [folders.record, folders.environment, folders.lock, folders.caches]) {
      await this.files.remove(path)
    }
  }
}
