import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { defaultSettings, newJourney } from "#common/domain/settings"
import { createFiles } from "#node/adapters/files"
import { homeOf } from "#node/home"
import type { Logger } from "#node/ports"
import { SettingsService } from "#node/services/settings/settings-service"

let root: string
const warnings: unknown[] = []
const log: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (_message, values) => warnings.push(values),
  error: () => undefined,
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "glimmer-settings-"))
  warnings.length = 0
})
afterEach(() => rm(root, { recursive: true, maxRetries: 5 }))

function open(files = createFiles()) {
  const clock = { now: () => 0, sleep: () => Promise.resolve() }
  return SettingsService.open(
    { files, clock, log, newId: () => "epoch" },
    homeOf({ GLIMMER_HOME: root }),
    "1.2.3",
  )
}

const settingsFile = () => homeOf({ GLIMMER_HOME: root }).settingsFile
const readSettings = async () => JSON.parse(await readFile(settingsFile(), "utf8"))

async function putSettings(text: string) {
  const service = await open()
  await service.update({ theme: "dark" })
  await writeFile(settingsFile(), text)
}

describe("settings", () => {
  it("starts with defaults where there is no file, and writes none by itself", async () => {
    const service = await open()
    expect(service.current).toEqual(defaultSettings())
    await expect(stat(settingsFile())).rejects.toThrow("ENOENT")
  })

  it("keeps a change over a restart, in a file only its owner can read", async () => {
    await (await open()).update({ language: "zh-CN" })
    expect((await open()).current.language).toBe("zh-CN")
    expect((await stat(settingsFile())).mode & 0o777).toBe(0o600)
  })

  it("loses neither of two changes that are made at once", async () => {
    const service = await open()
    await Promise.all([service.update({ theme: "dark" }), service.update({ language: "en" })])
    expect(await readSettings()).toMatchObject({ theme: "dark", language: "en" })
  })

  it("leaves alone what a change names as undefined", async () => {
    const service = await open()
    await service.update({ theme: "dark" })
    await service.update({ theme: undefined, language: "en" })
    expect(service.current).toMatchObject({ theme: "dark", language: "en" })
  })

  it("tells watchers only of what is on disk: a failed write changes nothing, and the next one works", async () => {
    const files = createFiles()
    let full = true
    const service = await open({
      ...files,
      writeText: (...argumentList) =>
        full ? Promise.reject(new Error("disk full")) : files.writeText(...argumentList),
    })
    await expect(service.update({ theme: "dark" })).rejects.toThrow("disk full")
    expect(service.current.theme).toBe("system")
    full = false
    expect((await service.update({ language: "en" })).theme).toBe("system")
    expect(service.current.language).toBe("en")
  })

  it("keeps aside a file that is no JSON, says so, and goes on with defaults", async () => {
    await putSettings("{ theme: dark")
    const service = await open()
    expect(service.current).toEqual(defaultSettings())
    expect(await readFile(`${settingsFile()}.broken`, "utf8")).toBe("{ theme: dark")
    expect(warnings).toEqual([expect.objectContaining({ path: settingsFile() })])
  })

  it("keeps the good fields of a file in which one is wrong", async () => {
    await putSettings(JSON.stringify({ theme: "purple", language: "en" }))
    expect((await open()).current).toEqual({ ...defaultSettings(), language: "en" })
    expect(warnings).toEqual([expect.objectContaining({ fields: ["theme"] })])
  })

  it("takes a file from before a field existed without a word", async () => {
    await putSettings(JSON.stringify({ language: "en" }))
    expect((await open()).current).toEqual({ ...defaultSettings(), language: "en" })
    expect(warnings).toEqual([])
  })

  it("remembers how far a person has come", async () => {
    const launch = defaultLaunchSettings()
    await (await open()).updateJourney({ page: "memory", modelId: "selftest", launch })
    const [frame] = await firstFrame((await open()).watchJourney())
    expect(frame).toEqual({ ...newJourney(), page: "memory", modelId: "selftest", launch })
  })
})

async function firstFrame<T>(frames: AsyncIterable<{ state: T }>): Promise<T[]> {
  for await (const { state } of frames) return [state]
  return []
}
