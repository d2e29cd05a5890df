import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { CHECK_IDS, type ChecksView } from "#common/domain/checks/check"
import { emptyHome, glimmer } from "./glimmer"

const LOG = `INFO 11-23 00:10:19 [api_server.py:1] vLLM API server version 0.31.0
INFO Received request chatcmpl-1: prompt: 'sesame', params: SamplingParams(n=1)
ERROR OSError: [Errno 98] Address already in use
`

describe("checks", { timeout: 60_000 }, () => {
  it("come to an end within three seconds, each with its finding", async () => {
    const { stdout, code } = await glimmer(["checks", "--json"], await emptyHome())
    expect(code).toBe(0)
    const view: ChecksView = JSON.parse(stdout)
    expect(view.checks.map(({ id }) => id)).toEqual([...CHECK_IDS])
    expect(view.checks.filter(({ result }) => result === null)).toEqual([])
    expect((view.endedAtMs ?? Infinity) - (view.startedAtMs ?? 0)).toBeLessThan(3000)
  })

  it("are a line each for people, with every value filled in", async () => {
    const { stdout } = await glimmer(["checks"], { ...(await emptyHome()), LANG: "zh_CN.UTF-8" })
    const lines = stdout.trim().split("\n")
    expect(lines).toHaveLength(CHECK_IDS.length + 2)
    expect(stdout).not.toMatch(/\{\{|\bundefined\b|NaN/)
    expect(lines.at(-1)).toContain("项检查")
  })
})

describe("report", { timeout: 60_000 }, () => {
  it("tells of the last engine without what was said to it, printed or saved", async () => {
    const environment = await emptyHome()
    const logs = join(environment.GLIMMER_HOME, "logs")
    await mkdir(logs, { recursive: true })
    await writeFile(join(logs, "engine-1.log"), LOG)
    const printed = await glimmer(["report"], environment)
    expect(printed.code).toBe(0)
    expect(printed.stdout).toContain('"class": "port-in-use"')
    expect(printed.stdout).not.toContain("sesame")
    const target = join(environment.GLIMMER_HOME, "report.md")
    expect(await glimmer(["report", "--to", target], environment)).toMatchObject({
      code: 0,
      stdout: `Saved as ${target}.\n`,
    })
    expect(await readFile(target, "utf8")).toContain('"class": "port-in-use"')
  })
})
