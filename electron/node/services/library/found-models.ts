import { basename, join } from "node:path"
import { z } from "zod"
import type { LibraryModel, LibraryPlace } from "#common/domain/library"
import { ProblemError } from "#common/domain/problem"
import { isWeightFile } from "#common/domain/hub-files"
import { parseJson } from "../../parse-json"
import type { Files, Ports } from "../../ports"
import { readModelFolder } from "../models/read-model-folder"

/** A folder of another program with a model in it. */
interface FoundFolder {
  readonly folder: string
  readonly id: string
  readonly place: LibraryPlace
  readonly commit: string | null
}

type FindingPorts = Pick<Ports, "files" | "environment">

/**
 * Models that other programs fetched: in the caches of Hugging Face and ModelScope and among LM Studio's models. They
 * are used where they lie, and never changed.
 */
export async function findModels(ports: FindingPorts): Promise<readonly LibraryModel[]> {
  const folders = await Promise.all([inHuggingface(ports), inModelscope(ports), inLmStudio(ports)])
  const models = await Promise.all(folders.flat().map((found) => describeFound(ports.files, found)))
  return models.filter((model) => model !== null).toSorted((a, b) => a.name.localeCompare(b.name))
}

/** `models--org--name/snapshots/<commit>`, of links to files that are named by their hash. */
async function inHuggingface(ports: FindingPorts): Promise<readonly FoundFolder[]> {
  const { environment: env, files } = ports
  const home = env["HF_HOME"] || join(cacheFolder(ports), "huggingface")
  const cache = env["HF_HUB_CACHE"] || env["HUGGINGFACE_HUB_CACHE"] || join(home, "hub")
  const found: FoundFolder[] = []
  for (const name of await foldersIn(files, cache)) {
    const parts = name.split("--")
    if (parts[0] !== "models" || parts.length < 2) continue
    const commit = await currentCommit(files, join(cache, name))
    if (commit === null) continue
    const id = parts.slice(1).join("/")
    found.push({ folder: join(cache, name, "snapshots", commit), id, place: "huggingface-cache", commit })
  }
  return found
}

async function currentCommit(files: Files, folder: string): Promise<string | null> {
  const snapshots = await foldersIn(files, join(folder, "snapshots"))
  const main = (await files.readText(join(folder, "refs", "main")).catch(() => null))?.trim()
  return snapshots.find((name) => name === main) ?? snapshots[0] ?? null
}

/** `models/org/name`, before mid-2025 `hub/org/name`; a point in a name is written as three underscores. */
async function inModelscope(ports: FindingPorts): Promise<readonly FoundFolder[]> {
  const { environment: env, files } = ports
  const cache = env["MODELSCOPE_CACHE"] || join(cacheFolder(ports), "modelscope", "hub")
  const found: FoundFolder[] = []
  for (const root of [cache, join(cache, "models"), join(cache, "hub"), join(cache, "hub", "models")]) {
    for (const [org, name] of await pairsIn(files, root)) {
      const folder = join(root, org, name)
      if (found.some((one) => one.folder === folder) || (await isLink(files, folder))) continue
      const id = `${org}/${name}`.replaceAll("___", ".")
      found.push({ folder, id, place: "modelscope-cache", commit: null })
    }
  }
  return found
}

/** `publisher/name`, in the folder its settings name. */
async function inLmStudio(ports: FindingPorts): Promise<readonly FoundFolder[]> {
  const { environment: env, files } = ports
  const home = env["HOME"]
  if (home === undefined) return []
  const settings = await files.readText(join(home, ".lmstudio", "settings.json")).catch(() => null)
  const chosen = z.object({ downloadsFolder: z.string() }).safeParse(parseJson(settings ?? "")).data
  const usual = [join(home, ".lmstudio", "models"), join(home, ".cache", "lm-studio", "models")]
  const found: FoundFolder[] = []
  for (const root of new Set([...(chosen === undefined ? [] : [chosen.downloadsFolder]), ...usual])) {
    for (const [org, name] of await pairsIn(files, root)) {
      found.push({ folder: join(root, org, name), id: `${org}/${name}`, place: "lm-studio", commit: null })
    }
  }
  return found
}

/** A model has a configuration, or at least weights; null for a folder without either. */
async function describeFound(files: Files, found: FoundFolder): Promise<LibraryModel | null> {
  const names = (await files.list(found.folder).catch(() => [])).flatMap(({ name, kind }) =>
    kind === "file" ? [name] : [],
  )
  const weights = names.filter(isWeightFile)
  if (!names.includes("config.json") && weights.length === 0) return null
  const sizes = await Promise.all(
    names.map(async (name) => (await files.info(join(found.folder, name)))?.bytes),
  )
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  const check = await looksWhole(files, found.folder)
  return {
    ...{ folder: found.folder, choiceId: `folder:${found.folder}`, id: found.id, place: found.place },
    name: basename(found.id),
    state: check === null && weights.length > 0 ? "complete" : "incomplete",
    ...{ wish: "auto", source: null, host: null, revision: null, commit: found.commit },
    ...{ doneBytes: bytes, totalBytes: check === null ? bytes : null, fetchedBytes: 0, rate: null },
    ...{ remainingSeconds: null, filesDone: names.length, filesTotal: check === null ? names.length : null },
    ...{ verified: check === null && names.includes("config.json") ? "index" : "no", verifiedAtMs: null },
    problem: check?.problem ?? null,
  }
}

/** The problem of a model that lacks files its index names; null when none is known to be missing. */
async function looksWhole(files: Files, folder: string): Promise<ProblemError | null> {
  return readModelFolder(files, folder).then(
    () => null,
    (error: unknown) => (ProblemError.is(error) && error.problem.code === "model-incomplete" ? error : null),
  )
}

function cacheFolder({ environment: env }: FindingPorts): string {
  return env["XDG_CACHE_HOME"] || join(env["HOME"] ?? "/nonexistent", ".cache")
}

async function foldersIn(files: Files, path: string): Promise<readonly string[]> {
  const entries = await files.list(path).catch(() => [])
  return entries
    .flatMap(({ name, kind }) => (kind === "folder" && !name.startsWith(".") ? [name] : []))
    .toSorted()
}

async function pairsIn(files: Files, root: string): Promise<readonly (readonly [string, string])[]> {
  const pairs = await Promise.all(
    (await foldersIn(files, root)).map(async (org) =>
      (await foldersIn(files, join(root, org))).map((name) => [org, name] as const),
    ),
  )
  return pairs.flat()
}

/** ModelScope keeps a second name for models with a point in theirs. */
async function isLink(files: Files, path: string): Promise<boolean> {
  return (await files.readLink(path)) !== null
}
