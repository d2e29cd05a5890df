import { readdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { makeProblem, ProblemError } from "#common/domain/problem"
import { createLogger } from "#node/adapters/logger"
import { redacted, redactedText } from "#node/adapters/logger-redaction"
import { RotatedFile } from "#node/adapters/logger-rotated-file"
import { createProcesses } from "#node/adapters/processes"
import { bundleScript } from "./bundle-script"
import { temporaryFolder } from "./temporary-folder"

describe("the program's log", () => {
  it("writes one readable object a line to its file and nothing on the screen", async () => {
    const folder = await temporaryFolder()
    const script = await bundleScript(
      folder,
      "logging",
      `import { createLogger } from "#node/adapters/logger"
       const log = createLogger({ folder: process.argv[2] })
       log.debug("not wanted")
       log.warn("slow", { tookMs: 12 })
       process.kill(process.pid, "SIGKILL")`,
    )
    const logs = join(folder, "logs")
    const result = await createProcesses(process.env).run(
      { name: "logging", program: process.execPath, arguments: [script, logs] },
      { timeoutMs: 15_000 },
    )
    expect(result).toMatchObject({ signal: "SIGKILL", stdout: "", stderr: "" })
    const lines = (await readFile(join(logs, "glimmer.log"), "utf8")).trimEnd().split("\n")
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: "warn",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        pid: expect.any(Number),
        tookMs: 12,
        msg: "slow",
      },
    ])
    expect((await stat(join(logs, "glimmer.log"))).mode & 0o077).toBe(0)
  })

  it("does not stop the program when it cannot be written", async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, "file"), "")
    const log = createLogger({ folder: join(folder, "file", "logs") })
    expect(() => log.error("lost")).not.toThrow()
  })
})

describe("secrets", () => {
  it("never reach the log, wherever they stand", () => {
    const line = redacted({
      apiKey: "k-12345678",
      headers: { Authorization: "Bearer abcdefghijkl", accept: "text/html" },
      environment: [{ VLLM_API_KEY: "zzz", HF_TOKEN: "hf_x", HOME: "/home/user" }],
      url: "http://127.0.0.1:8080/#token=s3cr3tvalue",
      index: "https://me:pass@mirror.example/simple",
      commandLine: ["vllm", "serve", "--api-key sk-aaaaaaaaaaaaaaaaaaaa"],
      error: new Error("HTTP 401 for hf_AbCdEfGhIjKlMnOpQrSt"),
    })
    expect(JSON.stringify(line)).not.toMatch(
      /k-12345678|abcdefghijkl|zzz|hf_x|s3cr3tvalue|me:pass|sk-aaaa|hf_AbCdEf/,
    )
    expect(line).toMatchObject({
      headers: { accept: "text/html" },
      environment: [{ HOME: "/home/user" }],
      index: "https://[hidden]@mirror.example/simple",
    })
  })

  it("does not hide what only sounds like one", () => {
    const values = {
      tokens: 12,
      maxModelLen: 4096,
      kvCacheTokens: 500,
      cursor: "a:1",
      path: "/home/user/tokenizer.json",
    }
    expect(redacted(values)).toEqual(values)
    expect(redactedText("GPU KV cache size: 1,409,968 tokens, max_tokens=16")).toBe(
      "GPU KV cache size: 1,409,968 tokens, max_tokens=16",
    )
  })

  it("keeps what an error knows", () => {
    const error = new ProblemError(makeProblem("disk-full", { path: "/home/user" }), {
      cause: new Error("ENOSPC"),
    })
    expect(redacted({ error })).toMatchObject({
      error: {
        name: "ProblemError",
        problem: { code: "disk-full", values: { path: "/home/user" } },
        cause: { message: "ENOSPC" },
      },
    })
  })

  it("survives a value that holds itself", () => {
    const loop: Record<string, unknown> = {}
    loop["again"] = loop
    expect(() => redacted(loop)).not.toThrow()
  })
})

describe("a rotated file", () => {
  it("stays bounded and keeps the newest lines, also with two writers", async () => {
    const folder = await temporaryFolder()
    const path = join(folder, "glimmer.log")
    const writers = [new RotatedFile(path, 1000, 2), new RotatedFile(path, 1000, 2)]
    for (let number = 0; number < 200; number++) {
      writers[number % 2]?.write(`line ${String(number).padStart(4, "0")} ${"x".repeat(40)}\n`)
    }
    const names = (await readdir(folder)).toSorted()
    expect(names).toEqual(["glimmer.log", "glimmer.log.1", "glimmer.log.2"])
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))
    for (const text of texts) expect(text.length).toBeLessThan(1200)
    const numbers = texts
      .join("")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => Number(line.slice(5, 9)))
      .toSorted((a, b) => a - b)
    expect(numbers.at(-1)).toBe(199)
    // No line between the oldest kept and the newest is missing, and none is there twice.
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => 200 - numbers.length + at))
  })
})
