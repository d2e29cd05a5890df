import { randomUUID } from "node:crypto"
import { chmod, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it, onTestFinished, vi } from "vitest"
import { createProcesses } from "#node/adapters/processes"
import type { Command } from "#node/ports"
import { bundleScript } from "./bundle-script"
import { temporaryFolder } from "./temporary-folder"

const processes = createProcesses(process.env)

function shell(script: string, change: Partial<Command> = {}): Command {
  return { name: "test", program: "/bin/sh", arguments: ["-c", script], ...change }
}

function start(program: string, ...given: string[]) {
  return processes.run({ name: "test", program, arguments: given }, { timeoutMs: 1000 })
}

describe("running a program", () => {
  it("tells how it ended, with both streams and the environment it was given", async () => {
    const result = await processes.run(
      shell('echo "$GREETING ${HOME-nowhere}"; echo problem >&2; exit 3', {
        environment: { GREETING: "你好", HOME: undefined },
        cwd: "/",
      }),
      { timeoutMs: 10_000 },
    )
    expect(result).toMatchObject({
      exitCode: 3,
      signal: null,
      stdout: "你好 nowhere\n",
      stderr: "problem\n",
      end: "exit",
    })
  })

  it("gives the input to the program, also to one that does not want it, and closes it when there is none", async () => {
    const input = "行 1\n".repeat(100_000)
    const whole = await processes.run(shell("wc -c", { input }), { timeoutMs: 10_000 })
    expect(whole.stdout.trim()).toBe(String(Buffer.byteLength(input)))
    const unread = await processes.run(shell("exec 0<&-; echo done", { input }), { timeoutMs: 10_000 })
    expect(unread).toMatchObject({ end: "exit", exitCode: 0, stdout: "done\n" })
    const none = await processes.run(shell("cat; echo end"), { timeoutMs: 10_000 })
    expect(none).toMatchObject({ end: "exit", stdout: "end\n" })
  })

  it("keeps the environment of children visible, which Python's process titles would wipe", async () => {
    const result = await processes.run(shell("echo $SPT_NOENV"), { timeoutMs: 10_000 })
    expect(result.stdout).toBe("1\n")
  })

  it("ends grandchildren when the time is up, not only the program it started", async () => {
    const pids: number[] = []
    const result = await processes.run(shell("sleep 300 & echo $!; sleep 301 & echo $!; wait"), {
      timeoutMs: 300,
      onLine: (line) => pids.push(Number(line)),
    })
    expect(result).toMatchObject({ end: "timeout", exitCode: null, signal: "SIGTERM" })
    expect(pids).toHaveLength(2)
    await vi.waitFor(async () => {
      expect(await Promise.all(pids.map((pid) => processes.find(pid)))).toEqual([null, null])
    })
  })

  it("ends a program, and its children, that ignore SIGTERM", async () => {
    const pids: number[] = []
    const script = "trap '' TERM; (while :; do sleep 0.05; done) & echo $!; while :; do sleep 0.05; done"
    const result = await processes.run(shell(script), {
      timeoutMs: 200,
      graceMs: 200,
      onLine: (line) => pids.push(Number(line)),
    })
    expect(result).toMatchObject({ end: "timeout", signal: "SIGKILL" })
    expect(result.durationMs).toBeGreaterThan(380)
    expect(result.durationMs).toBeLessThan(2500)
    await vi.waitFor(async () => expect(await processes.find(pids[0] ?? 0)).toBeNull())
  })

  it("is aborted while it runs, and never starts when it was aborted before", async () => {
    const controller = new AbortController()
    const running = await processes.run(shell("echo up; sleep 300", { signal: controller.signal }), {
      timeoutMs: 60_000,
      onLine: () => controller.abort(),
    })
    expect(running).toMatchObject({ end: "aborted", stdout: "up\n" })
    const late = await processes.run(shell("echo up", { signal: controller.signal }), { timeoutMs: 60_000 })
    expect(late).toMatchObject({ end: "aborted", stdout: "" })
  })

  it("does not wait for a helper that left the group and holds the pipe; the helper is found by its run id", async () => {
    const id = randomUUID()
    onTestFinished(async () => {
      for (const { pid } of await processes.findByEnvironment("GLIMMER_TEST_ID", id)) {
        processes.signal(pid, "SIGKILL", false)
      }
    })
    const result = await processes.run(
      shell("setsid sleep 300 & echo done", { environment: { GLIMMER_TEST_ID: id } }),
      { timeoutMs: 60_000 },
    )
    expect(result).toMatchObject({ end: "exit", exitCode: 0, stdout: "done\n" })
    expect(result.durationMs).toBeLessThan(5000)
    const helpers = await processes.findByEnvironment("GLIMMER_TEST_ID", id)
    expect(helpers.map((helper) => helper.commandLine)).toEqual([["sleep", "300"]])
  })

  it("lets a helper in the group write to its end, then ends what still stays", async () => {
    const result = await processes.run(shell("(sleep 0.1; echo late) & (sleep 300) & echo early"), {
      timeoutMs: 60_000,
    })
    expect(result).toMatchObject({ end: "exit", stdout: "early\nlate\n" })
    expect(result.durationMs).toBeLessThan(5000)
  })

  it("hands on 100,000 lines in order without losing one", async () => {
    let count = 0
    let wrong = 0
    const result = await processes.run(shell("seq 1 100000"), {
      timeoutMs: 60_000,
      onLine: (line) => {
        count++
        if (Number(line) !== count) wrong++
      },
    })
    expect({ count, wrong, bytes: result.stdout.length }).toEqual({
      count: 100_000,
      wrong: 0,
      bytes: 588_895,
    })
  })

  it("keeps the newest output when there is more than fits", async () => {
    const result = await processes.run(shell("head -c 40000000 /dev/zero | tr '\\0' x; echo END"), {
      timeoutMs: 60_000,
    })
    expect(result.stdout.endsWith("xEND\n")).toBe(true)
    expect(result.stdout.length).toBeGreaterThan(15 * 2 ** 20)
    expect(result.stdout.length).toBeLessThan(17 * 2 ** 20)
  })

  it("answers for what cannot be started instead of throwing", async () => {
    const folder = await temporaryFolder()
    const text = join(folder, "plain.txt")
    await writeFile(text, "no program")
    await chmod(text, 0o644)
    expect(await start("no-such-program-here")).toMatchObject({ end: "not-found", exitCode: null })
    expect(await start(text)).toMatchObject({ end: "not-permitted", exitCode: null })
    expect(await start("/bin/echo", "zero\0byte")).toMatchObject({ end: "not-permitted", exitCode: null })
  })

  it("ends the program when the caller's own listener fails, and hands that error back", async () => {
    let pid = 0
    const run = processes.run(shell("echo $$; exec sleep 300"), {
      timeoutMs: 60_000,
      onLine: (line) => {
        pid = Number(line)
        throw new Error("listener")
      },
    })
    await expect(run).rejects.toThrow("listener")
    await vi.waitFor(async () => expect(await processes.find(pid)).toBeNull())
  })

  it("takes its programs along when it exits", async () => {
    const folder = await temporaryFolder()
    const script = await bundleScript(
      folder,
      "parent",
      `import { createProcesses } from "#node/adapters/processes"
       const [pidFile] = process.argv.slice(2)
       createProcesses(process.env).run(
         { name: "child", program: "/bin/sh", arguments: ["-c", "echo $$; exec sleep 300"] },
         { timeoutMs: 60000, onLine: (line) => { process.stdout.write(line); process.exit(0) } },
       )`,
    )
    const parent = await processes.run(
      { name: "parent", program: process.execPath, arguments: [script] },
      { timeoutMs: 15_000 },
    )
    expect(parent).toMatchObject({ end: "exit", exitCode: 0 })
    const child = Number(parent.stdout)
    expect(child).toBeGreaterThan(1)
    await vi.waitFor(async () => expect(await processes.find(child)).toBeNull())
  })
})

describe("a detached program", () => {
  it("lives on and goes on logging after its parent was killed", async () => {
    const folder = await temporaryFolder()
    const log = join(folder, "logs", "engine.log")
    const go = join(folder, "go")
    const script = await bundleScript(
      folder,
      "launcher",
      `import { createProcesses } from "#node/adapters/processes"
       const [log, go] = process.argv.slice(2)
       const child = await createProcesses(process.env).detach(
         { name: "child", program: "/bin/sh",
           arguments: ["-c", "echo before; while [ ! -e \\"$GO\\" ]; do sleep 0.02; done; echo after; echo problem >&2; exec sleep 300"],
           environment: { GO: go } },
         log,
       )
       process.stdout.write(JSON.stringify({ ...child, own: process.pid }) + "\\n")
       setInterval(() => {}, 1000)`,
    )
    let launched = { pid: 0, startTicks: 0, own: 0 }
    onTestFinished(() => void processes.signal(launched.pid, "SIGKILL", true))
    const launcher = await processes.run(
      { name: "launcher", program: process.execPath, arguments: [script, log, go] },
      {
        timeoutMs: 15_000,
        onLine: (line) => {
          launched = JSON.parse(line) as typeof launched
          // Only the launcher, as when a person kills Glimmer; and through the port, which must reach it.
          expect(processes.signal(launched.own, "SIGKILL", false)).toBe(true)
        },
      },
    )
    expect(launcher).toMatchObject({ end: "exit", signal: "SIGKILL" })
    await writeFile(go, "")
    await vi.waitFor(async () => expect(await readFile(log, "utf8")).toBe("before\nafter\nproblem\n"))
    const survivor = await processes.find(launched.pid)
    expect(survivor).toMatchObject({
      pid: launched.pid,
      groupId: launched.pid,
      startTicks: launched.startTicks,
    })
    expect(launched.startTicks).toBeGreaterThan(0)
    expect((await processes.findByGroup(launched.pid)).map((process) => process.pid)).toContain(launched.pid)
    expect(processes.signal(launched.pid, "SIGTERM", true)).toBe(true)
    await vi.waitFor(async () => expect(await processes.find(launched.pid)).toBeNull())
    expect(await processes.findByGroup(launched.pid)).toEqual([])
  })

  it("appends to what the log holds already", async () => {
    const folder = await temporaryFolder()
    const log = join(folder, "engine.log")
    await writeFile(log, "first run\n")
    await processes.detach(shell("echo second run"), log)
    await vi.waitFor(async () => expect(await readFile(log, "utf8")).toBe("first run\nsecond run\n"))
  })

  it("says what is missing", async () => {
    const folder = await temporaryFolder()
    const detached = processes.detach(
      { name: "engine", program: join(folder, "gone"), arguments: [] },
      join(folder, "log"),
    )
    await expect(detached).rejects.toMatchObject({
      problem: { code: "not-found", values: { path: join(folder, "gone") } },
    })
  })
})
