import { chmod, mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it, vi } from "vitest"
import { createProcesses } from "#node/adapters/processes"
import { parseStat } from "#node/adapters/processes-proc"
import { temporaryFolder } from "./temporary-folder"

const processes = createProcesses(process.env)

describe("finding processes", () => {
  it("reads a stat line whose program name holds brackets and spaces", () => {
    const line =
      "4242 (weird) (name) S 17 4242 4242 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 987654 0 0 18446744073709551615"
    expect(parseStat(line)).toEqual({
      name: "weird) (name",
      state: "S",
      parentPid: 17,
      groupId: 4242,
      startTicks: 987654,
    })
  })

  it("finds this very process, with what it is", async () => {
    const own = await processes.find(process.pid)
    expect(own).toMatchObject({ pid: process.pid, parentPid: process.ppid })
    expect(own?.commandLine[0]).toContain("node")
    expect(own?.residentBytes).toBeGreaterThan(10 * 2 ** 20)
    const name = (await processes.run({ name: "id", program: "id", arguments: ["-un"] }, { timeoutMs: 5000 }))
      .stdout
    expect(own?.user).toBe(name.trim())
  })

  it("does not take a zombie for a living process", async () => {
    const controller = new AbortController()
    let zombie = 0
    let state = ""
    let found: unknown = "not asked"
    await processes.run(
      {
        name: "zombie",
        program: "/bin/sh",
        // `exec` puts a program in the shell's place that never asks after the shell's child, which ends only then:
        // a shell would bury it.
        arguments: [
          "-c",
          'until read -r name </proc/$$/comm && [ "$name" = sleep ]; do :; done & echo $!; exec sleep 300',
        ],
        signal: controller.signal,
      },
      {
        timeoutMs: 15_000,
        onLine: (line) => {
          zombie = Number(line)
          void vi
            .waitFor(async () => {
              state = parseStat(await readFile(`/proc/${zombie}/stat`, "utf8"))?.state ?? ""
              expect(state).toBe("Z")
              found = await processes.find(zombie)
            })
            .finally(() => controller.abort())
        },
      },
    )
    expect({ state, found }).toEqual({ state: "Z", found: null })
  })

  it("never sends a signal to everybody, to init or to its own group", () => {
    for (const pid of [0, 1, -1, 1.5, Number.NaN]) {
      expect(processes.signal(pid, "SIGTERM", true)).toBe(false)
      expect(processes.signal(pid, "SIGTERM", false)).toBe(false)
    }
  })

  it("finds on PATH only what can be run, and nothing by a relative entry", async () => {
    const folder = await temporaryFolder()
    const [first, second] = [join(folder, "first"), join(folder, "second")]
    await mkdir(join(first, "uv"), { recursive: true })
    await mkdir(second)
    await writeFile(join(first, "nvidia-smi"), "not executable", { mode: 0o644 })
    for (const name of ["nvidia-smi", "uv"]) {
      await writeFile(join(second, name), "#!/bin/sh\n")
      await chmod(join(second, name), 0o755)
    }
    const here = createProcesses({ PATH: `.:relative:${first}:${second}` })
    expect(await here.which("nvidia-smi")).toBe(join(second, "nvidia-smi"))
    expect(await here.which("uv")).toBe(join(second, "uv"))
    expect(await here.which(join(second, "uv"))).toBe(join(second, "uv"))
    expect(await here.which("no-such-program")).toBeNull()
    expect(await createProcesses({}).which("sh")).toBeNull()
  })
})
