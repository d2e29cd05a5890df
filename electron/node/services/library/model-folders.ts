import { basename, dirname, join } from "node:path"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Files } from "../../ports"
import type { BinRecord, LibraryRecord } from "./library-store"
import { readNote } from "./model-note"

/** Kept free on the disk a model moves to. */
const SPARE_BYTES = 256 * 1024 * 1024

/** Folder of the bin, beside the models. */
export const BIN = ".glimmer-bin"

/** Where a removed model waits: on the same disk, so that removing and restoring cost nothing. */
function binPathOf(folder: string, binId: string): string {
  return join(dirname(folder), BIN, binId)
}

/** What is in the bin, for the list. Nothing is moved yet: the list is written first. */
export async function binRecordOf(
  files: Files,
  record: LibraryRecord,
  binId: string,
  nowMs: number,
): Promise<BinRecord> {
  const { folder, id } = record
  const bytes = await files.folderBytes(folder)
  const kept = binPathOf(folder, binId)
  return { binId, folder, id, name: basename(id), bytes, removedAtMs: nowMs, kept, record }
}

export async function intoBin(files: Files, { folder, kept }: BinRecord): Promise<void> {
  await files.makeFolder(dirname(kept))
  await files.rename(folder, kept)
}

export async function outOfBin(files: Files, { folder, kept }: BinRecord): Promise<void> {
  // An empty folder of that name is in the way of a rename.
  await files.remove(folder)
  await files.makeFolder(dirname(folder))
  await files.rename(kept, folder)
}

/** Empties a place in the bin, and the bin's own folder once nothing is in it. */
export async function dropFromBin(files: Files, { kept }: BinRecord): Promise<void> {
  await files.remove(kept)
  const bin = dirname(kept)
  if ((await files.list(bin)).length === 0) await files.remove(bin)
}

/** Errors: `folder-not-empty` when a model can't go there without touching what is somebody else's. */
export async function mustBeOpenFor(files: Files, folder: string, id: string): Promise<void> {
  const note = await readNote(files, folder)
  if (note?.id !== id) await mustBeFree(files, folder)
}

/** Errors: `folder-not-empty`. */
export async function mustBeFree(files: Files, folder: string): Promise<void> {
  const info = await files.info(folder)
  const isEmpty = info === null || (info.kind === "folder" && (await files.list(folder)).length === 0)
  if (!isEmpty) throw new ProblemError(makeProblem("folder-not-empty", { path: folder }))
}

/**
 * Moves a model, to another disk if need be: then file by file, and the old one is removed once the new one is whole.
 * `onBytes` tells how much is there. Errors: `folder-not-empty`, `disk-too-small`, and those of writing.
 */
export async function moveModel(
  files: Files,
  { folder, to }: { readonly folder: string; readonly to: string },
  signal: AbortSignal,
  onBytes: (doneBytes: number) => void,
): Promise<void> {
  await mustBeFree(files, to)
  await files.makeFolder(dirname(to))
  const parts = await filesBelow(files, folder)
  const neededBytes = parts.reduce((sum, part) => sum + part.bytes, SPARE_BYTES)
  // An empty folder of that name is in the way of a rename.
  await files.remove(to)
  const isMoved = await files.rename(folder, to).then(
    () => true,
    () => false,
  )
  if (isMoved) return
  const { freeBytes } = await files.space(dirname(to))
  if (freeBytes < neededBytes) {
    throw new ProblemError(makeProblem("disk-too-small", { path: dirname(to), neededBytes, freeBytes }))
  }
  const beside = join(dirname(to), `.${basename(to)}.moving`)
  await files.remove(beside)
  let done = 0
  for (const { path, bytes } of parts) {
    signal.throwIfAborted()
    await files.makeFolder(dirname(join(beside, path)))
    await files.copy(join(folder, path), join(beside, path))
    if ((await files.info(join(beside, path)))?.bytes !== bytes) {
      throw new ProblemError(makeProblem("download-corrupt", { file: path, index: to }))
    }
    done += bytes
    onBytes(done)
  }
  await files.rename(beside, to)
}

async function filesBelow(
  files: Files,
  folder: string,
  below = "",
): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const entries = await files.list(join(folder, below))
  const parts = await Promise.all(
    entries.map(async ({ name, kind }) => {
      const path = join(below, name)
      if (kind === "folder") return filesBelow(files, folder, path)
      return [{ path, bytes: (await files.info(join(folder, path)))?.bytes ?? 0 }]
    }),
  )
  return parts.flat()
}
