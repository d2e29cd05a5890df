import { basename, join } from "node:path"
import type { LibraryModel } from "#common/domain/library"
import { makeProblem } from "#common/domain/problem"
import type { Home } from "../../home"
import type { Files } from "../../ports"
import { readModelFolder } from "../models/read-model-folder"
import type { BinRecord, LibraryRecord } from "./library-store"
import { BIN } from "./model-folders"
import { lookForFiles, type ModelNote, readNote } from "./model-note"

/** A model that Glimmer keeps, as it lies on the disk; one that is wanted rests until it is its turn. */
export interface KeptModel {
  readonly record: LibraryRecord
  readonly note: ModelNote | null
  readonly model: LibraryModel
}

/** The id by which a folder is chosen: a hub's where it is the one folder of that id. */
function choiceIdOf(home: Pick<Home, "models">, id: string, folder: string): string {
  return folder === join(home.models, id) ? id : `folder:${folder}`
}

/** Looks at one model on the disk. Null when nothing of it is there and nothing is wanted. */
export async function lookAtModel(
  files: Files,
  home: Pick<Home, "models">,
  record: LibraryRecord,
): Promise<KeptModel | null> {
  const { folder, id, wish, phase } = record
  const isThere = (await files.info(folder))?.kind === "folder"
  if (!isThere && phase === "here") return null
  const note = isThere ? await readNote(files, folder) : null
  const blank: LibraryModel = {
    ...{ folder, choiceId: choiceIdOf(home, id, folder), id, name: basename(id), place: "glimmer", wish },
    ...{ source: note?.sources[0]?.source ?? null, host: hostIn(note), revision: record.revision },
    ...{ commit: note?.commit ?? null, state: "paused" },
    ...{ doneBytes: 0, totalBytes: null, fetchedBytes: 0, rate: null, remainingSeconds: null },
    ...{ filesDone: 0, filesTotal: null, verified: "no", verifiedAtMs: null, problem: null },
  }
  if (note === null) return { record, note, model: phase === "here" ? await brought(files, blank) : blank }
  const onDisk = await lookForFiles(files, folder, note)
  const isWhole = onDisk.filesDone === note.files.length && note.verified !== "no"
  const missing = note.files.length - onDisk.filesDone
  const incomplete = isWhole ? null : makeProblem("model-incomplete", { path: folder, missing })
  const model: LibraryModel = {
    ...{ ...blank, ...onDisk, filesTotal: note.files.length },
    ...(phase === "here"
      ? { state: isWhole ? "complete" : "incomplete", problem: missing > 0 ? incomplete : null }
      : {}),
    verified: isWhole ? note.verified : "no",
    verifiedAtMs: isWhole ? note.verifiedAtMs : null,
  }
  return { record, note, model }
}

/** Models in Glimmer's own folder of which the list knows nothing: somebody put them there, or it was lost. */
export async function findUnlisted(
  files: Files,
  home: Pick<Home, "models">,
  known: readonly LibraryRecord[],
): Promise<readonly LibraryRecord[]> {
  const found: LibraryRecord[] = []
  for (const org of await visibleFolders(files, home.models)) {
    for (const name of await visibleFolders(files, join(home.models, org))) {
      const folder = join(home.models, org, name)
      if (known.some((record) => record.folder === folder)) continue
      const isModel = (await files.info(join(folder, "config.json")))?.kind === "file"
      const note = await readNote(files, folder)
      if (!isModel && note === null) continue
      const revision = note?.revision ?? null
      found.push({ folder, id: note?.id ?? `${org}/${name}`, wish: "auto", revision, phase: "here" })
    }
  }
  return found
}

/** Models in the bin of Glimmer's own folder of which the list knows nothing: without it nobody would find them. */
export async function findUnlistedBin(
  files: Files,
  home: Pick<Home, "models">,
  known: readonly BinRecord[],
): Promise<readonly BinRecord[]> {
  const found: BinRecord[] = []
  for (const org of await visibleFolders(files, home.models)) {
    const bin = join(home.models, org, BIN)
    for (const binId of await visibleFolders(files, bin)) {
      const kept = join(bin, binId)
      const note = await readNote(files, kept)
      if (note === null || known.some((one) => one.kept === kept)) continue
      const { id, revision } = note
      const folder = join(home.models, id)
      found.push({
        ...{ binId, folder, id, name: basename(id), bytes: await files.folderBytes(kept) },
        ...{ removedAtMs: (await files.info(kept))?.modifiedAtMs ?? 0, kept },
        record: { folder, id, wish: "auto", revision, phase: "here" },
      })
    }
  }
  return found
}

/** A folder without a note: its own index is all there is to go by. */
async function brought(files: Files, blank: LibraryModel): Promise<LibraryModel> {
  const bytes = await files.folderBytes(blank.folder)
  const there = { ...blank, doneBytes: bytes }
  try {
    await readModelFolder(files, blank.folder)
    return { ...there, state: "complete", totalBytes: bytes, verified: "index" }
  } catch {
    return { ...there, state: "incomplete" }
  }
}

function hostIn(note: ModelNote | null): string | null {
  const [first] = note?.sources ?? []
  return first === undefined ? null : (URL.parse(first.endpoint)?.host ?? null)
}

async function visibleFolders(files: Files, path: string): Promise<readonly string[]> {
  const entries = await files.list(path)
  return entries.flatMap(({ name, kind }) => (kind === "folder" && !name.startsWith(".") ? [name] : []))
}
