import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { idleEngine } from "#common/domain/engine"
import { makeProblem } from "#common/domain/problem"
import { defaultSettings } from "#common/domain/settings"
import { homeOf } from "#node/home"
import { ReportService } from "#node/services/doctor/report-service"
import { temporaryFolder } from "../adapters/temporary-folder"
import { fakePorts } from "../../fakes/ports"
import { machineOf } from "../machine/host"
import { ENGINE } from "./check-world"
import { crashed } from "./fix-world"

const LOG = [
  "INFO 11-23 00:10:19 [api_server.py:1234] vLLM API server version 0.31.0",
  "INFO non-default args: {'model_tag': '/home/chenwei/models/GLM', 'api_key': ['k-1234567890'], 'max_model_len': 32768}",
  "INFO Received request chatcmpl-1: prompt: '我的密码是芝麻开门', params: SamplingParams(n=1)",
  "INFO distributed_init_method=tcp://192.168.3.17:43251",
  "ERROR ValueError: To serve at least one request with the models's max seq len (32768), (4.00 GiB KV cache is needed, which is larger than the available KV cache memory (2.10 GiB).",
]

async function report(engineLines: readonly string[] = LOG) {
  const { service } = await machineOf("workstation-mixed")
  const home = homeOf({ GLIMMER_HOME: await temporaryFolder() })
  const ports = fakePorts({ environment: { HOME: "/home/chenwei", USER: "chenwei", HOSTNAME: "lab-ws-7" } })
  const reports = new ReportService({
    ports,
    home,
    engineLines: () => engineLines,
    facts: async () => ({
      version: "0.1.0",
      machine: await service.report(true),
      engine: ENGINE,
      view:
        engineLines.length === 0
          ? idleEngine(0)
          : crashed(makeProblem("kv-cache-too-small", {}, "on lab-ws-7 by chenwei")),
      checks: [],
      fixes: [],
      settings: {
        ...defaultSettings(),
        index: { kind: "custom", url: "https://wei:geheim99@index.corp.example/simple" },
      },
    }),
  })
  return { reports, home }
}

describe("a report", () => {
  it("names neither the person nor the machine, and holds neither keys nor what was said", async () => {
    const { reports } = await report()
    const { text } = await reports.preview()
    for (const secret of [
      "chenwei",
      "lab-ws-7",
      "k-1234567890",
      "芝麻",
      "192.168.3.17",
      "geheim99",
      "corp.example",
    ]) {
      expect(text).not.toContain(secret)
    }
    // Other people's programs and names, and the numbers of their cards, are in the machine's picture.
    expect(text).not.toMatch(/miniconda|GPU-9e0b6f52/)
  })

  it("has what helps: versions, the arguments, the diagnosis with its line, and the log", async () => {
    const { reports } = await report()
    const { text, takenOut } = await reports.preview()
    expect(text).toContain('"vllm": "0.31.0"')
    expect(text).toContain('"class": "kv-cache-too-small"')
    expect(text).toContain("'model_tag': '~/models/GLM'")
    expect(text).toContain("max seq len (32768)")
    expect(text).toContain("NVIDIA GeForce RTX")
    expect(takenOut["content"]).toBe(1)
  })

  it("is saved as it was shown, into a folder or under a name", async () => {
    const { reports, home } = await report()
    const { text, fileName } = await reports.preview()
    await mkdir(home.root, { recursive: true })
    const { path } = await reports.save(home.root)
    expect(path).toBe(join(home.root, fileName))
    expect(await readFile(path, "utf8")).toBe(text)
    await reports.save(join(home.root, "mine.md"))
    expect(await readFile(join(home.root, "mine.md"), "utf8")).toBe(text)
  })

  it("tells of the engine that ran last when this Glimmer has started none", async () => {
    const { reports, home } = await report([])
    await mkdir(home.logs, { recursive: true })
    await writeFile(join(home.logs, "engine-a.log"), `${LOG.join("\n")}\n`)
    const { text } = await reports.preview()
    expect(text).toContain('"class": "kv-cache-too-small"')
    expect(text).not.toContain("chenwei")
  })

  it("cannot be broken out of by a log that holds Markdown", async () => {
    const { reports } = await report(["```", "# not a heading", "````", "end"])
    const { text } = await reports.preview()
    expect(text).toContain("`````text\n```\n# not a heading\n````\nend\n`````")
  })
})
