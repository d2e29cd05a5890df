import { dirname } from "node:path"
import { z } from "zod"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { LockedFile } from "#common/domain/resolve/locked-files"
import type { Home } from "../../home"
import type { Files } from "../../ports"
import { engineFolders } from "./engine-folders"
import { parseJson } from "../../parse-json"
import type { EngineLock } from "./lock-engine"

const fileSchema = z.object({
  packageName: z.string(),
  version: z.string(),
  fileName: z.string(),
  url: z.string(),
  sha256: z.string(),
  bytes: z.number().nullable(),
}) satisfies z.ZodType<LockedFile>

const lockSchema = z.object({
  version: z.string(),
  sourceId: z.string(),
  hash: z.string(),
  torch: z.string(),
  kernels: fileSchema,
  source: fileSchema,
  wheels: z.array(fileSchema),
  pylock: z.string(),
}) satisfies z.ZodType<EngineLock>

/** Keeps a lock, so that every later step, also after a kill, works on the very same files. */
export async function saveLock(files: Files, home: Home, engineId: string, lock: EngineLock): Promise<void> {
  const path = engineFolders(home, engineId).lock
  await files.makeFolder(dirname(path))
  await files.writeText(path, JSON.stringify(lock))
}

/** Errors: `lock-failed` when the lock is gone or unreadable; locking again cures it. */
export async function loadLock(files: Files, home: Home, engineId: string): Promise<EngineLock> {
  const path = engineFolders(home, engineId).lock
  const text = await files.readText(path)
  const parsed = text === null ? null : lockSchema.safeParse(parseJson(text))
  if (!parsed?.success)
    throw new ProblemError(makeProblem("lock-failed", { path }, "the list of files is gone"))
  return parsed.data
}
