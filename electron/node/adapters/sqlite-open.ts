import { closeSync, existsSync, mkdirSync, openSync, renameSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { problemOfSystemError } from "./files-problem"

export interface OpenedDatabase {
  readonly database: DatabaseSync
  /** Where a damaged database was put aside; null in the usual case. */
  readonly keptAside: string | null
}

/**
 * Opens a database and brings it to the newest form. `migrations[n]` leads from version n to n + 1. A file that is
 * damaged, or from a newer Glimmer, is put aside under another name, never removed, and a new one begun.
 */
export function openDatabase(path: string, migrations: readonly string[], nowMs: number): OpenedDatabase {
  try {
    return { database: openAndMigrate(path, migrations), keptAside: null }
  } catch (error) {
    if (!isUnusable(error)) throw problemOfDatabaseError(error, path)
  }
  try {
    const keptAside = putAside(path, nowMs)
    return { database: openAndMigrate(path, migrations), keptAside }
  } catch (error) {
    throw problemOfDatabaseError(error, path)
  }
}

/** Errors of SQLite and of the disk as problems with a sentence, others as they are. */
export function problemOfDatabaseError(error: unknown, path: string): Error {
  const code = sqliteCode(error)
  const message = error instanceof Error ? error.message : String(error)
  if (code === SQLITE_FULL) return new ProblemError(makeProblem("disk-full", { path }, message))
  if (code === SQLITE_READONLY || code === SQLITE_CANTOPEN || code === SQLITE_PERM) {
    return new ProblemError(makeProblem("permission-denied", { path }, message))
  }
  return problemOfSystemError(error, path)
}

// https://www.sqlite.org/rescode.html
const SQLITE_PERM = 3
const SQLITE_READONLY = 8
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26

class UnusableDatabase extends Error {}

function openAndMigrate(path: string, migrations: readonly string[]): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  // Conversations are for the eyes of one person; SQLite's own files take this one's mode.
  closeSync(openSync(path, "a", 0o600))
  const database = new DatabaseSync(path)
  try {
    database.exec("PRAGMA journal_mode = WAL")
    // FULL, not NORMAL: what a person wrote must survive a power cut. Writes come twice a second at most.
    database.exec("PRAGMA synchronous = FULL")
    database.exec("PRAGMA foreign_keys = ON")
    database.exec("PRAGMA busy_timeout = 2000")
    const check = database.prepare("PRAGMA quick_check(1)").get()
    if (check?.["quick_check"] !== "ok") throw new UnusableDatabase(String(check?.["quick_check"]))
    migrate(database, migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"])
  if (version > migrations.length) throw new UnusableDatabase(`version ${version} is newer than this program`)
  for (const [at, migration] of migrations.entries()) {
    if (at < version) continue
    database.exec(`BEGIN IMMEDIATE; ${migration}; PRAGMA user_version = ${at + 1}; COMMIT`)
  }
}

function isUnusable(error: unknown): boolean {
  const code = sqliteCode(error)
  return error instanceof UnusableDatabase || code === SQLITE_CORRUPT || code === SQLITE_NOTADB
}

/** The primary result code; extended ones carry more in the upper bytes. */
function sqliteCode(error: unknown): number | null {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : null
}

/** The log belongs to the database: without it the file aside would be missing its newest part. */
function putAside(path: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(":", "-")
  const aside = `${path}.damaged-${stamp}`
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  return aside
}
