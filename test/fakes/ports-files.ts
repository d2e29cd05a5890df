import { join } from "node:path"
import type { Files } from "#node/ports"

/** Files that take `root` for the root of a half empty disk, so that a test can make up /sys, /proc and /etc. */
export function filesUnder(root: string, files: Files): Files {
  const inside = (path: string) => join(root, path)
  return {
    ...files,
    readText: (path) => files.readText(inside(path)),
    writeText: (path, text, mode) => files.writeText(inside(path), text, mode),
    info: (path) => files.info(inside(path)),
    list: (path) => files.list(inside(path)),
    makeFolder: (path) => files.makeFolder(inside(path)),
    realPath: async (path) => (await files.realPath(inside(path)))?.slice(root.length) ?? null,
    space: async () => ({ freeBytes: 500e9, totalBytes: 1000e9, freeFiles: 1e7 }),
  }
}
