import { readdir, stat } from "node:fs/promises"
import { extname, join } from "node:path"

/** A file of the built page. */
export interface StaticFile {
  readonly path: string
  readonly bytes: number
  readonly type: string
  /** Its name changes with its content, so it never needs to be asked for again. */
  readonly immutable: boolean
  readonly etag: string
}

/** Finds the file for a path of the page; null when there is none. */
export type FindStatic = (urlPath: string) => StaticFile | null

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
}

/**
 * The files of the built page, listed once. A path is looked up in that list and never joined to a folder, so
 * there is no path that leads out of it.
 */
export async function listStatic(folder: string): Promise<FindStatic> {
  const files = new Map<string, StaticFile>()
  await addFolder(files, folder, "")
  // A path without an extension is a place within the page, which finds its way itself.
  return (urlPath) => files.get(urlPath) ?? (isPlace(urlPath) ? (files.get("/index.html") ?? null) : null)
}

/** Folder by folder: a packed application lists its files no other way. */
async function addFolder(files: Map<string, StaticFile>, folder: string, urlFolder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const urlPath = `${urlFolder}/${entry.name}`
    const type = TYPES[extname(entry.name)]
    if (entry.isDirectory()) await addFolder(files, path, urlPath)
    // Links are left out: they could lead anywhere.
    else if (entry.isFile() && type !== undefined) files.set(urlPath, await describe(path, urlPath, type))
  }
}

async function describe(path: string, urlPath: string, type: string): Promise<StaticFile> {
  const { size, mtimeMs } = await stat(path)
  return {
    path,
    bytes: size,
    type,
    immutable: /^\/assets\/.*-[\w-]{8}\.\w+$/.test(urlPath),
    etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
  }
}

function isPlace(urlPath: string): boolean {
  return /^\/[^.]*$/.test(urlPath)
}
