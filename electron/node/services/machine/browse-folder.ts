import { dirname, isAbsolute, join } from "node:path"
import type { FolderListing } from "#common/contract/machine"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { FileInfo, Files, Ports } from "../../ports"

/** A page shows no more; who looks for one of ten thousand types its path. */
const MOST_ENTRIES = 2000

type Entry = FolderListing["entries"][number]

/**
 * One folder as the file picker shows it: folders first, names in an order that no language setting changes, hidden
 * ones left out, links resolved. Throws `not-found`, `permission-denied` or, for what is no folder, `invalid-input`.
 */
export async function browseFolder(
  { files, environment }: Pick<Ports, "files" | "environment">,
  path: string | null,
  withFiles: boolean,
): Promise<FolderListing> {
  const home = environment["HOME"] ?? "/"
  const wanted = absolute(path ?? home, home)
  const real = await files.realPath(wanted)
  const info = real === null ? null : await files.info(real)
  if (real === null || info === null) throw new ProblemError(makeProblem("not-found", { path: wanted }))
  if (info.kind !== "folder") throw new ProblemError(makeProblem("invalid-input", { path: wanted }))
  const listed = await files.list(real)
  const shown = listed.filter(({ name, kind }) => !name.startsWith(".") && isWanted(kind, withFiles))
  const entries = await Promise.all(
    shown
      .toSorted(byKindAndName)
      .slice(0, MOST_ENTRIES)
      .map(({ name, kind }) => entryOf(files, real, name, kind)),
  )
  const omitted = shown.length - entries.length
  return { path: real, parent: dirname(real) === real ? null : dirname(real), entries, omitted }
}

/** `~` is what people type for their home. */
function absolute(path: string, home: string): string {
  if (path === "~" || path.startsWith("~/")) return join(home, path.slice(1))
  if (!isAbsolute(path)) throw new ProblemError(makeProblem("invalid-input", { path }))
  return path
}

function isWanted(kind: FileInfo["kind"], withFiles: boolean): boolean {
  return kind === "folder" || (withFiles && kind === "file")
}

async function entryOf(files: Files, folder: string, name: string, kind: FileInfo["kind"]): Promise<Entry> {
  const path = join(folder, name)
  if (kind !== "folder") {
    const info = await files.info(path).catch(() => null)
    return { name, kind: "file", bytes: info?.bytes ?? null, model: false }
  }
  // A folder that may not be looked into is shown all the same; opening it tells why.
  const config = await files.info(join(path, "config.json")).catch(() => null)
  return { name, kind: "folder", bytes: null, model: config?.kind === "file" }
}

type Listed = { readonly name: string; readonly kind: FileInfo["kind"] }

function byKindAndName(a: Listed, b: Listed): number {
  if (a.kind !== b.kind) return a.kind === "folder" ? -1 : 1
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()]
  if (left !== right) return left < right ? -1 : 1
  return a.name < b.name ? -1 : 1
}
