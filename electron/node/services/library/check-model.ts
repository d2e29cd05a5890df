import { createHash } from "node:crypto"
import { join } from "node:path"
import type { HubFile } from "#common/domain/hub-files"
import type { Verified } from "#common/domain/library"
import type { Files } from "../../ports"
import { pathsOf } from "../download/part-paths"
import { readModelFolder } from "../models/read-model-folder"
import type { ModelNote } from "./model-note"

const PIECE_BYTES = 4 * 1024 * 1024

/** What a look at a fetched model found. */
export interface ModelCheck {
  /** Files that are not what was published; they have been removed. */
  readonly wrong: readonly string[]
  readonly verified: Verified
}

/**
 * Checks a model all of whose files have come: those without a SHA-256 by git's own hash, and the whole by its own
 * index. Errors: `model-incomplete`, `not-a-model-folder`.
 */
export async function checkModel(
  files: Files,
  folder: string,
  note: ModelNote,
  signal: AbortSignal,
): Promise<ModelCheck> {
  const inGit = note.files.filter(({ sha256, gitSha1 }) => sha256 === null && gitSha1 !== null)
  const wrong: string[] = []
  for (const file of inGit) {
    signal.throwIfAborted()
    if (!(await isAsInGit(files, folder, file))) wrong.push(file.path)
  }
  // Where not one agrees, the server marks its files in a way of its own, and the marks prove nothing.
  const areMarks = wrong.length > 0 && wrong.length === inGit.length
  if (wrong.length > 0 && !areMarks) {
    for (const path of wrong) await removeFetched(files, join(folder, path))
    return { wrong, verified: "no" }
  }
  await readModelFolder(files, folder)
  const isProved = note.files.every(({ sha256, gitSha1 }) => (sha256 ?? gitSha1) !== null)
  return { wrong: [], verified: isProved && !areMarks ? "hashes" : "index" }
}

async function removeFetched(files: Files, target: string): Promise<void> {
  await files.remove(target)
  await files.remove(pathsOf(target).journal)
}

/** Git hashes a file behind a head that names its size. */
async function isAsInGit(files: Files, folder: string, { path, gitSha1 }: HubFile): Promise<boolean> {
  const target = join(folder, path)
  const bytes = (await files.info(target))?.bytes ?? 0
  const hash = createHash("sha1").update(`blob ${bytes}\0`)
  const file = await files.open(target, "read")
  try {
    for (let position = 0; position < bytes; position += PIECE_BYTES) {
      hash.update(await file.read(Math.min(PIECE_BYTES, bytes - position), position))
    }
  } finally {
    await file.close()
  }
  return hash.digest("hex") === gitSha1
}
