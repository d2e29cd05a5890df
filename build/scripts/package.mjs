// `npm run package`: the Linux packages that this machine can make, and in plain words why not the others. It fetches
// nothing: Electron and the tools of a package are used where they are.
//   --electron PATH  folder or zip of Electron's release for Linux     --only deb,tar.gz  these, or it has failed
//   --out FOLDER     instead of build/dist/packages                     --as-built         without building anew
//   --fast           packed less tightly, to try things out
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { homedir } from "node:os"
import { delimiter, join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { electronBinary, ensureBuilt, ensureInstalled, modernNode, note, ROOT } from "./runtime.mjs"

const text = /** @type {const} */ ({ type: "string" })
const { values } = parseArgs({
  options: {
    electron: text,
    only: text,
    out: text,
    "as-built": { type: "boolean" },
    fast: { type: "boolean" },
  },
})
ensureInstalled()
const { version } = readJson(join(ROOT, "package.json"))
const out = resolve(values.out ?? join(ROOT, "build/dist/packages"))
const unpacked = join(out, process.arch === "x64" ? "linux-unpacked" : `linux-${process.arch}-unpacked`)

const KINDS = [
  {
    kind: "deb",
    missing: () => (onPath("dpkg-deb") ? null : "it needs dpkg-deb, which Debian and Ubuntu have"),
    // fpm, by which it would be written, is a download; dpkg-deb is there.
    make: () =>
      runBuilder(["deb", "--prepackaged", unpacked, ...(values.fast ? ["-c.deb.compression=gz"] : [])], {
        CUSTOM_FPM_PATH: script("write-deb.mjs"),
      }),
  },
  {
    kind: "rpm",
    missing: () => (onPath("fpm") && onPath("rpmbuild") ? null : "it needs fpm and rpmbuild"),
    make: () => runBuilder(["rpm", "--prepackaged", unpacked], { USE_SYSTEM_FPM: "true" }),
  },
  {
    kind: "AppImage",
    missing: () =>
      process.env["APPIMAGE_TOOLS_PATH"] || existsSync(join(builderCache(), "appimage@1.0.3"))
        ? null
        : "it needs electron-builder's AppImage tools, in its cache or named by APPIMAGE_TOOLS_PATH",
    make: () => runBuilder(["AppImage", "--prepackaged", unpacked], {}),
  },
  {
    kind: "tar.gz",
    missing: () => (onPath("tar") ? null : "it needs tar"),
    make: makeArchive,
  },
]

const wanted = values.only?.split(",") ?? KINDS.map(({ kind }) => kind)
const unknown = wanted.find((name) => !KINDS.some(({ kind }) => kind === name))
if (unknown !== undefined) leave(2, `There is no package of the kind ${unknown}.`)
if (process.platform !== "linux") leave(1, "Packages are made on Linux: Glimmer serves from Linux alone.")
const asked = KINDS.filter(({ kind }) => wanted.includes(kind))
const possible = asked.filter(({ kind, missing }) => {
  const why = missing()
  if (why !== null) note(`not made  ${kind}: ${why}`)
  return why === null
})
// Not being able to make everything is no failure; not being able to make what was asked for is.
let failed = values.only === undefined ? 0 : asked.length - possible.length
if (possible.length === 0) process.exit(1)

const electron = findElectron()
build()
rmSync(unpacked, { recursive: true, force: true })
note("Putting the program together …")
if (!runBuilder(["dir", `-c.electronDist=${electron}`], {}))
  leave(1, "The program could not be put together; why stands above.")
for (const { kind, make } of possible) {
  const before = packagesThere()
  const done = make()
  const made = [...packagesThere()].filter(([name, at]) => before.get(name) !== at).map(([name]) => name)
  if (!done || made.length === 0) {
    note(`failed    ${kind}; why stands above`)
    failed++
  }
  for (const name of made) {
    const bytes = statSync(join(out, name)).size
    process.stdout.write(`${join(out, name)}\n`)
    note(`made      ${kind} (${(bytes / 1024 ** 2).toFixed(1)} MB)`)
  }
}
process.exitCode = failed === 0 ? 0 : 1

/** Path of Electron's release, unpacked or not. Never loads `electron`: that would download. */
function findElectron() {
  const { version: needed } = readJson(join(ROOT, "node_modules/electron/package.json"))
  const own = electronBinary()
  const given = values.electron === undefined ? null : resolve(values.electron)
  const found = given ?? (own === null ? cachedZip(needed) : join(own, ".."))
  if (found === null || !existsSync(found)) {
    leave(
      1,
      given === null
        ? `Electron ${needed} is not here. \`npx install-electron --no\` fetches it; or name its release for Linux, a folder or a zip, with --electron.`
        : `There is no ${given}.`,
    )
  }
  const mark = join(found, "version")
  const is = existsSync(mark) ? readFileSync(mark, "utf8").trim().replace(/^v/, "") : needed
  if (is !== needed) leave(1, `${found} is Electron ${is}; Glimmer is made for ${needed}.`)
  return found
}

/** What Electron's own installer has fetched lies by the address it came from. */
function cachedZip(needed) {
  const cache = process.env["electron_config_cache"] ?? join(homedir(), ".cache/electron")
  const name = `electron-v${needed}-linux-${process.arch}.zip`
  const folders = existsSync(cache) ? readdirSync(cache).map((folder) => join(cache, folder)) : []
  return [cache, ...folders].map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

/** From nothing, so that no file of an earlier build goes along. */
function build() {
  if (values["as-built"]) return ensureBuilt()
  note("Building the program …")
  for (const bundle of ["main", "preload", "renderer"])
    rmSync(join(ROOT, "build/dist", bundle), { recursive: true, force: true })
  const { status } = spawnSync(modernNode(), [script("build.mjs"), "--quiet"], {
    cwd: ROOT,
    stdio: [0, 2, 2],
  })
  if (status !== 0) leave(1, "The program could not be built; why stands above.")
}

/** True when electron-builder has done it. It knows no better than to write everything to stdout. */
function runBuilder(args, environment) {
  const all = [
    join(ROOT, "node_modules/electron-builder/cli.js"),
    ...["--linux", ...args],
    ...["--config", "build/electron-builder.config.ts", "--publish", "never"],
    `-c.directories.output=${out}`,
  ]
  const path = `${join(ROOT, "node_modules/.bin")}${delimiter}${process.env["PATH"]}`
  const { status } = spawnSync(modernNode(), all, {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, PATH: path, ...environment },
  })
  return status === 0
}

function makeArchive() {
  const name = `glimmer-${version}`
  const file = join(out, `${name}-linux-${process.arch}.tar.gz`)
  const owner = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name"]
  const rename = `--transform=s,^\\.,${name},`
  const { status } = spawnSync("tar", [...owner, rename, "-C", unpacked, "-czf", file, "."], {
    stdio: ["ignore", 2, 2],
  })
  return status === 0
}

/** The packages in the folder, with when they were written. */
function packagesThere() {
  mkdirSync(out, { recursive: true })
  const names = readdirSync(out).filter((name) => /\.(deb|rpm|AppImage|tar\.gz)$/.test(name))
  return new Map(names.map((name) => [name, statSync(join(out, name)).mtimeMs]))
}

function builderCache() {
  return process.env["ELECTRON_BUILDER_CACHE"] ?? join(homedir(), ".cache/electron-builder")
}

function onPath(program) {
  const folders = (process.env["PATH"] ?? "").split(delimiter)
  return folders.some((folder) => existsSync(join(folder, program)))
}

function script(name) {
  return join(ROOT, "build/scripts", name)
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"))
}

function leave(code, sentence) {
  note(sentence)
  process.exit(code)
}
