import { describe, expect, it, vi } from "vitest"
import { engineHome } from "./engine-home"
import { glimmer, launch } from "./glimmer"

async function engineState(environment: { readonly GLIMMER_HOME: string }) {
  return JSON.parse((await glimmer(["status", "--json"], environment)).stdout).engine
}

describe("the engine's commands", { timeout: 60_000 }, () => {
  it("serve a model from one to the next, each a process of its own", async () => {
    const { environment, model, ports } = await engineHome()
    const started = await glimmer(["start", model, "--parser", "hermes"], environment)
    expect(started.code).toBe(0)
    expect(started.stdout).toMatch(/^well is ready at http:\/\/127\.0\.0\.1:\d+\/v1\n$/)
    expect(started.stdout + started.stderr).not.toMatch(/[^\P{Cc}\n]/u)

    const engine = await engineState(environment)
    expect(engine).toMatchObject({ state: "ready", request: { modelName: "well" } })

    expect(await glimmer(["chat", "Hi"], environment)).toEqual({ code: 0, stdout: "Hello!\n", stderr: "" })

    const logged = await glimmer(["logs"], environment)
    expect(logged.stdout).toContain("Starting vLLM server")
    const lastTwo = (await glimmer(["logs", "-n", "2", "--json"], environment)).stdout.trim().split("\n")
    const all = logged.stdout.trim().split("\n")
    expect(lastTwo.map((line) => JSON.parse(line))).toEqual([
      { number: all.length - 2, text: all.at(-2) },
      { number: all.length - 1, text: all.at(-1) },
    ])

    expect(await glimmer(["stop"], environment)).toMatchObject({
      code: 0,
      stdout: "The engine has stopped.\n",
    })
    expect(await ports.processes.find(engine.pid)).toBeNull()
    expect(await glimmer(["stop"], environment)).toMatchObject({
      code: 0,
      stdout: "No engine was running.\n",
    })
  })

  it("say what went wrong, to people and to programs, when the engine crashes", async () => {
    const { environment, model } = await engineHome("crashes-at-start")
    const forPeople = await glimmer(["start", model], environment)
    expect(forPeople).toMatchObject({ code: 1, stdout: "" })
    expect(forPeople.stderr).toContain("No available memory for the cache blocks")
    expect(forPeople.stderr).toContain("`glimmer logs` shows everything it said.")
    const forPrograms = await glimmer(["start", model, "--json"], environment)
    expect(forPrograms.code).toBe(1)
    expect(JSON.parse(forPrograms.stdout)).toMatchObject({
      state: "crashed",
      problem: { code: expect.any(String) },
    })
    const diagnosed = await glimmer(["diagnose", "--json"], environment)
    expect(JSON.parse(diagnosed.stdout).causes[0].evidence.text).toContain("No available memory")
  })

  it("end an engine that was not ready when Ctrl-C came", async () => {
    const { environment, model, ports } = await engineHome("never-ready")
    const start = launch(["start", model], environment)
    // The command has the home, so it is asked through it.
    const { pid } = await vi.waitFor(
      async () => {
        const engine = await engineState(environment)
        if (engine.state !== "loading") throw new Error(`it is ${engine.state}`)
        return engine
      },
      { timeout: 10_000, interval: 50 },
    )
    start.child.kill("SIGINT")
    const ended = await start.ended
    expect(ended).toMatchObject({ code: 130, stdout: "" })
    expect(ended.stderr).toContain("Ending the engine that was starting")
    expect(await ports.processes.find(pid)).toBeNull()
  })

  it("answer with a tool that was allowed, and refuse one where nobody can be asked", async () => {
    const { environment, model } = await engineHome()
    await glimmer(["start", model, "--parser", "hermes"], environment)
    const allowed = await glimmer(["chat", "--allow", "calculator", "What is 12 * 7?"], environment)
    expect(allowed).toMatchObject({ code: 0, stdout: 'The tool says {"result":"84"}.\n' })
    expect(allowed.stderr).toContain('→ calculator({"expression":"12 * 7"})')
    const refused = await glimmer(["chat", "--json", "-"], environment, "What is 12 * 7?")
    expect(refused.code).toBe(0)
    const { message } = JSON.parse(refused.stdout)
    expect(message.parts[0]).toMatchObject({ type: "tool", toolName: "calculator", state: "refused" })
    expect(refused.stderr).toContain("`--allow calculator` lets it run")
    const unknown = await glimmer(["chat", "--allow", "browser", "Hi"], environment)
    expect(unknown).toMatchObject({ code: 2, stdout: "" })
    expect(unknown.stderr).toContain("calculator")
    const endless = await glimmer(["chat", "--json", "-"], environment, "x".repeat(1_000_001))
    expect(JSON.parse(endless.stdout).problem).toMatchObject({
      code: "invalid-input",
      values: { field: "text" },
    })
  })

  it("keep what was said of an answer that Ctrl-C stopped", async () => {
    const { environment, model } = await engineHome()
    await glimmer(["start", model], environment)
    const chat = launch(["chat", "sing"], environment)
    await chat.says("stdout", /la la/)
    chat.child.kill("SIGINT")
    const ended = await chat.ended
    expect(ended.code).toBe(130)
    expect(ended.stdout).toMatch(/^(la )+\n$/)
    expect(ended.stderr).toContain("Interrupted.")
    expect((await engineState(environment)).state).toBe("ready")
  })

  it("follow a log until Ctrl-C, and end quietly when nobody reads it any more", async () => {
    const { environment, model } = await engineHome()
    await glimmer(["start", model], environment)
    const follow = launch(["logs", "-f"], environment)
    await follow.says("stdout", /Application startup complete/)
    follow.child.kill("SIGINT")
    expect(await follow.ended).toMatchObject({ code: 130, stderr: "" })

    const unread = launch(["logs", "-f"], environment)
    await unread.says("stdout", /Application startup complete/)
    unread.child.stdout.destroy()
    // The next line finds that its reader has gone.
    await glimmer(["chat", "Hi"], environment)
    await glimmer(["stop"], environment)
    expect(await unread.ended).toMatchObject({ code: 0, stderr: "" })
  })

  it("find the engine of a Glimmer that was killed, and the next one goes on with it", async () => {
    const { environment, model } = await engineHome()
    const killed = launch(["serve", "--json"], environment)
    await killed.says("stdout", /\n/)
    await glimmer(["start", model], environment)
    const { pid } = await engineState(environment)
    killed.child.kill("SIGKILL")
    await killed.ended
    expect(await engineState(environment)).toMatchObject({ state: "ready", pid, adopted: true })
    const next = launch(["serve", "--json"], environment)
    await next.says("stdout", /\n/)
    expect(await engineState(environment)).toMatchObject({ state: "ready", pid, adopted: true })
    expect((await glimmer(["chat", "Hi"], environment)).stdout).toBe("Hello!\n")
  })

  it("work with the Glimmer that runs, whose engine outlives them", async () => {
    const { environment, model } = await engineHome()
    const served = launch(["serve", "--json"], environment)
    await served.says("stdout", /\n/)
    expect(await glimmer(["start", model], environment)).toMatchObject({ code: 0 })
    const status = JSON.parse((await glimmer(["status", "--json"], environment)).stdout)
    expect(status).toMatchObject({
      glimmerRunning: true,
      owner: { pid: served.pid, frontDoor: "browser" },
      engine: { state: "ready" },
    })
    expect(await glimmer(["chat", "Hi"], environment)).toMatchObject({ code: 0, stdout: "Hello!\n" })
    served.child.kill("SIGINT")
    expect((await served.ended).code).toBe(0)
    // Its engine ends with it.
    expect((await engineState(environment)).state).toBe("idle")
  })
})
