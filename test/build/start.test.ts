import { rm, utimes, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { once } from "node:events"
import { beforeEach, describe, expect, it } from "vitest"
import { makeClone } from "./clone"

const BROWSER = "cli serve --open\n"
const DESKTOP = { environment: { DISPLAY: ":99" }, pretend: "user" }

let clone: Awaited<ReturnType<typeof makeClone>>
beforeEach(async () => {
  clone = await makeClone()
})

describe("npm start", () => {
  it("installs and builds what a fresh clone lacks, once, and opens the browser's door", async () => {
    const first = await clone.run("start")
    expect(first).toMatchObject({ code: 0, stdout: BROWSER })
    expect(await clone.diary()).toEqual([
      // With what a person may have told npm to leave out.
      "npm ci --include=dev --include=optional --no-audit --no-fund --loglevel=error",
      "build",
    ])
    const second = await clone.run("start")
    expect(second).toEqual({
      code: 0,
      stdout: BROWSER,
      stderr:
        "There is no display here, so Glimmer opens for a browser. 此处没有图形界面，改为供浏览器访问。\n",
    })
    expect(await clone.diary()).toEqual([])
  })

  it.each([
    ["Electron's binary is not here", { environment: { DISPLAY: ":99" }, pretend: "user" }],
    ["Chromium's sandbox refuses root", { environment: { WAYLAND_DISPLAY: "wayland-0" }, pretend: "root" }],
    ["There is no display here", { pretend: "user" }],
  ])("says why there is no window in one line: %s", async (why, wishes) => {
    await clone.run("start")
    const { stdout, stderr, code } = await clone.run("start", wishes)
    expect({ stdout, code }).toEqual({ stdout: BROWSER, code: 0 })
    expect(stderr.trim().split("\n")).toHaveLength(1)
    expect(stderr).toContain(why)
  })

  it("opens the window where there can be one, with what was typed", async () => {
    await clone.run("start")
    await clone.putElectron('echo "window $2"')
    expect(await clone.run("start", { ...DESKTOP, args: ["--inspect"] })).toEqual({
      code: 0,
      stdout: "window --inspect\n",
      stderr: "",
    })
    // What only the browser's door knows means that door.
    expect((await clone.run("start", { ...DESKTOP, args: ["--port", "5000"] })).stdout).toBe(
      "cli serve --open --port 5000\n",
    )
    expect((await clone.run("start", { ...DESKTOP, args: ["--browser"] })).stdout).toBe(BROWSER)
  })

  it.each([
    ["a library is missing", "exit 127", "exit code 127"],
    ["its sandbox cannot be made", "kill -TRAP $$", "SIGTRAP"],
  ])("goes on in the browser when the window does not come up: %s", async (_why, script, how) => {
    await clone.run("start")
    await clone.putElectron(script)
    const { code, stdout, stderr } = await clone.run("start", DESKTOP)
    expect({ code, stdout }).toEqual({ code: 0, stdout: BROWSER })
    expect(stderr).toContain(`The window could not be opened (${how})`)
  })

  it("takes half an Electron for none: an unpacking that was cut off, another version", async () => {
    await clone.run("start")
    await clone.putElectron("echo window", "45.0.0")
    expect((await clone.run("start", DESKTOP)).stdout).toBe(BROWSER)
    await clone.putElectron("echo window")
    await rm(join(clone.root, "node_modules/electron/path.txt"))
    expect((await clone.run("start", DESKTOP)).stdout).toBe(BROWSER)
  })

  it("ends with the window that Ctrl-C ended, and opens no other", async () => {
    await clone.run("start")
    await clone.putElectron("trap 'exit 9' INT; echo window; while :; do sleep 0.1; done")
    const child = clone.launch("start", DESKTOP)
    let stdout = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text))
    await once(child.stdout, "data")
    child.kill("SIGINT")
    const [code] = await once(child, "close")
    expect({ code, stdout }).toEqual({ code: 9, stdout: "window\n" })
  })
})

describe("packages", () => {
  it.each([
    [
      "the lockfile names another version",
      "package-lock.json",
      '{"packages":{"node_modules/electron":{"version":"46.0.0"}}}',
    ],
    [
      "the lockfile names one more",
      "package-lock.json",
      '{"packages":{"node_modules/electron":{"version":"45.4.1"},"node_modules/new":{"version":"1.0.0"}}}',
    ],
    ["npm was cut off before it wrote its list", "node_modules/.package-lock.json", null],
    ["a folder of a package is gone", "node_modules/electron", null],
  ])("are installed again when %s", async (_why, path, text) => {
    await clone.run("glimmer")
    await clone.diary()
    if (text === null) await rm(join(clone.root, path), { recursive: true })
    else await writeFile(join(clone.root, path), text)
    await clone.run("glimmer")
    expect((await clone.diary())[0]).toMatch(/^npm ci/)
  })

  it("are left as they are when a checkout or a copy has changed all times", async () => {
    await clone.run("glimmer")
    await clone.diary()
    await utimes(join(clone.root, "package-lock.json"), new Date(), new Date(Date.now() + 3_600_000))
    expect(await clone.run("glimmer", { args: ["status"] })).toEqual({
      code: 0,
      stdout: "cli status\n",
      stderr: "",
    })
    expect(await clone.diary()).toEqual([])
  })

  it("that cannot be had end the start with a word, and npm's own exit code", async () => {
    const failed = await clone.run("start", { environment: { NPM_FAILS: "1" } })
    expect(failed).toMatchObject({ code: 7, stdout: "" })
    expect(failed.stderr).toContain("The packages could not be installed")
    const without = await clone.run("start", { environment: { npm_execpath: "", PATH: "/nowhere" } })
    expect(without).toMatchObject({ code: 1, stdout: "" })
    expect(without.stderr).toContain("npm could not be started")
  })

  it("bring their own Node; where that is missing too, an old one is told what is needed", async () => {
    const { code, stderr } = await clone.run("glimmer", { pretend: "node-20" })
    expect(code).toBe(1)
    expect(stderr).toContain("Glimmer needs Node 22.13 or newer here")
  })
})

describe("the build", () => {
  it("is made anew after a change of the sources, and not after one of the Python files", async () => {
    await clone.run("glimmer")
    await clone.diary()
    const later = new Date(Date.now() + 60_000)
    await utimes(join(clone.root, "electron/python/probe.py"), later, later)
    await clone.run("glimmer")
    expect(await clone.diary()).toEqual([])
    await utimes(join(clone.root, "renderer/page.tsx"), later, later)
    await clone.run("glimmer")
    expect(await clone.diary()).toEqual(["build"])
  })

  it("that fails ends the start with a word instead of starting what is old", async () => {
    await clone.run("glimmer")
    const later = new Date(Date.now() + 60_000)
    await utimes(join(clone.root, "renderer/page.tsx"), later, later)
    const { code, stdout, stderr } = await clone.run("glimmer", { environment: { BUILD_FAILS: "1" } })
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    expect(stderr).toContain("The program could not be built")
  })

  it("is used as it is in a checkout that cannot be written to; one that is missing is told", async () => {
    await clone.run("glimmer")
    await clone.diary()
    const later = new Date(Date.now() + 60_000)
    await utimes(join(clone.root, "renderer/page.tsx"), later, later)
    const used = await clone.run("glimmer", { pretend: "read-only", args: ["status"] })
    expect(used).toEqual({ code: 0, stdout: "cli status\n", stderr: "" })
    await rm(join(clone.root, "build/dist"), { recursive: true })
    const missing = await clone.run("glimmer", { pretend: "read-only" })
    expect(missing).toMatchObject({ code: 1, stdout: "" })
    expect(missing.stderr).toContain("cannot be written to")
    expect(await clone.diary()).toEqual([])
  })
})
