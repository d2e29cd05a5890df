import { stat } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { ProblemError } from "#common/domain/problem"
import { homeOf } from "#node/home"
import type { HttpResponse } from "#node/ports"
import { ConnectService } from "#node/services/connect/connect-service"
import { createLogReader } from "#node/services/engine/create-log-reader"
import { EngineKey } from "#node/services/engine/engine-key"
import { EngineService } from "#node/services/engine/engine-service"
import { EngineStore } from "#node/services/setup/engine-store"
import { homeWithFakeEngine } from "../../fakes/engine/fake-engine"
import { fakeLog, fakePorts } from "../../fakes/ports"

/** A home whose engine is a fake with real processes, and what a page asks about it. */
async function connected() {
  const { ports: given, home, model, ...world } = await homeWithFakeEngine()
  const log = fakeLog()
  const ports = { ...given, log }
  /** What a Glimmer that comes later would have. */
  const glimmer = () => {
    const engineKey = new EngineKey(ports.files, home)
    const engine = new EngineService(
      ports,
      {
        home,
        store: new EngineStore(ports.files, home),
        engineKey,
        pythonScripts: "/nowhere",
        newReader: (record) => createLogReader(record, {}),
        onReady: () => undefined,
        check: async () => [],
        hopeless: async () => null,
        witness: () => async () => [],
      },
      "epoch",
    )
    onTestFinished(() => engine.stop())
    return { engine, connect: new ConnectService(ports, engine, engineKey) }
  }
  onTestFinished(() => world[Symbol.asyncDispose]())
  const settings = { ...defaultLaunchSettings(), toolCallParser: null }
  const request = { modelPath: await model("well"), modelName: "fake", settings }
  return { home, log, glimmer, request }
}

describe("the key of other programs", () => {
  it("outlives engine and Glimmer: what was set up once works after every start", async () => {
    const { glimmer, request } = await connected()
    const first = glimmer()
    await first.engine.start(request)
    await first.engine.settled()
    const { key } = await first.connect.key()
    await first.engine.stop()
    const later = glimmer()
    await later.engine.start(request)
    await later.engine.settled()
    expect(await later.connect.key()).toEqual({ key, renewed: false })
    expect(later.engine.address()?.apiKey).toBe(key)
  })

  it("is one, also when a page and a start ask for it at the same moment", async () => {
    const { glimmer } = await connected()
    const { connect } = glimmer()
    const [one, other] = await Promise.all([connect.key(), connect.key()])
    expect(one).toEqual(other)
  })

  it("changes with the next start when renewed; the engine that runs still answers to its own", async () => {
    const { glimmer, request } = await connected()
    const { engine, connect } = glimmer()
    await engine.start(request)
    await engine.settled()
    const before = await connect.key()
    expect(await connect.renewKey()).toEqual({ key: before.key, renewed: true })
    expect((await connect.ask("hello")).text).toBe("Hello!")
    await engine.stop()
    const after = await connect.key()
    expect(after.renewed).toBe(false)
    expect(after.key).not.toBe(before.key)
  })

  it("lies in a file of its user alone, and in no log and no view", async () => {
    const { home, log, glimmer, request } = await connected()
    const { engine, connect } = glimmer()
    await engine.start(request)
    await engine.settled()
    const { key } = await connect.key()
    await connect.ask("hello")
    await connect.renewKey()
    await engine.stop()
    expect((await stat(join(home.run, "engine-key"))).mode & 0o777).toBe(0o600)
    const told = JSON.stringify([log.lines, engine.view.state, engine.log.lines])
    expect(told).not.toContain(key)
  })
})

describe("asking as another program does", () => {
  const address = { port: 8410, apiKey: "secret-key", modelName: "GLM" }
  const answering = (status: number, body: unknown) => {
    const asked: { url: string; headers: Readonly<Record<string, string>> | undefined }[] = []
    const response: Pick<HttpResponse, "status" | "text"> = { status, text: async () => JSON.stringify(body) }
    const ports = fakePorts({
      http: {
        request: async ({ url, headers }) => {
          asked.push({ url, headers })
          return response as HttpResponse
        },
      },
    })
    const engine = { address: () => address, keyInUse: () => address.apiKey }
    return {
      asked,
      connect: new ConnectService(
        ports,
        engine,
        new EngineKey(ports.files, homeOf({ GLIMMER_HOME: "/nowhere" })),
      ),
    }
  }

  it("uses the very address and key that are shown, and gives the engine's own words", async () => {
    const { asked, connect } = answering(200, {
      choices: [{ finish_reason: "stop", message: { content: " Hi. " } }],
      usage: { completion_tokens: 3 },
    })
    expect(await connect.ask("Hello")).toMatchObject({ text: "Hi.", thoughtsOnly: false, tokens: 3 })
    expect(asked).toEqual([
      {
        url: "http://127.0.0.1:8410/v1/chat/completions",
        headers: expect.objectContaining({ authorization: "Bearer secret-key" }),
      },
    ])
  })

  it("shows a model that thought until its words ran out, and says that these are thoughts", async () => {
    const { connect } = answering(200, {
      choices: [{ finish_reason: "length", message: { content: null, reasoning: "The person greets me" } }],
    })
    expect(await connect.ask("Hello")).toMatchObject({ text: "The person greets me", thoughtsOnly: true })
  })

  it("tells a refusal with the server's words and without the key", async () => {
    const { connect } = answering(401, { error: `wrong key: secret-key` })
    const refused = await connect.ask("Hello").catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ProblemError)
    expect(refused).toMatchObject({ problem: { code: "answer-failed", values: { status: 401 } } })
    expect(JSON.stringify(refused)).not.toContain("secret-key")
  })

  it("says that the engine is not ready rather than asking a port where nobody listens", async () => {
    const { glimmer } = await connected()
    await expect(glimmer().connect.ask("Hello")).rejects.toMatchObject({
      problem: { code: "engine-not-ready" },
    })
  })
})
