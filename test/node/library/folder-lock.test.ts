import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { createFiles } from "#node/adapters/files"
import { createProcesses } from "#node/adapters/processes"
import { lockFolder } from "#node/services/library/folder-lock"
import { temporaryFolder } from "../adapters/temporary-folder"

const ports = { files: createFiles(), processes: createProcesses(process.env) }
const LOCK = ".glimmer.lock"

async function lockOf(pid: number): Promise<string> {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8")
  return `${pid} ${(await ports.processes.find(pid))?.startTicks ?? 1} ${boot.trim()}`
}

describe("a model's folder", () => {
  it("is for one Glimmer at a time, wherever their homes are", async () => {
    const folder = join(await temporaryFolder(), "new/model")
    const unlock = await lockFolder(ports, folder)
    await writeFile(join(folder, LOCK), await lockOf(process.ppid))
    await expect(lockFolder(ports, folder)).rejects.toThrow("busy")
    await unlock()
    const again = await lockFolder(ports, folder)
    await again()
    expect(await ports.files.list(folder)).toEqual([])
  })

  it.each([
    ["a process that is gone", async () => lockOf(4_000_000)],
    ["another process that has its pid by now", async () => (await lockOf(process.ppid)).replace(" ", " 1")],
    ["an earlier run of the system", async () => (await lockOf(process.ppid)).replace(/.$/, "?")],
    ["a kill in the middle of a word", async () => ""],
  ])("is free again after %s", async (_, lock) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, LOCK), await lock())
    const unlock = await lockFolder(ports, folder)
    await unlock()
    expect(await ports.files.list(folder)).toEqual([])
  })
})
