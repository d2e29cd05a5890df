import { mkdir, stat } from "node:fs/promises"
import { dirname } from "node:path"
import { systemCode } from "./files-problem"

/**
 * Makes a folder and those above it. Own code, because Node's takes a read-only disk for a missing folder, and never
 * comes back from a file system that refuses in its own way, such as `/proc`.
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  try {
    await mkdir(path, { mode })
  } catch (error) {
    if (await isFolder(path)) return
    const above = dirname(path)
    if (systemCode(error) !== "ENOENT" || (await isFolder(above))) throw error
    await makeFolders(above, mode)
    await makeFolders(path, mode)
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  )
}
