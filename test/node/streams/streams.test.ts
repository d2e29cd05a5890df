import { describe, expect, it } from "vitest"
import type { Clock } from "#node/ports"
import { LineLog } from "#node/services/streams/line-log"
import { StateTopic } from "#node/services/streams/state-topic"

/** A clock whose pauses end when the test says so. */
function steppedClock() {
  const waiting: (() => void)[] = []
  const clock: Clock = {
    now: () => 0,
    sleep: () => new Promise((resolve) => waiting.push(resolve)),
  }
  return { clock, step: () => waiting.splice(0).forEach((resume) => resume()) }
}

const immediate: Clock = { now: () => 0, sleep: () => Promise.resolve() }

describe("StateTopic", () => {
  it("starts with the state as it is", async () => {
    const topic = new StateTopic(immediate, "e", { n: 1 })
    topic.set({ n: 2 })
    expect((await topic.watch().next()).value).toMatchObject({ state: { n: 2 } })
  })

  it("joins changes that come faster than frames may", async () => {
    const { clock, step } = steppedClock()
    const topic = new StateTopic(clock, "e", 0)
    const frames = topic.watch()
    await frames.next()
    const pending = frames.next()
    for (let n = 1; n <= 100; n++) topic.set(n)
    await Promise.resolve()
    await Promise.resolve()
    step()
    expect((await pending).value?.state).toBe(100)
  })

  it("does not lose a change that falls between two frames", async () => {
    const topic = new StateTopic(immediate, "e", 0)
    const frames = topic.watch()
    await frames.next()
    topic.set(1)
    expect((await frames.next()).value?.state).toBe(1)
  })

  it("ends when the reader leaves while nothing changes", async () => {
    const leave = new AbortController()
    const frames = new StateTopic(immediate, "e", 0).watch(leave.signal)
    await frames.next()
    const pending = frames.next()
    leave.abort()
    expect((await pending).done).toBe(true)
  })
})

describe("LineLog", () => {
  it("continues behind the cursor without gap or double", async () => {
    const log = new LineLog(immediate, "e")
    log.append("a", "b")
    const first = (await log.watch(undefined).next()).value
    log.append("c")
    const second = (await log.watch(first?.cursor).next()).value
    expect([...first!.lines, ...second!.lines].map((line) => line.text)).toEqual(["a", "b", "c"])
  })

  it("says how many lines left before the reader came to them", async () => {
    const log = new LineLog(immediate, "e", 4)
    log.append("0")
    const { cursor } = (await log.watch(undefined).next()).value!
    for (let n = 1; n <= 20; n++) log.append(String(n))
    const frame = (await log.watch(cursor).next()).value!
    expect(frame.dropped + frame.lines.length).toBe(20)
    expect(frame.dropped).toBeGreaterThan(0)
    expect(frame.lines.at(-1)?.text).toBe("20")
  })

  it("takes a cursor of an earlier start of the program for none", async () => {
    const log = new LineLog(immediate, "new")
    log.append("a", "b")
    expect((await log.watch("old:2").next()).value?.lines).toHaveLength(2)
  })

  it("sends an empty first frame, so that a page can tell 'no lines' from 'not there yet'", async () => {
    expect((await new LineLog(immediate, "e").watch(undefined).next()).value).toEqual({
      cursor: "e:0",
      lines: [],
      dropped: 0,
    })
  })
})
