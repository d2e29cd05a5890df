import { ORPCError, type RouterClient } from "@orpc/server"
import { describe, expect, expectTypeOf, it, vi } from "vitest"
import type { contract, GlimmerClient } from "#common/contract/index"
import { idleEngine } from "#common/domain/engine"
import { FRAMES_PER_SECOND, type LogFrame } from "#common/domain/watch"
import type { Clock } from "#node/ports"
import type { GlimmerRouter } from "#node/rpc/router"
import type { Services } from "#node/rpc/services"
import { fakeServices } from "./fake-services"
import { overPort, overUnix, overWs } from "./wires"

describe("contract", () => {
  it("is answered in full, with exactly the types a caller sees", () => {
    expectTypeOf<keyof Services>().toEqualTypeOf<keyof typeof contract>()
    expectTypeOf<RouterClient<GlimmerRouter>>().toEqualTypeOf<GlimmerClient>()
  })
})

describe.each([
  ["port", overPort, "desktop"],
  ["ws", overWs, "browser"],
  ["unix", overUnix, "terminal"],
] as const)("over %s", (_name, open, frontDoor) => {
  it("answers a call, and tells which door it came through", async () => {
    const fake = fakeServices()
    await using opened = await open(fake.services)
    expect((await opened.wire.client.settings.info()).frontDoor).toBe(frontDoor)
    await opened.wire.client.chat.send({ threadId: "t", text: "你好 🙂", attachments: [] })
    expect(fake.calls).toEqual(["chat.send 你好 🙂"])
  })

  it("passes a problem with its code, values and evidence", async () => {
    await using opened = await open(fakeServices().services)
    const failed = opened.wire.client.setup.use({ engineId: "x" })
    await expect(failed).rejects.toMatchObject({
      defined: true,
      code: "PROBLEM",
      data: { code: "engine-missing", values: { engine: "0.30.0" }, evidence: "no folder" },
    })
  })

  it("makes a problem of any other error: one line of evidence, no stack, all of it in the log", async () => {
    await using opened = await open(fakeServices().services)
    const error: unknown = await opened.wire.client.machine
      .report({ refresh: true })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ data: { code: "internal", evidence: "nvidia-smi: secret stack" } })
    expect(JSON.stringify(error)).not.toContain("app.js")
    expect(opened.logged).toContainEqual({
      level: "error",
      message: "a service failed",
      values: { procedure: "machine.report", frontDoor, error: expect.any(Error) },
    })
  })

  it("turns down input that does not fit the contract, naming the field", async () => {
    const fake = fakeServices()
    await using opened = await open(fake.services)
    const sent = opened.wire.client.chat.send({ threadId: "t", text: " ", attachments: [] })
    await expect(sent).rejects.toMatchObject({ data: { code: "invalid-input", values: { field: "text" } } })
    expect(fake.calls).toEqual([])
  })

  it("turns down a procedure that is not in the contract", async () => {
    await using opened = await open(fakeServices().services)
    const client = opened.wire.client as unknown as { machine: { format(): Promise<void> } }
    await expect(client.machine.format()).rejects.toMatchObject({ data: { code: "invalid-input" } })
  })

  it("passes a problem that comes in the middle of a stream", async () => {
    await using opened = await open(fakeServices().services)
    const frames: unknown[] = []
    const error: unknown = await (async () => {
      for await (const frame of await opened.wire.client.machine.watchGpus({})) frames.push(frame)
    })().catch((thrown: unknown) => thrown)
    expect(frames).toHaveLength(1)
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({ data: { code: "smi-timeout", values: { seconds: 10 } } })
  })

  it("begins a state stream with the state as it is", async () => {
    const fake = fakeServices()
    fake.engine.set({ ...idleEngine(0), state: "ready" })
    await using opened = await open(fake.services)
    for await (const frame of await opened.wire.client.engine.watch({})) {
      expect(frame.state.state).toBe("ready")
      break
    }
  })

  it("lets the server end a stream the reader has left", async () => {
    const fake = fakeServices()
    await using opened = await open(fake.services)
    const leave = new AbortController()
    const stream = await opened.wire.client.engine.watch({}, { signal: leave.signal })
    await stream[Symbol.asyncIterator]().next()
    expect(fake.watchers.open).toBe(1)
    leave.abort()
    await vi.waitFor(() => expect(fake.watchers.open).toBe(0))
  })

  it("lets the server end all streams of a connection that broke", async () => {
    const fake = fakeServices()
    await using opened = await open(fake.services)
    const stream = await opened.wire.client.engine.watchLog({})
    await stream[Symbol.asyncIterator]().next()
    opened.breakIt()
    await vi.waitFor(() => expect(fake.watchers.open).toBe(0))
  })

  it("does not call it a failure when a service throws because its reader has left", async () => {
    const fake = fakeServices()
    let ended = false
    const services: Services = {
      ...fake.services,
      engine: {
        ...fake.services.engine,
        watchLog: async function* (_cursor, signal) {
          yield { cursor: "e:0", lines: [], dropped: 0 }
          await new Promise((resolve) => signal?.addEventListener("abort", resolve))
          ended = true
          signal?.throwIfAborted()
        },
      },
    }
    await using opened = await open(services)
    const leave = new AbortController()
    const stream = await opened.wire.client.engine.watchLog({}, { signal: leave.signal })
    await stream[Symbol.asyncIterator]().next()
    leave.abort()
    await vi.waitFor(() => expect(ended).toBe(true))
    await opened.wire.client.settings.info()
    expect(opened.logged.filter(({ level }) => level === "error")).toEqual([])
  })

  it("loses and doubles no line when the connection breaks again and again", async () => {
    const fake = fakeServices()
    await using opened = await open(fake.services)
    const total = 20_000
    const numbers: number[] = []
    let dropped = 0
    let breaks = 0
    const done = Promise.withResolvers<void>()
    const stop = opened.wire.watch(
      (input, options) => opened.wire.client.engine.watchLog(input, options),
      (frame: LogFrame) => {
        numbers.push(...frame.lines.map((line) => line.number))
        dropped += frame.dropped
        // The next break comes in the middle of what follows.
        if (breaks < 4 && numbers.length > (breaks + 1) * 3000) {
          breaks++
          opened.breakIt()
        }
        if (numbers.length + dropped >= total) done.resolve()
      },
      done.reject,
    )
    for (let line = 0; line < total; line += 100) {
      fake.engineLog.append(...Array.from({ length: 100 }, (_, index) => `line ${line + index}`))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await done.promise
    stop()
    expect(breaks).toBe(4)
    expect(dropped).toBe(0)
    expect(numbers).toEqual(Array.from({ length: total }, (_, number) => number))
  })

  it("shows the newest state after a break, and says meanwhile that the connection is lost", async () => {
    const fake = fakeServices()
    await using opened = await open(fake.services)
    const seen: string[] = []
    const connection: string[] = []
    opened.wire.onConnection((state) => connection.push(state))
    const stop = opened.wire.watch(
      (input, options) => opened.wire.client.engine.watch(input, options),
      (frame) => seen.push(frame.state.state),
      () => undefined,
    )
    await vi.waitFor(() => expect(seen).toEqual(["idle"]))
    opened.breakIt()
    fake.engine.set({ ...idleEngine(0), state: "crashed" })
    await vi.waitFor(() => expect(seen.at(-1)).toBe("crashed"), { timeout: 5000 })
    expect(connection.join(" ")).toMatch(/lost open$/)
    stop()
    await vi.waitFor(() => expect(fake.watchers.open).toBe(0))
  })

  it("ends a call that the connection lost as such, and answers the next one", async () => {
    const fake = fakeServices()
    const waiting = Promise.withResolvers<never>()
    const asked = Promise.withResolvers<void>()
    const services: Services = {
      ...fake.services,
      models: {
        ...fake.services.models,
        list: () => {
          asked.resolve()
          return waiting.promise
        },
      },
    }
    await using opened = await open(services)
    const lost = opened.wire.client.models.list().catch((error: unknown) => error)
    await asked.promise
    opened.breakIt()
    expect(await lost).toMatchObject({ problem: { code: "connection-lost" } })
    await vi.waitFor(async () => expect(await opened.wire.client.settings.info()).toBeDefined(), {
      timeout: 5000,
    })
  })

  it(`sends no more than ${FRAMES_PER_SECOND} frames a second, however fast the state changes`, async () => {
    const { clock, advance } = steppedClock()
    const fake = fakeServices(clock)
    await using opened = await open(fake.services)
    let frames = 0
    let newest = -1
    const stop = opened.wire.watch(
      (input, options) => opened.wire.client.engine.watch(input, options),
      (frame) => {
        frames++
        newest = frame.state.sinceMs
      },
      () => undefined,
    )
    await vi.waitFor(() => expect(frames).toBe(1))
    for (let ms = 1; ms <= 1000; ms++) {
      fake.engine.set(idleEngine(ms))
      advance(1)
      // Time to travel costs no time of this clock.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await vi.waitFor(() => expect(newest).toBeGreaterThanOrEqual(950))
    stop()
    expect(frames - 1).toBeLessThanOrEqual(FRAMES_PER_SECOND)
    expect(frames).toBeGreaterThan(FRAMES_PER_SECOND / 2)
  })
})

it.each([[{ i: "1" }], ["hello"], ['{"i":"1","p":{}}'], [null]])(
  "does not fall over a page that sends %j through its port",
  async (rubbish) => {
    await using opened = await overPort(fakeServices().services)
    await opened.wire.client.settings.info()
    opened.say(rubbish)
    expect(await opened.wire.client.settings.info()).toBeDefined()
    expect(opened.logged).toContainEqual(
      expect.objectContaining({ message: "a page sent something that is no message of ours" }),
    )
  },
)

/** A clock that stands still until the test moves it. */
function steppedClock() {
  let nowMs = 0
  const sleeping: { untilMs: number; resume: () => void }[] = []
  const clock: Clock = {
    now: () => nowMs,
    sleep: (ms) => new Promise((resume) => sleeping.push({ untilMs: nowMs + ms, resume })),
  }
  return {
    clock,
    advance: (ms: number) => {
      nowMs += ms
      for (const sleeper of sleeping.splice(0)) {
        if (sleeper.untilMs <= nowMs) sleeper.resume()
        else sleeping.push(sleeper)
      }
    },
  }
}
