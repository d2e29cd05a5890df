import {
  chmod,
  constants,
  cp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from "node:fs/promises"
import type { Dirent, Stats } from "node:fs"
import { dirname, join } from "node:path"
import type { DiskSpace, FileInfo, Files } from "../ports"
import { replaceLink, replaceText } from "./files-atomic"
import { folderBytes } from "./files-folder-bytes"
import { makeFolders } from "./files-make-folder"
import { openFile } from "./files-open"
import { problemOfSystemError, systemCode } from "./files-problem"

/** The disks of this machine. */
export function createFiles(): Files {
  return {
    readText: (path) => nullWhenMissing(path, () => readFile(path, "utf8")),
    writeText: (path, text, mode) => told(path, () => replaceText(path, text, mode)),
    createText: (path, text) => told(path, () => createText(path, text)),
    info: (path) => nullWhenMissing(path, async () => infoOf(await stat(path))),
    list: (path) => told(path, () => listFolder(path)),
    makeFolder: (path) => told(path, () => makeFolders(path)),
    remove: (path) => told(path, () => rm(path, { recursive: true, force: true, maxRetries: 3 })),
    rename: (from, to) => told(from, () => rename(from, to)),
    copy: (from, to) => told(from, () => copy(from, to)),
    switchLink: (link, target) => told(link, () => replaceLink(link, target)),
    readLink: (link) => nullWhenMissing(link, () => readlink(link), "EINVAL"),
    realPath: (path) => nullWhenMissing(path, () => realpath(path)),
    makeExecutable: (path) => told(path, async () => chmod(path, (await stat(path)).mode | 0o111)),
    open: (path, how) => told(path, () => openFile(path, how)),
    space: (path) => told(path, () => spaceFor(path)),
    folderBytes: (path) => told(path, () => folderBytes(path)),
  }
}

async function told<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw problemOfSystemError(error, path)
  }
}

async function createText(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" })
    return true
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false
    throw error
  }
}

/** ELOOP is a link that leads in a circle: there is nothing behind it either. */
const MISSING = ["ENOENT", "ENOTDIR", "ELOOP"]

async function nullWhenMissing<T>(path: string, act: () => Promise<T>, ...also: string[]): Promise<T | null> {
  try {
    return await act()
  } catch (error) {
    if ([...MISSING, ...also].includes(systemCode(error) ?? "")) return null
    throw problemOfSystemError(error, path)
  }
}

async function listFolder(path: string): Promise<{ name: string; kind: FileInfo["kind"] }[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return []
    throw error
  })
  return Promise.all(
    entries.map(async (entry) => ({
      name: entry.name,
      kind: entry.isSymbolicLink() ? await kindBehind(join(path, entry.name)) : kindOf(entry),
    })),
  )
}

/** A link that leads nowhere, or where we may not look, is neither file nor folder. */
async function kindBehind(link: string): Promise<FileInfo["kind"]> {
  return stat(link).then(kindOf, () => "other")
}

function infoOf(stats: Stats): FileInfo {
  return { kind: kindOf(stats), bytes: stats.size, modifiedAtMs: stats.mtimeMs }
}

function kindOf(entry: Dirent | Stats): FileInfo["kind"] {
  if (entry.isFile()) return "file"
  return entry.isDirectory() ? "folder" : "other"
}

async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, {
    recursive: true,
    // Shares the blocks where the file system can.
    mode: constants.COPYFILE_FICLONE,
    preserveTimestamps: true,
    verbatimSymlinks: true,
  })
}

async function spaceFor(path: string): Promise<DiskSpace> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const disk = await statfs(folder)
      // What root keeps for itself is not ours.
      return {
        freeBytes: disk.bavail * disk.bsize,
        totalBytes: disk.blocks * disk.bsize,
        // Btrfs and others make inodes as they go and tell none.
        freeFiles: disk.files === 0 ? null : disk.ffree,
      }
    } catch (error) {
      if (!MISSING.includes(systemCode(error) ?? "") || dirname(folder) === folder) throw error
    }
  }
}
