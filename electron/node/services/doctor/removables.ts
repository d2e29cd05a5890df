import { join } from "node:path"
import type { Removable } from "#common/domain/diagnosis/fix-offer"
import type { Home } from "../../home"
import type { Files } from "../../ports"
import type { EngineStore } from "../setup/engine-store"
import type { Leftovers } from "./check-world"

/** Logs of engine runs that are kept in any case: the newest is the one a report quotes. */
const LOGS_KEPT = 5

/** What can go to make room. */
export interface RemovableSources {
  readonly files: Files
  readonly home: Home
  readonly store: Pick<EngineStore, "current" | "list">
  readonly leftovers: () => Promise<Leftovers>
  /** While an engine is being made its files are in use. */
  readonly settingUp: () => boolean
}

/** Everything in the home that nothing needs, largest first: never the engine in use, a model, or a conversation. */
export async function findRemovables(sources: RemovableSources): Promise<readonly Removable[]> {
  const { files, home, store } = sources
  const [current, engines, left, logs] = await Promise.all([
    store.current(),
    store.list(),
    sources.leftovers(),
    oldLogs(files, home),
  ])
  const others = engines.filter(({ id }) => id !== current?.id)
  const wheels = join(home.downloads, "files")
  const found = await Promise.all([
    ...others.map(({ id }) => sized(files, "engine", id, join(home.engines, id))),
    ...left.halfMadeEngines.map((id) => sized(files, "half-made-engine", id, join(home.engines, id))),
    ...left.orphanedCaches.map((id) => sized(files, "cache", id, join(home.caches, id))),
    ...(current === null || sources.settingUp() ? [] : [sized(files, "downloads", "files", wheels)]),
    ...logs.map(async (name) => ({
      what: "log" as const,
      name,
      bytes: (await files.info(join(home.logs, name)))?.bytes ?? 0,
    })),
  ])
  return found.filter(({ bytes }) => bytes > 0).toSorted((a, b) => b.bytes - a.bytes)
}

/** Removes one of them. `engine` is removed by its store, which refuses the one in use. */
export async function removeOne(
  files: Files,
  home: Home,
  store: Pick<EngineStore, "remove">,
  { what, name }: Removable,
): Promise<void> {
  switch (what) {
    case "engine":
      return store.remove(name)
    case "half-made-engine":
      return files.remove(join(home.engines, name))
    case "cache":
      return files.remove(join(home.caches, name))
    case "downloads":
      return files.remove(join(home.downloads, name))
    case "log":
      return files.remove(join(home.logs, name))
  }
}

async function sized(files: Files, what: Removable["what"], name: string, path: string): Promise<Removable> {
  const bytes = (await files.info(path)) === null ? 0 : await files.folderBytes(path)
  return { what, name, bytes }
}

async function oldLogs(files: Files, home: Home): Promise<readonly string[]> {
  const names = (await files.list(home.logs)).flatMap(({ name }) =>
    /^engine-.+\.log/.test(name) ? [name] : [],
  )
  const dated = await Promise.all(
    names.map(async (name) => ({ name, atMs: (await files.info(join(home.logs, name)))?.modifiedAtMs ?? 0 })),
  )
  return dated
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(LOGS_KEPT)
    .map(({ name }) => name)
}
