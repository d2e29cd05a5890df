import { describe, expect, it } from "vitest"
import { createClock } from "#node/adapters/clock"
import { FakeClock } from "../../fakes/clock"

describe.each([
  ["real", createClock],
  ["fake", () => new FakeClock()],
])("the %s clock", (_, create) => {
  it("rejects a sleep with the reason of the abort, before and during it", async () => {
    const controller = new AbortController()
    const sleep = create().sleep(60_000, controller.signal)
    controller.abort(new Error("leaving"))
    await expect(sleep).rejects.toThrow("leaving")
    await expect(create().sleep(60_000, controller.signal)).rejects.toThrow("leaving")
  })
})

describe("the fake clock", () => {
  it("wakes sleepers in order, at their time, also those that sleep again on the way", async () => {
    const clock = new FakeClock(0)
    const seen: string[] = []
    const every = async (name: string, ms: number) => {
      for (let round = 0; round < 3; round++) {
        await clock.sleep(ms)
        seen.push(`${name}@${clock.now()}`)
      }
    }
    const all = Promise.all([every("a", 10), every("b", 15)])
    await clock.advance(30)
    expect(seen).toEqual(["a@10", "b@15", "a@20", "b@30", "a@30"])
    expect(clock.now()).toBe(30)
    await clock.advance(15)
    await all
    expect(clock.sleeping).toBe(0)
  })
})
