import { once } from "node:events"
import { describe, expect, it, vi } from "vitest"
import type { LogFrame } from "#common/domain/watch"
import type { Services } from "#node/rpc/services"
import { fakeServices } from "./fake-services"
import { overUnix, overWs } from "./wires"

describe.each([
  ["ws", overWs],
  ["unix", overUnix],
] as const)("the server end of %s", (_name, open) => {
  it("holds little for a reader that does not read, and loses nothing it can still have", async () => {
    // No pause between frames: only the reader slows them down.
    const fake = fakeServices({ now: () => 0, sleep: () => Promise.resolve() })
    await using opened = await open(fake.services)
    let lines = 0
    let dropped = 0
    const stop = opened.wire.watch(
      (input, options) => opened.wire.client.engine.watchLog(input, options),
      (frame: LogFrame) => {
        lines += frame.lines.length
        dropped += frame.dropped
      },
      () => undefined,
    )
    await vi.waitFor(() => expect(fake.watchers.open).toBe(1))
    opened.cable.block()
    const total = 40_000
    const text = "x".repeat(1000)
    for (let line = 0; line < total; line += 1000) {
      fake.engineLog.append(...Array.from({ length: 1000 }, () => text))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const buffered = Math.max(...opened.sockets.map((socket) => socket.bufferedAmount))
    expect(buffered).toBeLessThan(8 * 1024 * 1024)
    opened.cable.unblock()
    await vi.waitFor(() => expect(lines + dropped).toBe(total), { timeout: 15_000 })
    stop()
  })

  it("cuts off who does not answer pings", async () => {
    await using opened = await open(fakeServices().services, { bufferedBytes: 1e9, keepAliveMs: 20 })
    await opened.wire.client.settings.info()
    opened.cable.block()
    const [socket] = opened.sockets
    await once(socket!, "close")
    expect(socket!.readyState).toBe(socket!.CLOSED)
  })

  it("cuts off who asks and asks and never reads", async () => {
    const fake = fakeServices()
    const services: Services = {
      ...fake.services,
      models: {
        ...fake.services.models,
        addFolder: async (path) => ({ ...MODEL, path, name: "n".repeat(50_000) }),
      },
    }
    await using opened = await open(services, { bufferedBytes: 1_000_000, keepAliveMs: 60_000 })
    await opened.wire.client.settings.info()
    const raw = opened.connectRaw()
    await once(raw, "open")
    opened.cable.block()
    const cutOff = once(opened.sockets.at(-1)!, "close")
    for (let call = 0; call < 500; call++) {
      raw.send(
        JSON.stringify({ i: String(call), p: { u: "/models/addFolder", b: { json: { path: "/m" } } } }),
      )
    }
    await cutOff
    expect(opened.logged).toContainEqual(
      expect.objectContaining({ message: "a caller does not read its answers and was cut off" }),
    )
  })

  it.each([
    ["no JSON", "hello", 1008],
    ["JSON that is no call", '{"i":"1"}', 1008],
    [
      "a call with headers of its own",
      '{"i":"1","p":{"u":"/x","h":{"content-type":"multipart/form-data"}}}',
      1008,
    ],
    ["bytes", Buffer.from([255, 0, 1]), 1008],
    ["nine megabytes", "x".repeat(9 * 1024 * 1024), 1009],
  ])("closes on %s, and goes on serving others", async (_what, message, code) => {
    await using opened = await open(fakeServices().services)
    const raw = opened.connectRaw()
    await once(raw, "open")
    raw.send(message)
    const [closedWith] = await once(raw, "close")
    expect(closedWith).toBe(code)
    expect(await opened.wire.client.settings.info()).toBeDefined()
  })

  it("says goodbye to its callers when the program ends", async () => {
    await using opened = await open(fakeServices().services)
    const raw = opened.connectRaw()
    await once(raw, "open")
    const goodbye = once(raw, "close")
    await opened.closeServer()
    expect((await goodbye)[0]).toBe(1001)
  })
})

const MODEL = {
  id: "m",
  kind: "folder",
  config: {},
  weightBytes: null,
  toolCallParser: null,
  reasoningParser: null,
} as const
