import { type FileHandle, open, realpath, rename, rm, stat, symlink } from "node:fs/promises"
import { basename, dirname, join } from "node:path"

/** The write under way or last done, by path: a later text must not be overtaken by an earlier one. */
const writing = new Map<string, Promise<void>>()
let temporaryNames = 0

/**
 * Replaces a file's text in one step. Own code, because the common library for this takes a short write for a whole
 * one: on a full disk it puts half a text in place of a good one and reports success.
 */
export function replaceText(path: string, text: string, mode?: number): Promise<void> {
  const before = writing.get(path) ?? Promise.resolve()
  const write = () => writeBesideAndRename(path, text, mode)
  const done = before.then(write, write)
  writing.set(path, done)
  const forget = () => {
    if (writing.get(path) === done) writing.delete(path)
  }
  done.then(forget, forget)
  return done
}

/** Points a link at a target; a reader finds the old target or the new one. */
export async function replaceLink(link: string, target: string): Promise<void> {
  const temporary = temporaryBeside(link)
  await symlink(target, temporary)
  await renameForGood(temporary, link)
}

async function writeBesideAndRename(path: string, text: string, mode: number | undefined): Promise<void> {
  // Somebody's settings may be a link into a folder of their own: the link stays.
  const target = await realpath(path).catch(() => path)
  const former = await stat(target).catch(() => null)
  const temporary = temporaryBeside(target)
  try {
    await withFile(temporary, "wx", async (file) => {
      await file.writeFile(text, "utf8")
      // Created under the umask: the wanted mode is set, not asked for.
      await file.chmod(mode ?? (former === null ? 0o644 : former.mode & 0o777))
      await file.sync()
    })
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await renameForGood(temporary, target)
}

/** The name itself is on the disk only once its folder is. */
async function renameForGood(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    await rm(from, { force: true })
    throw error
  }
  // Some file systems (network, FUSE) refuse to sync a folder; the rename itself has happened.
  await withFile(dirname(to), "r", (folder) => folder.sync()).catch(() => undefined)
}

async function withFile(
  path: string,
  flags: string,
  act: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await act(file)
  } finally {
    await file.close()
  }
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}-${temporaryNames++}.tmp`)
}
