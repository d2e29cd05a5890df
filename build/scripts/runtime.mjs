// What every script needs before anything is installed: no dependency, any Node from 20 on.
import { spawn, spawnSync } from "node:child_process"
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const BUILT = join(ROOT, "build/dist/.built")
/** What the bundles are made of. The Python files are read where they lie. */
const SOURCES = ["electron", "renderer", "package.json", "build/electron.vite.config.ts"]
const NOT_BUNDLED = ["__pycache__", "node_modules", "python"]

/** A line for people; results belong to stdout, notes do not. */
export function note(text) {
  process.stderr.write(`${text}\n`)
}

/** Path of a Node that can run the program: `node:sqlite` without a flag came with 22.13. */
export function modernNode() {
  const own = join(ROOT, "node_modules/.bin/node")
  if (existsSync(own)) return own
  if (isModern(process.versions.node)) return process.execPath
  note(
    `Glimmer needs Node 22.13 or newer here; this is ${process.version}. ` +
      `Glimmer 需要 Node 22.13 或更新的版本，当前是 ${process.version}。`,
  )
  process.exit(1)
}

/** Installs exactly what the lockfile says, when that is not what is there. */
export function ensureInstalled() {
  if (isInstalled()) return
  note("Installing the program's packages (once) … 正在安装程序所需的包（仅一次）…")
  const npm = process.env["npm_execpath"]
  const [program, before] = npm ? [process.execPath, [npm]] : ["npm", []]
  // What a person may have told npm to leave out is needed here: every package of ours is one for development.
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]
  const { status, signal, error } = spawnSync(program, [...before, ...args], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
  })
  if (status === 0) return
  if (signal !== null) process.exit(130)
  note(
    error === undefined
      ? "The packages could not be installed; npm's own words stand above. 安装失败，原因见上方 npm 的输出。"
      : `npm could not be started (${error.message}). 无法启动 npm。`,
  )
  process.exit(status ?? 1)
}

/** Builds the program when a source file is newer than the last build. */
export function ensureBuilt() {
  const builtAtMs = existsSync(BUILT) ? statSync(BUILT).mtimeMs : 0
  if (newest(SOURCES) <= builtAtMs) return
  if (!isWritable(join(ROOT, "build"))) {
    // In a checkout that cannot be written to, times of files say little, and the build is all there is.
    if (builtAtMs > 0) return
    note(`The program is not built, and ${ROOT} cannot be written to. 程序尚未构建，而该文件夹不可写。`)
    process.exit(1)
  }
  note("Building the program … 正在构建程序…")
  const { status, signal, error } = spawnSync(
    modernNode(),
    [join(ROOT, "build/scripts/build.mjs"), "--quiet"],
    { cwd: ROOT, stdio: ["ignore", 2, 2] },
  )
  if (status === 0) return
  if (signal !== null) process.exit(130)
  note(
    error === undefined
      ? "The program could not be built; why stands above. 构建失败，原因见上方输出。"
      : `The build could not be started (${error.message}). 无法启动构建。`,
  )
  process.exit(status ?? 1)
}

/** Path of Electron's binary; null where there is none, or half of one. Never loads `electron`: that would download. */
export function electronBinary() {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"]
  if (override) return executable(join(override, "electron"))
  try {
    const manifest = createRequire(import.meta.url).resolve("electron/package.json")
    const folder = join(manifest, "..")
    // Written once everything is unpacked.
    const name = readFileSync(join(folder, "path.txt"), "utf8").trim()
    const unpacked = readFileSync(join(folder, "dist/version"), "utf8").trim().replace(/^v/, "")
    const { version } = JSON.parse(readFileSync(manifest, "utf8"))
    return unpacked === version ? executable(join(folder, "dist", name)) : null
  } catch {
    return null
  }
}

/**
 * Replaces this process by a program as far as Node can: same terminal, signals passed on, same exit code. `instead`
 * may take over when it ends unasked and not well.
 */
export function become(program, args, instead = null) {
  const startedAtMs = Date.now()
  let asked = false
  let child = null
  const passOn = (signal) => {
    asked = true
    child?.kill(signal)
  }
  // Before the program can have said anything: whoever waits for its first word may interrupt it right after.
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"]
  for (const signal of signals) process.on(signal, passOn)
  child = spawn(program, args, { cwd: process.cwd(), stdio: "inherit" })
  const end = (how, leave) => {
    for (const signal of signals) process.off(signal, passOn)
    if (asked || instead === null || !instead(how, Date.now() - startedAtMs)) leave()
  }
  child.on("error", (error) => {
    end(error.message, () => {
      note(error.message)
      process.exit(1)
    })
  })
  child.on("exit", (code, signal) => {
    if (code === 0) process.exit(0)
    end(signal ?? `exit code ${code}`, () => {
      if (signal === null) process.exit(code ?? 1)
      process.kill(process.pid, signal)
    })
  })
}

/**
 * Does `node_modules` hold what the lockfile names? npm writes its own list down when all is there; times of files
 * tell nothing after a copy or a checkout.
 */
function isInstalled() {
  const wanted = packagesIn("package-lock.json")
  const have = packagesIn("node_modules/.package-lock.json")
  if (wanted === null || have === null) return have !== null
  const own = `node_modules/node-${process.platform}-${process.arch}`
  const needsOwnNode = own in wanted && !isModern(process.versions.node)
  const stale = Object.entries(wanted).some(([path, { version, optional, link }]) => {
    if (path === "" || link === true) return false
    if (have[path] === undefined) return optional !== true || (path === own && needsOwnNode)
    return have[path].version !== version
  })
  return !stale && Object.keys(have).every((path) => existsSync(join(ROOT, path)))
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), "utf8")).packages ?? null
  } catch {
    return null
  }
}

function isModern(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major > 22 || (major === 22 && minor >= 13)
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK)
    return path
  } catch {
    return null
  }
}

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function newest(paths) {
  let latest = 0
  for (const path of paths) {
    const full = join(ROOT, path)
    const info = statSync(full)
    latest = Math.max(latest, info.mtimeMs)
    if (!info.isDirectory()) continue
    for (const entry of readdirSync(full, { withFileTypes: true })) {
      if (NOT_BUNDLED.includes(entry.name)) continue
      latest = Math.max(latest, newest([join(path, entry.name)]))
    }
  }
  return latest
}
