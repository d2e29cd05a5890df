// What every script needs before anything is installed: no dependency, any Node from 20 on.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, readdirSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const BUILT = join(ROOT, "build/dist/.built")

/** A line for people; results belong to stdout, notes do not. */
export function note(text) {
  process.stderr.write(`${text}\n`)
}

/** Path of a Node that can run the program: `node:sqlite` without a flag came with 22.13. */
export function modernNode() {
  const own = join(ROOT, "node_modules/.bin/node")
  if (existsSync(own)) return own
  const [major, minor] = process.versions.node.split(".").map(Number)
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath
  note(
    `Glimmer needs Node 22.13 or newer here; this is ${process.version}. ` +
      `Glimmer 需要 Node 22.13 或更新的版本，当前是 ${process.version}。`,
  )
  process.exit(1)
}

/** Installs exactly what the lockfile says, when it has not been done since the lockfile changed. */
export function ensureInstalled() {
  const done = join(ROOT, "node_modules/.package-lock.json")
  const wanted = join(ROOT, "package-lock.json")
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(wanted).mtimeMs) return
  note("Installing the program's packages (once) … 正在安装程序所需的包（仅一次）…")
  const npm = process.env["npm_execpath"]
  const [program, before] = npm ? [process.execPath, [npm]] : ["npm", []]
  const { status } = spawnSync(program, [...before, "ci", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
  })
  if (status !== 0) {
    note(
      "The packages could not be installed; npm's own words stand above. 安装失败，原因见上方 npm 的输出。",
    )
    process.exit(status ?? 1)
  }
}

/** Builds the program when a source file is newer than the last build. */
export function ensureBuilt() {
  if (
    existsSync(BUILT) &&
    newest(["electron", "renderer", "package.json", "build/electron.vite.config.ts"]) <=
      statSync(BUILT).mtimeMs
  )
    return
  note("Building the program … 正在构建程序…")
  const { status } = spawnSync(modernNode(), [join(ROOT, "build/scripts/build.mjs"), "--quiet"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** Where Electron's binary lies, or the reason why it cannot be used. Never loads `electron`: that would download. */
export function electronBinary() {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"]
  let folder
  try {
    folder = join(createRequire(import.meta.url).resolve("electron/package.json"), "..")
  } catch {
    return { path: null, why: "missing" }
  }
  const path = override ? join(override, "electron") : join(folder, "dist/electron")
  return existsSync(path) ? { path, why: null } : { path: null, why: "missing" }
}

/** Replaces this process by a program as far as Node can: same terminal, signals passed on, same exit code. */
export function become(program, args, environment = process.env) {
  const child = spawn(program, args, { cwd: process.cwd(), stdio: "inherit", env: environment })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  child.on("error", (error) => {
    note(String(error.message))
    process.exit(1)
  })
  child.on("exit", (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exit(code ?? 0)
  })
}

function newest(paths) {
  let latest = 0
  for (const path of paths) {
    const full = join(ROOT, path)
    const info = statSync(full)
    latest = Math.max(latest, info.mtimeMs)
    if (!info.isDirectory()) continue
    for (const entry of readdirSync(full, { withFileTypes: true })) {
      if (entry.name === "__pycache__" || entry.name === "node_modules") continue
      latest = Math.max(latest, newest([join(path, entry.name)]))
    }
  }
  return latest
}
