import { dirname } from "node:path"
import type { Files } from "../../ports"

/** A disk that will not hold what is to come. */
export interface Shortage {
  readonly path: string
  readonly neededBytes: number
  readonly freeBytes: number
}

/** Of a disk on which the usual spare would be most of it, such as a stick. */
const SPARE_SHARE = 0.02

/**
 * The first disk whose free space is less than what is still to be written there, `spareBytes` kept free, of a small
 * disk less; null when all have enough. Disks are told apart by their size: two of exactly the same size count as one, to be safe.
 */
export async function findShortage(
  files: Files,
  wanted: readonly { readonly target: string; readonly bytes: number }[],
  spareBytes: number,
): Promise<Shortage | null> {
  const folders = new Map<string, number>()
  for (const { target, bytes } of wanted) {
    const folder = dirname(target)
    folders.set(folder, (folders.get(folder) ?? 0) + bytes)
  }
  const disks = new Map<number, Shortage>()
  for (const [path, bytes] of folders) {
    if (bytes === 0) continue
    const { freeBytes, totalBytes } = await files.space(path)
    const spare = Math.min(spareBytes, totalBytes * SPARE_SHARE)
    const neededBytes = bytes + Math.ceil(disks.get(totalBytes)?.neededBytes ?? spare)
    disks.set(totalBytes, { path, freeBytes, neededBytes })
  }
  return [...disks.values()].find((disk) => disk.freeBytes < disk.neededBytes) ?? null
}
