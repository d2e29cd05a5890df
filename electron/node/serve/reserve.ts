import { randomBytes } from "node:crypto"
import { open, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import type { Home } from "../home"

/** What a Glimmer writes while it opens and while it removes a model, several times over. */
const RESERVE_BYTES = 1024 * 1024

/**
 * Room set aside in a home while there is some: on a full disk it is what lets Glimmer open, so that it can stop the
 * engine or remove the model that fills the disk.
 */
export async function keepReserve(home: Pick<Home, "run">): Promise<void> {
  const path = reservePath(home)
  const there = await stat(path).catch(() => null)
  if (there?.size === RESERVE_BYTES) return
  const file = await open(path, "w", 0o600)
  try {
    // Nothing that a file system could squeeze.
    await file.writeFile(randomBytes(RESERVE_BYTES))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** Gives that room to whoever needs it now; false when there is none. */
export async function giveUpReserve(home: Pick<Home, "run">): Promise<boolean> {
  const isThere = (await stat(reservePath(home)).catch(() => null)) !== null
  if (isThere) await rm(reservePath(home), { force: true })
  return isThere
}

function reservePath(home: Pick<Home, "run">): string {
  return join(home.run, "reserve")
}
