import { once } from "node:events"
import { createServer as createHttpServer } from "node:http"
import { type AddressInfo, createServer } from "node:net"
import { afterEach, describe, expect, it, vi } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { createLogReader } from "#node/services/engine/create-log-reader"
import { livingProcesses } from "#node/services/engine/end-processes"
import { EngineKey } from "#node/services/engine/engine-key"
import { EngineService } from "#node/services/engine/engine-service"
import { RunRecords } from "#node/services/engine/run-record"
import { EngineStore } from "#node/services/setup/engine-store"
import { homeWithFakeEngine, type Mood } from "../../fakes/engine/fake-engine"

type World = Awaited<ReturnType<typeof homeWithFakeEngine>>
const open: { service: EngineService; world: World }[] = []

afterEach(async () => {
  for (const { service, world } of open.splice(0)) {
    await service.stop()
    await world[Symbol.asyncDispose]()
  }
})

async function newWorld(): Promise<World> {
  return homeWithFakeEngine()
}

function newService(world: World): EngineService {
  const service = new EngineService(
    world.ports,
    {
      home: world.home,
      store: new EngineStore(world.ports.files, world.home),
      engineKey: new EngineKey(world.ports.files, world.home),
      pythonScripts: "/nowhere",
      newReader: (record) => createLogReader(record, {}),
      onReady: () => {},
      check: async () => [],
      hopeless: async () => null,
      witness: () => async () => [],
    },
    "epoch",
  )
  open.push({ service, world })
  return service
}

async function request(world: World, mood: Mood) {
  const settings = { ...defaultLaunchSettings(), toolCallParser: null }
  return { modelPath: await world.model(mood), modelName: "fake", settings }
}

/** An engine of somebody else: whole, and closed to whoever has not its key. */
async function anotherEngine(wantedPort: number) {
  const server = createHttpServer((asked, answer) => {
    answer.writeHead(asked.url === "/health" ? 200 : 401).end('{"error":"Unauthorized"}')
  })
  server.listen(wantedPort, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return { port, [Symbol.asyncDispose]: async () => void server.close() }
}

/** The world in which these ports look free first, as one does that is taken a moment later. */
function worldWithPorts(world: World, first: readonly number[]): World {
  const left = [...first]
  const { network } = world.ports
  const anyFree = async () => left.shift() ?? network.anyFree()
  return { ...world, ports: { ...world.ports, network: { ...network, isFree: async () => false, anyFree } } }
}

async function leftOf(world: World): Promise<number> {
  let count = 0
  for (const record of await new RunRecords(world.ports.files, world.home).list()) {
    count += (await livingProcesses(world.ports.processes, record)).length
  }
  return count
}

describe("EngineService with real processes", () => {
  it("is ready only after an answer, then stops leaving nothing behind", async () => {
    const world = await newWorld()
    const service = newService(world)
    await service.start(await request(world, "well"))
    const ready = await service.settled()
    expect(ready).toMatchObject({ state: "ready", problem: null, failures: { neverReady: 0 } })
    expect(ready.measurements.weightsGiB).toBeCloseTo(17.55)
    await service.stop()
    expect(service.view.state.state).toBe("stopped")
    expect(await leftOf(world)).toBe(0)
  })

  it("calls an engine crashed that answers /health and dies on the first request with exit code 0", async () => {
    const world = await newWorld()
    const service = newService(world)
    await service.start(await request(world, "dies-on-first-request"))
    const view = await service.settled()
    expect(view.state).toBe("crashed")
    expect(view.failures).toEqual({ neverReady: 1, afterReady: 0 })
    expect(view.problem).not.toBeNull()
    expect(await leftOf(world)).toBe(0)
  })

  it("shows the first cause of a crash at start and not the wrapper behind it", async () => {
    const world = await newWorld()
    const service = newService(world)
    await service.start(await request(world, "crashes-at-start"))
    expect((await service.settled()).problem?.code).toBe("kv-cache-none")
  })

  it("stops a start that ignores the first SIGTERM", async () => {
    const world = await newWorld()
    const service = newService(world)
    await service.start(await request(world, "never-ready"))
    await service.view.until((view) => view.stages.some((stage) => stage.id === "weights"))
    await service.stop()
    expect(service.view.state.state).toBe("stopped")
    expect(await leftOf(world)).toBe(0)
  })

  it("ends the engine core that a killed API server leaves behind", async () => {
    const world = await newWorld()
    const service = newService(world)
    await service.start(await request(world, "well"))
    const { pid } = await service.settled()
    process.kill(pid ?? 0, "SIGKILL")
    const view = await service.view.until((state) => state.state === "crashed")
    expect(view.failures.afterReady).toBe(1)
    expect(await leftOf(world)).toBe(0)
  })

  it("takes over an engine whose Glimmer was killed, and ends it as its own", async () => {
    const world = await newWorld()
    const former = newService(world)
    await former.start(await request(world, "well"))
    const { pid } = await former.settled()
    await former.release()
    const service = newService(world)
    await service.takeOver()
    const view = await service.settled()
    expect(view).toMatchObject({ state: "ready", adopted: true, pid })
    expect(service.address()?.modelName).toBe("fake")
    await service.stop()
    expect(await leftOf(world)).toBe(0)
  })

  it("reaps orphans of a run whose server is gone", async () => {
    const world = await newWorld()
    const former = newService(world)
    await former.start(await request(world, "lingers"))
    const { pid } = await former.settled()
    await former.release()
    process.kill(pid ?? 0, "SIGKILL")
    // A busy machine takes a moment to end even a killed process.
    await vi.waitFor(async () => expect(await leftOf(world)).toBe(1))
    const service = newService(world)
    await service.takeOver()
    expect(service.view.state.state).toBe("idle")
    expect(await leftOf(world)).toBe(0)
  })

  it("joins a second start of the same request", async () => {
    const world = await newWorld()
    const service = newService(world)
    const wanted = await request(world, "well")
    await Promise.all([service.start(wanted), service.start(wanted)])
    const { pid } = await service.settled()
    await service.start(wanted)
    expect(service.view.state.pid).toBe(pid)
  })

  it("takes another port when its own is taken", async () => {
    const world = await newWorld()
    const service = newService(world)
    const taken = createServer()
    taken.listen(8410, "127.0.0.1")
    // Another test run may have it already: taken is taken.
    await new Promise((resolve) => taken.once("listening", resolve).once("error", resolve))
    await service.start(await request(world, "well"))
    const view = await service.settled()
    expect(view.state).toBe("ready")
    expect(view.port).not.toBe(8410)
    taken.close()
  })

  // Two Glimmers that start within the same minute choose the same port: the slower one met the other's engine.
  it("does not take another program on its port for its engine, and moves", async () => {
    const world = await newWorld()
    const service = newService(world)
    await service.start(await request(world, "never-ready"))
    const { port, runId } = service.view.state
    await using _other = await anotherEngine(port ?? 0)
    const moved = await service.view.until((view) => view.runId !== runId && view.pid !== null)
    expect(moved.state).toBe("starting")
    expect(moved.port).not.toBe(port)
  })

  it("moves by itself when its port is taken between choice and use", async () => {
    await using other = await anotherEngine(0)
    const world = worldWithPorts(await newWorld(), [other.port])
    const service = newService(world)
    await service.start(await request(world, "well"))
    const view = await service.settled()
    expect(view).toMatchObject({ state: "ready", problem: null, failures: { neverReady: 0 } })
    expect(view.port).not.toBe(other.port)
    expect(view.commandLine).toContain(String(view.port))
    await service.stop()
    expect(await leftOf(world)).toBe(0)
  })

  it("says so when every port it is given is taken, and leaves nothing of its tries", async () => {
    await using other = await anotherEngine(0)
    const { port } = other
    const world = worldWithPorts(await newWorld(), [port, port, port, port])
    const service = newService(world)
    await service.start(await request(world, "well"))
    const view = await service.settled()
    expect(view).toMatchObject({ state: "crashed", problem: { code: "port-in-use", values: { port } } })
    expect(await leftOf(world)).toBe(0)
  })

  it("can be stopped while it moves", async () => {
    await using other = await anotherEngine(0)
    const world = worldWithPorts(await newWorld(), [other.port])
    const service = newService(world)
    await service.start(await request(world, "well"))
    const { runId } = service.view.state
    await service.view.until((view) => view.runId !== runId)
    await service.stop()
    expect(service.view.state).toMatchObject({ state: "stopped", problem: null })
    expect(await leftOf(world)).toBe(0)
  })

  it("keeps the key out of the command line and the view", async () => {
    const world = await newWorld()
    const service = newService(world)
    await service.start(await request(world, "well"))
    await service.settled()
    const key = service.address()?.apiKey ?? ""
    expect(key.length).toBeGreaterThan(20)
    expect(JSON.stringify(service.view.state)).not.toContain(key)
    const process = await world.ports.processes.find(service.view.state.pid ?? 0)
    expect(process?.commandLine.join(" ")).not.toContain(key)
  })
})
