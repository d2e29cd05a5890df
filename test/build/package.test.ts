import { execFile, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const run = promisify(execFile)
/** Where Electron keeps its fuses: this, a version, how many, and one sign each. */
const FUSES = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "glimmer-package-"))
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

/** A folder laid out as Electron's release; its binary is a script that is a Node when told to be one. */
async function putStandIn(name: string, version: string): Promise<string> {
  const place = join(folder, name)
  await mkdir(join(place, "locales"), { recursive: true })
  await mkdir(join(place, "resources"))
  for (const language of ["en-US", "zh-CN", "fr"]) await writeFile(join(place, `locales/${language}.pak`), "")
  await writeFile(join(place, "version"), version)
  await writeFile(join(place, "LICENSE"), "Electron's licence")
  const node = `[ "$ELECTRON_RUN_AS_NODE" = 1 ] && exec "${process.execPath}" "$@"`
  await writeFile(join(place, "electron"), `#!/bin/sh\n${node}\necho "window $*"\nexit\n${FUSES}101100011\n`)
  await chmod(join(place, "electron"), 0o755)
  return place
}

/** `npm run package` with what was built last, into a folder of the test. */
async function makePackages(...args: readonly string[]) {
  const script = join(ROOT, "build/scripts/package.mjs")
  const environment = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: "", electron_config_cache: folder }
  const options = { cwd: ROOT, env: environment, maxBuffer: 1e8 }
  return run(process.execPath, [script, "--as-built", "--out", join(folder, "out"), ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

const electronVersion = async () =>
  String(JSON.parse(await readFile(join(ROOT, "node_modules/electron/package.json"), "utf8")).version)

describe("making packages", () => {
  it("ends at once, with one sentence, where there is no Electron", async () => {
    const { code, stdout, stderr } = await makePackages()
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    expect(stderr.replaceAll(/^not made .*\n/gm, "")).toMatch(
      /^Electron [\d.]+ is not here\. .+--electron\.\n$/,
    )
  })

  it("takes no other Electron than the one it is made for", async () => {
    const { code, stderr } = await makePackages("--electron", await putStandIn("old", "44.0.0"))
    expect(code).toBe(1)
    expect(stderr).toMatch(/old is Electron 44\.0\.0; Glimmer is made for [\d.]+\.\n$/)
  })

  it("fails when a package that was asked for cannot be made here, and says what is missing", async () => {
    const environment = { ...process.env, PATH: join(ROOT, "node_modules/.bin") }
    const script = [join(ROOT, "build/scripts/package.mjs"), "--only", "rpm"]
    const error = await run(process.execPath, script, { env: environment }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 1, stdout: "", stderr: "not made  rpm: it needs fpm and rpmbuild\n" })
  })
})

// dpkg-deb is part of every Debian; elsewhere no package for Debian can be made.
describe.runIf(existsSync("/usr/bin/dpkg-deb"))("a package around a stand-in for Electron's binary", () => {
  let root: string
  let program: string
  let deb: string
  beforeAll(async () => {
    const standIn = await putStandIn("electron", await electronVersion())
    const { code, stdout, stderr } = await makePackages(
      "--electron",
      standIn,
      "--fast",
      "--only",
      "deb,tar.gz",
    )
    if (code !== 0) throw new Error(stderr)
    const made = stdout.trim().split("\n")
    deb = made.find((path) => path.endsWith(".deb")) ?? ""
    root = join(folder, "installed")
    await run("dpkg-deb", ["-x", deb, root])
    program = join(root, "opt/Glimmer")
  }, 120_000)

  it("installs a command that is the program, in Electron's own Node", async () => {
    const glimmer = join(program, "glimmer")
    const environment = { GLIMMER_HOME: join(folder, "home"), PATH: process.env["PATH"] }
    expect((await run(glimmer, ["--version"], { env: environment })).stdout).toBe("0.1.0\n")
    const report = JSON.parse((await run(glimmer, ["detect", "--json"], { env: environment })).stdout)
    expect(report.memory.totalBytes).toBeGreaterThan(0)
    const { stdout } = await run(glimmer, ["plan", "GLM-4-9B-0414", "--gpus", "4090"], { env: environment })
    // Read by another program, the engine's Python: a plain file.
    const parser = /--tool-parser-plugin (\S+)/.exec(stdout)?.[1] ?? ""
    expect(parser).toBe(join(program, "resources/python/glimmer_glm4_0414_tool_parser.py"))
    expect(existsSync(parser)).toBe(true)
  })

  it("opens for a browser where there is no display, and has the page with it", async () => {
    const environment = { GLIMMER_HOME: join(folder, "home"), PATH: process.env["PATH"] }
    const child = spawn(join(program, "glimmer"), [], { env: environment })
    onTestFinished(() => void child.kill("SIGKILL"))
    let stdout = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text))
    await expect.poll(() => stdout, { timeout: 20_000 }).toMatch(/\/enter#[\w-]{43}\n/)
    const { origin, hash } = new URL(stdout.trim().split(" ").at(-1) ?? "")
    const page = await fetch(origin, { headers: { authorization: `Bearer ${hash.slice(1)}` } })
    expect(await page.text()).toContain('<div id="root">')
    child.kill("SIGTERM")
  })

  it("opens the browser as any program would: an Electron program there is no Node", async () => {
    const bin = join(folder, "bin")
    await mkdir(bin)
    await writeFile(join(bin, "xdg-open"), `#!/bin/sh\necho "[$ELECTRON_RUN_AS_NODE]" > "${bin}/opened"\n`)
    await chmod(join(bin, "xdg-open"), 0o755)
    const PATH = `${bin}:${process.env["PATH"]}`
    const environment = { GLIMMER_HOME: join(folder, "home-of-browser"), PATH, DISPLAY: ":99" }
    const child = spawn(join(program, "glimmer"), ["serve", "--open"], { env: environment })
    onTestFinished(() => void child.kill("SIGKILL"))
    const opened = () => readFile(join(bin, "opened"), "utf8").catch(() => "")
    await expect.poll(opened, { timeout: 20_000 }).toBe("[]\n")
    child.kill("SIGTERM")
  })

  it("holds the bundles and the self-test model, and nothing of node_modules or the sources", async () => {
    const entries = await readdir(root, { recursive: true })
    expect(entries).toEqual(
      expect.arrayContaining([
        "opt/Glimmer/resources/python/selftest/model/model.safetensors",
        "opt/Glimmer/LICENSE.libraries.txt",
        "opt/Glimmer/LICENSE.electron.txt",
        "usr/bin/glimmer",
        "usr/share/applications/glimmer.desktop",
        "usr/share/icons/hicolor/512x512/apps/glimmer-desktop.png",
        "usr/share/doc/glimmer/copyright",
      ]),
    )
    const unwanted = /node_modules|\.tsx?$|\.map$|__pycache__|\.vite|train\.py|default_app|locales\/fr/
    expect(entries.filter((path) => unwanted.test(path))).toEqual([])
    const inside = await filesInArchive(join(program, "resources/app.asar"))
    expect(inside).toEqual(
      expect.arrayContaining(["package.json", "build/dist/main/index.js", "build/dist/preload/index.cjs"]),
    )
    expect(inside.filter((path) => unwanted.test(path))).toEqual([])
  })

  it("has its fuses set: a Node for the command, no inspector, no program beside the archive", async () => {
    const binary = await readFile(join(program, "glimmer-desktop"), "latin1")
    expect(binary.split(FUSES)[1]?.slice(0, 9)).toBe("101001001")
  })

  it("is whole by its own sums, writable by nobody but root, and tells what it needs", async () => {
    const control = join(folder, "control")
    await run("dpkg-deb", ["-e", deb, control])
    await run("md5sum", ["--quiet", "--strict", "-c", join(control, "md5sums")], { cwd: root })
    const { stdout: list } = await run("dpkg-deb", ["-c", deb], { maxBuffer: 1e8 })
    const lines = list.trim().split("\n")
    expect(lines.filter((line) => !/^[-d]rw[-x]r-[-x]r-[-x] root\/root/.test(line))).toEqual([])
    const fields = await readFile(join(control, "control"), "utf8")
    expect(fields).toMatch(/^Package: glimmer\nVersion: 0\.1\.0\nArchitecture: (amd64|arm64)$/m)
    expect(fields).toContain("libnss3")
    expect(fields).not.toContain("Homepage")
    for (const script of ["postinst", "postrm"]) await run("bash", ["-n", join(control, script)])
  })

  it("comes as a plain archive, too, in a folder of its own", async () => {
    const archive = (await readdir(join(folder, "out"))).find((name) => name.endsWith(".tar.gz")) ?? ""
    const { stdout } = await run("tar", ["-tzf", join(folder, "out", archive)], { maxBuffer: 1e8 })
    expect(stdout.split("\n").filter((path) => path !== "" && !path.startsWith("glimmer-0.1.0/"))).toEqual([])
    expect(stdout).toContain("glimmer-0.1.0/glimmer-desktop\n")
  })
})

/** Paths in an asar archive: its head is JSON, with its length in bytes 12 to 15. */
async function filesInArchive(path: string): Promise<readonly string[]> {
  const bytes = await readFile(path)
  interface Entry {
    readonly files?: Readonly<Record<string, Entry>>
  }
  const walk = ({ files = {} }: Entry, prefix: string): readonly string[] =>
    Object.entries(files).flatMap(([name, entry]) =>
      entry.files === undefined ? [prefix + name] : walk(entry, `${prefix}${name}/`),
    )
  return walk(JSON.parse(bytes.toString("utf8", 16, 16 + bytes.readUInt32LE(12))), "")
}
