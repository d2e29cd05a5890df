import { lstat, readdir } from "node:fs/promises"
import { join } from "node:path"

/** Files looked at together; the rest waits, so that a model folder of any size needs little memory. */
const TOGETHER = 64
/** `st_blocks` counts in these, whatever the file system's own block size. */
const BLOCK_BYTES = 512

/**
 * What a folder takes on the disk. A file with several names in it (uv links its cache into environments) counts
 * once; links are not followed; what vanishes meanwhile counts nothing.
 */
export async function folderBytes(root: string): Promise<number> {
  const seen = new Set<string>()
  const paths = [root]
  let bytes = 0
  for (let some = paths.splice(0, TOGETHER); some.length > 0; some = paths.splice(0, TOGETHER)) {
    const found = await Promise.all(some.map(look))
    for (const one of found) {
      if (one === null) continue
      for (const path of one.inside) paths.push(path)
      if (one.identity !== null && seen.has(one.identity)) continue
      if (one.identity !== null) seen.add(one.identity)
      bytes += one.bytes
    }
  }
  return bytes
}

async function look(
  path: string,
): Promise<{ bytes: number; identity: string | null; inside: readonly string[] } | null> {
  try {
    const stats = await lstat(path)
    const names = stats.isDirectory() ? await readdir(path).catch(() => []) : []
    return {
      bytes: stats.blocks * BLOCK_BYTES,
      identity: !stats.isDirectory() && stats.nlink > 1 ? `${stats.dev}:${stats.ino}` : null,
      inside: names.map((name) => join(path, name)),
    }
  } catch {
    return null
  }
}
