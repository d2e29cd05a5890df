import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { onTestFinished } from "vitest"

const SCRIPTS = fileURLToPath(new URL("../../build/scripts", import.meta.url))
const LOCK = {
  packages: {
    "": { name: "glimmer" },
    "node_modules/electron": { version: "45.4.1" },
    "node_modules/elsewhere": { version: "1.0.0", optional: true },
  },
}

/** Facts about the machine that a test cannot have otherwise; loaded before the script. */
const PRETEND = `import fs from "node:fs"
import { syncBuiltinESMExports } from "node:module"
const wished = process.env.PRETEND.split(" ")
const { accessSync } = fs
if (wished.includes("user")) process.getuid = () => 1000
if (wished.includes("root")) process.getuid = () => 0
if (wished.includes("node-20")) Object.defineProperty(process.versions, "node", { value: "20.19.0" })
if (wished.includes("read-only")) {
  fs.accessSync = (path, mode) => {
    if (mode === fs.constants.W_OK) throw new Error("EROFS")
    return accessSync(path, mode)
  }
  syncBuiltinESMExports()
}
`

interface Wishes {
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** `user`: not root; `node-20`; `read-only`. */
  readonly pretend?: string
}

/**
 * A clone in a folder with spaces and Chinese letters, with the real scripts and stand-ins for what they start: npm,
 * the build, the program. Each writes down that it ran. Removed when the test ends.
 */
export async function makeClone() {
  const root = await mkdtemp(join(tmpdir(), "glimmer 克隆 "))
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 5 }))
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  for (const name of ["start", "runtime", "glimmer"]) {
    await cp(join(SCRIPTS, `${name}.mjs`), join(root, `build/scripts/${name}.mjs`))
  }
  await put("package.json", '{"type":"module"}')
  await put("package-lock.json", JSON.stringify(LOCK))
  await put("electron/main.ts", "")
  await put("electron/python/probe.py", "")
  await put("renderer/page.tsx", "")
  await put("build/electron.vite.config.ts", "")
  await put("pretend.mjs", PRETEND)
  const diary = `import { appendFileSync } from "node:fs"\nconst tell = (what) => appendFileSync(${JSON.stringify(join(root, "diary"))}, what + "\\n")\n`
  await put(
    "npm.mjs",
    `${diary}import { mkdirSync, writeFileSync } from "node:fs"
tell("npm " + process.argv.slice(2).join(" "))
if (process.env.NPM_FAILS) process.exit(7)
mkdirSync("node_modules/electron", { recursive: true })
writeFileSync("node_modules/electron/package.json", '{"version":"45.4.1"}')
writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: { "node_modules/electron": { version: "45.4.1" } } }))
`,
  )
  await put(
    "build/scripts/build.mjs",
    `${diary}import { mkdirSync, writeFileSync } from "node:fs"
tell("build")
if (process.env.BUILD_FAILS) process.exit(1)
mkdirSync("build/dist/main", { recursive: true })
writeFileSync("build/dist/main/cli.js", "console.log('cli ' + process.argv.slice(2).join(' '))")
writeFileSync("build/dist/.built", "")
`,
  )
  return {
    root,
    put,
    /** Runs one of the scripts to its end. */
    run: (script: "start" | "glimmer", wishes: Wishes = {}) => ended(launch(root, script, wishes)),
    launch: (script: "start" | "glimmer", wishes: Wishes = {}) => launch(root, script, wishes),
    /** What ran since the last look. */
    async diary(): Promise<readonly string[]> {
      const text = await readFile(join(root, "diary"), "utf8").catch(() => "")
      await rm(join(root, "diary"), { force: true })
      return text.split("\n").filter((line) => line !== "")
    },
    /** Puts a stand-in for Electron's binary where npm's package has it. */
    async putElectron(script: string, version = "45.4.1") {
      await put("node_modules/electron/path.txt", "electron")
      await put("node_modules/electron/dist/version", version)
      await put("node_modules/electron/dist/electron", `#!/bin/sh\n${script}\n`)
      await chmod(join(root, "node_modules/electron/dist/electron"), 0o755)
    },
  }
}

function launch(root: string, script: string, { args = [], environment = {}, pretend = "" }: Wishes) {
  const preload = ["--import", pathToFileURL(join(root, "pretend.mjs")).href]
  const child = spawn(process.execPath, [...preload, join(root, `build/scripts/${script}.mjs`), ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"], npm_execpath: join(root, "npm.mjs"), PRETEND: pretend, ...environment },
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  return child
}

async function ended(child: ChildProcess) {
  let stdout = ""
  let stderr = ""
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text))
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text))
  const [code, signal] = await once(child, "close")
  return { code: code ?? signal, stdout, stderr }
}
