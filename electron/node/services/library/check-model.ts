import { createHash } from "node:crypto"
import { join } from "node:path"
import type { HubFile } from "#common/domain/hub-files"
import type { Verified } from "#common/domain/library"
import type { Files } from "../../ports"
import { pathsOf } from "../download/part-file"
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
  const wrong: string[] = []
  for (const file of note.files) {
    signal.throwIfAborted()
    if (file.sha256 !== null || file.gitSha1 === null || (await isAsInGit(files, folder, file))) continue
    const target = join(folder, file.path)
    await files.remove(target)
    await files.remove(pathsOf(target).journal)
    wrong.push(file.path)
  }
  if (wrong.length > 0) return { wrong, verified: "no" }
  await readModelFolder(files, folder)
  const isProved = note.files.every(({ sha256, gitSha1 }) => (sha256 ?? gitSha1) !== null)
  return { wrong, verified: isProved ? "hashes" : "index" }
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
