import { describe, expect, it } from "vitest"
import type { Gpu } from "#common/domain/hardware"
import type { StateFrame } from "#common/domain/watch"
import { smiOf } from "../../fakes/nvidia-smi"
import type { FakeClock } from "../../fakes/clock"
import { machineOf, questions } from "./host"

/** The next frame, with time moved on until it comes. */
async function next(frames: AsyncIterator<StateFrame<readonly Gpu[]>>, clock: FakeClock) {
  let result: IteratorResult<StateFrame<readonly Gpu[]>> | null = null
  const coming = frames.next().then((value) => (result = value))
  for (let tries = 0; result === null && tries < 2000; tries++) await clock.advance(50)
  await coming
  return result!
}

const queries = (asked: readonly string[]) => asked.filter((question) => question === "--query-gpu").length

describe("watching the cards", () => {
  it("begins with the cards as they are and goes on about once a second, until nobody watches", async () => {
    const { service, ports, processes } = await machineOf("h100x2")
    const frames = service.watchGpus()
    const first = await next(frames, ports.clock)
    expect(first.value?.state.map((gpu: Gpu) => gpu.uuid)).toHaveLength(2)
    const before = queries(questions(processes))
    await ports.clock.advance(10_000)
    const inTenSeconds = queries(questions(processes)) - before
    expect(inTenSeconds).toBeGreaterThanOrEqual(9)
    expect(inTenSeconds).toBeLessThanOrEqual(11)
    await frames.return()
    await ports.clock.advance(1000)
    const after = queries(questions(processes))
    await ports.clock.advance(60_000)
    expect(queries(questions(processes))).toBe(after)
    expect(ports.clock.sleeping).toBe(0)
  })

  it("looks once for any number of watchers, and ends when their signals do", async () => {
    const { service, ports, processes } = await machineOf("h100x1")
    const leave = new AbortController()
    const one = service.watchGpus(leave.signal)
    const two = service.watchGpus(leave.signal)
    await Promise.all([next(one, ports.clock), next(two, ports.clock)])
    const before = queries(questions(processes))
    await ports.clock.advance(10_000)
    expect(queries(questions(processes)) - before).toBeLessThanOrEqual(11)
    leave.abort()
    expect(await next(one, ports.clock)).toEqual({ done: true, value: undefined })
    expect(await next(two, ports.clock)).toEqual({ done: true, value: undefined })
    expect(ports.clock.sleeping).toBe(0)
  })

  it("never asks twice at the same time, also when a watcher leaves and another comes", async () => {
    const { service, ports, processes } = await machineOf("h100x1")
    let asking = 0
    let most = 0
    const answer = smiOf("h100x1")
    processes.answer("nvidia-smi", async (command) => {
      const isCards = command.arguments[0]?.startsWith("--query-gpu") === true
      if (isCards) most = Math.max(most, ++asking)
      await ports.clock.sleep(3000)
      if (isCards) asking--
      return answer(command)
    })
    for (let round = 0; round < 3; round++) {
      const leave = new AbortController()
      const frames = service.watchGpus(leave.signal)
      const coming = frames.next()
      await ports.clock.advance(500)
      leave.abort()
      await coming
      await frames.return()
    }
    const frames = service.watchGpus()
    await next(frames, ports.clock)
    await frames.return()
    expect(most).toBe(1)
  })

  it("asks a slow driver for a fifth of the time at most", async () => {
    const { service, ports, processes } = await machineOf("h100x1")
    const answer = smiOf("h100x1")
    processes.answer("nvidia-smi", async (command) => {
      await ports.clock.sleep(2000)
      return answer(command)
    })
    const frames = service.watchGpus()
    await next(frames, ports.clock)
    const before = queries(questions(processes))
    await ports.clock.advance(120_000)
    expect(queries(questions(processes)) - before).toBeLessThanOrEqual(10)
    await frames.return()
  })

  it("keeps the last picture when the driver hangs, and asks ever more rarely", async () => {
    const { service, ports, processes } = await machineOf("h100x1")
    const frames = service.watchGpus()
    await next(frames, ports.clock)
    processes.answer("nvidia-smi", { end: "timeout", exitCode: null })
    const before = queries(questions(processes))
    await ports.clock.advance(600_000)
    expect(queries(questions(processes)) - before).toBeLessThan(12)
    const late = service.watchGpus()
    expect((await next(late, ports.clock)).value?.state).toHaveLength(1)
    processes.answer("nvidia-smi", smiOf("h100x1"))
    await ports.clock.advance(130_000)
    const healed = queries(questions(processes))
    await ports.clock.advance(10_000)
    expect(queries(questions(processes)) - healed).toBeGreaterThanOrEqual(9)
    await frames.return()
    await late.return()
  })

  it("adds what draws on a card with a monitor, each once, and asks for the slow table rarely", async () => {
    const { service, ports, processes } = await machineOf("workstation-mixed")
    const frames = service.watchGpus()
    await next(frames, ports.clock)
    await ports.clock.advance(30_000)
    const { value } = await next(frames, ports.clock)
    expect(value?.state[0]?.processes.map((process: { name: string | null }) => process.name)).toEqual([
      "Xorg",
      "renderer, with a comma",
      "gnome-shell",
      "code --type=gpu-process",
    ])
    const tables = questions(processes).filter((question) => question === "")
    expect(tables.length).toBeGreaterThanOrEqual(3)
    expect(tables.length).toBeLessThanOrEqual(5)
    // The report knows them from now on.
    expect((await service.report(true)).gpus[0]?.processes).toHaveLength(4)
    await frames.return()
  })

  it("shows no cards where there are none, without asking every second", async () => {
    const { service, ports } = await machineOf(null)
    const frames = service.watchGpus()
    expect((await next(frames, ports.clock)).value?.state).toEqual([])
    await frames.return()
  })
})
