import { join } from "node:path"
import { z } from "zod"
import type { HubFile } from "#common/domain/hub-files"
import { HUB_SOURCES, type HubSource, type Verified } from "#common/domain/library"
import { parseJson } from "../../parse-json"
import type { Files } from "../../ports"

/** What a model's folder says of itself: where it is from and what belongs to it. Hidden beside the files. */
export interface ModelNote {
  readonly format: 1
  readonly id: string
  readonly revision: string | null
  readonly commit: string | null
  /** Sources that list the very same files, the fastest first, with what the model is called there. */
  readonly sources: readonly NotedSource[]
  readonly files: readonly HubFile[]
  readonly verified: Verified
  readonly verifiedAtMs: number | null
}

export interface NotedSource {
  readonly source: HubSource
  readonly id: string
  /** Address without a user, a password or a query. */
  readonly endpoint: string
}

const fileSchema = z.object({
  path: z.string(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  gitSha1: z.string().nullable(),
})

const noteSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  revision: z.string().nullable(),
  commit: z.string().nullable(),
  sources: z.array(z.object({ source: z.enum(HUB_SOURCES), id: z.string(), endpoint: z.string() })).min(1),
  files: z.array(fileSchema),
  verified: z.enum(["hashes", "index", "no"]),
  verifiedAtMs: z.number().nullable(),
}) satisfies z.ZodType<ModelNote>

/** Null when there is none that can be read. */
export async function readNote(files: Files, folder: string): Promise<ModelNote | null> {
  const text = await files.readText(notePath(folder)).catch(() => null)
  return text === null ? null : (noteSchema.safeParse(parseJson(text)).data ?? null)
}

export async function writeNote(files: Files, folder: string, note: ModelNote): Promise<void> {
  await files.makeFolder(folder)
  await files.writeText(notePath(folder), `${JSON.stringify(note, null, 1)}\n`)
}

/** What of a model is on the disk, by names and sizes. */
export interface OnDisk {
  readonly doneBytes: number
  readonly totalBytes: number | null
  readonly filesDone: number
}

/** Looks for the files a note names. Those of unknown size count by their name. */
export async function lookForFiles(files: Files, folder: string, note: ModelNote): Promise<OnDisk> {
  const found = await Promise.all(
    note.files.map(async ({ path, bytes }) => {
      const info = await files.info(join(folder, path))
      return info?.kind === "file" && (bytes === null || bytes === info.bytes) ? info.bytes : null
    }),
  )
  return {
    doneBytes: found.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0),
    totalBytes: totalOf(note),
    filesDone: found.filter((bytes) => bytes !== null).length,
  }
}

/** Null while the size of a file is unknown. */
function totalOf({ files }: ModelNote): number | null {
  return files.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  )
}

function notePath(folder: string): string {
  return join(folder, ".glimmer.json")
}
