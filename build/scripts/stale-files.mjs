// Which files of earlier builds may go.
import { readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"

/**
 * How long the files of earlier builds stay, ms. A Glimmer that was started before a new build goes on with the files
 * it began with, many of which it only reads when they are needed; their names change with their content.
 */
const KEPT_MS = 14 * 24 * 3600 * 1000

/** Removes the files in a folder that the build at `builtAtMs` did not write, once they are old. */
export function removeStale(folder, builtAtMs) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && statSync(path).mtimeMs < builtAtMs - KEPT_MS) rmSync(path)
  }
}
