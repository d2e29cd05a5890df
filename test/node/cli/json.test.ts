import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { emptyHome, glimmer } from "./glimmer"

const KERNEL_LOG = `INFO 11-22 18:29:19 [api_server.py:1] vLLM API server version 0.30.0
ValueError: No available memory for the cache blocks. Try increasing \`gpu_memory_utilization\` when initializing the engine.
`

describe("--json", { timeout: 60_000 }, () => {
  it.each([
    [["detect"], 0, ["gpus", "otherGpus", "cpu", "memory", "disk", "os", "findings", "foreignEngines"]],
    [["status"], 0, ["homePath", "glimmerRunning", "owner", "setup", "engine"]],
    [["engines"], 0, ["current", "engines"]],
    [["engines", "list"], 0, ["current", "engines"]],
    [["models"], 0, ["models", "bin", "disk"]],
    [["checks"], 0, ["startedAtMs", "checks"]],
    [["stop"], 0, ["state", "pid", "port", "problem", "stages"]],
    [["start"], 1, ["problem"]],
    [["chat", "Hi"], 1, ["problem"]],
    [["diagnose"], 1, ["problem"]],
    [["plan", "GLM-4-9B-0414", "--gpus", "4090"], 0, ["fits", "reasons"]],
  ] as const)(
    "%j: one value on stdout, nothing else, in a home with nothing in it",
    async (args, code, keys) => {
      const home = { ...(await emptyHome()), LANG: "zh_CN.UTF-8" }
      const ended = await glimmer([...args, "--json"], home)
      expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: "" })
      expect(Object.keys(JSON.parse(ended.stdout))).toEqual(expect.arrayContaining([...keys]))
      // For programs: the same in every language.
      expect(ended.stdout).not.toMatch(/\p{Script=Han}/u)
    },
  )

  it("gives a problem's code and values, of which other commands make sentences", async () => {
    const home = await emptyHome()
    const { problem } = JSON.parse((await glimmer(["diagnose", "--json", "/no/such/file"], home)).stdout)
    expect(problem).toEqual({ code: "not-found", values: { path: "/no/such/file" }, evidence: null })
    const { stderr } = await glimmer(["diagnose", "/no/such/file"], home)
    expect(stderr).toContain("/no/such/file isn't there.")
  })

  it("takes a home that cannot be one for what it is, and no fault of Glimmer's", async () => {
    const home = await emptyHome()
    const file = join(home.GLIMMER_HOME, "file")
    await writeFile(file, "")
    const { code, stdout } = await glimmer(["stop", "--json"], { GLIMMER_HOME: file })
    expect(code).toBe(1)
    expect(JSON.parse(stdout).problem).toMatchObject({
      code: "home-not-writable",
      values: { path: join(file, "run") },
    })
  })

  it("is a value also where what was typed cannot be run", async () => {
    const { code, stdout, stderr } = await glimmer(["rm", "nothing", "--json"], await emptyHome())
    expect({ code, problem: JSON.parse(stdout).problem }).toEqual({
      code: 2,
      problem: { code: "invalid-input", values: { command: "glimmer rm" }, evidence: null },
    })
    expect(stderr).toContain("No models are here yet.")
  })

  it("has no line where there is no log, and says why beside it", async () => {
    expect(await glimmer(["logs", "--json"], await emptyHome())).toEqual({
      code: 0,
      stdout: "",
      stderr: "There is no log yet.\n",
    })
  })

  it("answers rows as they come, also those that are none", async () => {
    const rows = [
      JSON.stringify({ id: "a", model: "GLM-4-9B-0414", gpus: [{ name: "H100", count: 1 }] }),
      "no json",
      "",
      "[]",
      '{"id": "cut", "model": "GLM-4-9B-04',
      '\uFEFF{"id": "nan", "model": "GLM-4-9B-0414", "gpu_model": "H100", "gpu_memory_gib": NaN}',
    ]
    const { code, stdout, stderr } = await glimmer(["plan", "--json"], await emptyHome(), rows.join("\n"))
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(answers).toHaveLength(5)
    expect(answers[0].id).toBe("a")
    expect(answers.slice(1, 4).map(({ id, reasons }) => ({ id, reasons }))).toEqual([
      { id: null, reasons: [{ code: "line-unreadable", values: { line: 2 } }] },
      { id: null, reasons: [{ code: "line-unreadable", values: { line: 4 } }] },
      // What can be read of a line that breaks off says whose answer it is.
      { id: "cut", reasons: [{ code: "line-unreadable", values: { line: 5 } }] },
    ])
    expect([answers[4].id, answers[4].fits]).toEqual(["nan", true])
  })

  it("diagnoses one log, or many, one a line", async () => {
    const home = await emptyHome()
    const log = join(home.GLIMMER_HOME, "vllm.log")
    await writeFile(log, KERNEL_LOG)
    const one = JSON.parse((await glimmer(["diagnose", "--json", log], home)).stdout)
    expect(one.causes[0].evidence).toMatchObject({ line: 2 })
    const piped = JSON.parse((await glimmer(["diagnose", "--json", "-"], home, KERNEL_LOG)).stdout)
    expect(piped).toEqual(one)
    const batch = [JSON.stringify({ id: 7, log: KERNEL_LOG }), JSON.stringify({ id: 8 }), "INFO: fine"]
    const { stdout, code } = await glimmer(["diagnose", "--json", "--batch", "-"], home, batch.join("\n"))
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(answers[0]).toEqual({ id: 7, causes: one.causes })
    expect(answers.slice(1).map(({ id, problem }) => [id, problem.code])).toEqual([
      [8, "invalid-input"],
      [null, "invalid-input"],
    ])
  })
})
