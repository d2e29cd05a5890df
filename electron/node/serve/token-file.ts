import { randomBytes } from "node:crypto"
import { chmod, readFile, rename, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { makeFolders } from "../adapters/files-make-folder"
import { problemOfSystemError, systemCode } from "../adapters/files-problem"
import type { Logger } from "../ports"

/** 256 bits, in letters that survive an address. */
const TOKEN = /^[\w-]{43}$/
const NOT_WRITABLE = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"]

/**
 * The secret that opens the browser door. It is kept, so that a bookmarked tab works after a restart; `renew` makes
 * a new one, which ends all sessions. One that others could have read is renewed as well.
 */
export async function loadToken(
  runFolder: string,
  log: Pick<Logger, "warn">,
  options: { readonly renew?: boolean } = {},
): Promise<string> {
  await makePrivateFolder(runFolder)
  const path = join(runFolder, "token")
  const kept = options.renew === true ? null : await readPrivate(path, log)
  return kept ?? writeNew(path)
}

/** A folder only its owner can look into, whether it was there or not. */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await makeFolders(path, 0o700)
    await chmod(path, 0o700)
  } catch (error) {
    // Another user's, a read-only disk, a file where a folder should be: all the same to who wants to start.
    const code = systemCode(error)
    if (code === null || !NOT_WRITABLE.includes(code)) throw problemOfSystemError(error, path)
    const message = error instanceof Error ? error.message : ""
    throw new ProblemError(makeProblem("home-not-writable", { path }, message), { cause: error })
  }
}

async function readPrivate(path: string, log: Pick<Logger, "warn">): Promise<string | null> {
  const info = await stat(path).catch(() => null)
  if (info === null) return null
  if ((info.mode & 0o077) !== 0) {
    log.warn("others could read the access token, so there is a new one", { path })
    return null
  }
  const token = (await readFile(path, "utf8")).trim()
  return TOKEN.test(token) ? token : null
}

async function writeNew(path: string): Promise<string> {
  const token = randomBytes(32).toString("base64url")
  const beside = `${path}.${process.pid}.new`
  await writeFile(beside, `${token}\n`, { mode: 0o600 })
  await rename(beside, path)
  return token
}
