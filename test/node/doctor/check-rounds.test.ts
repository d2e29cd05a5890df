import { describe, expect, it } from "vitest"
import {
  CHECK_IDS,
  type CheckFinding,
  type CheckId,
  type ChecksView,
  finding,
} from "#common/domain/checks/check"
import type { Check } from "#node/services/doctor/check-world"
import { CheckRounds } from "#node/services/doctor/check-rounds"
import { FakeClock } from "../../fakes/clock"
import { fakeLog } from "../../fakes/ports"
import { checkWorld } from "./check-world"

const fine: Check = async () => finding("check-failed")

async function rounds(change: Partial<Record<CheckId, Check>> = {}) {
  const clock = new FakeClock()
  const { world } = await checkWorld(null)
  const checkers = Object.fromEntries(CHECK_IDS.map((id) => [id, change[id] ?? fine]))
  let worlds = 0
  const made = new CheckRounds(
    { clock, log: fakeLog() },
    checkers as Record<CheckId, Check>,
    async () => {
      worlds += 1
      return world
    },
    "epoch",
  )
  return { clock, made, worlds: () => worlds }
}

const resultOf = (view: ChecksView, id: CheckId) => view.checks.find((check) => check.id === id)?.result

describe("a round of checks", () => {
  it("cuts off a check that hangs, tells it to stop, and waits for nothing else", async () => {
    let told = false
    const { clock, made } = await rounds({
      "disk-space": ({ signal }) =>
        new Promise<CheckFinding>(() => signal.addEventListener("abort", () => (told = true))),
    })
    const round = made.run()
    await clock.advance(2999)
    const view = await round
    expect(resultOf(view, "disk-space")).toMatchObject({
      level: "warning",
      says: "cut-off",
      values: { seconds: 2.5 },
      tookMs: 2500,
    })
    expect(told).toBe(true)
    expect(view.endedAtMs).toBe((view.startedAtMs ?? 0) + 2500)
  })

  it("shows each check as it ends, while others are still under way", async () => {
    const slow = Promise.withResolvers<CheckFinding>()
    const { clock, made } = await rounds({ clock: () => slow.promise })
    const round = made.run()
    await clock.advance(10)
    const open = made.view.checks.filter(({ result }) => result === null)
    expect(open.map(({ id }) => id)).toEqual(["clock"])
    expect(made.view.endedAtMs).toBeNull()
    slow.resolve(finding("clock-right", { seconds: 0 }))
    expect(resultOf(await round, "clock")).toMatchObject({ says: "clock-right" })
  })

  it("goes on when a check throws, and says what it threw", async () => {
    const { made } = await rounds({ driver: () => Promise.reject(new Error("EIO: i/o error")) })
    expect(resultOf(await made.run(), "driver")).toMatchObject({
      level: "skipped",
      says: "check-failed",
      evidence: "EIO: i/o error",
    })
  })

  it("is one round for all who ask at the same time", async () => {
    const { made, worlds } = await rounds()
    const [first, second] = await Promise.all([made.run(), made.run()])
    expect(first).toBe(second)
    expect(worlds()).toBe(1)
  })

  it("makes only the quick ones beside a start, and shows them, too", async () => {
    let slow = 0
    const { made } = await rounds({
      index: async () => {
        slow += 1
        return finding("index-unnamed")
      },
      driver: async () => finding("driver-too-old", { installed: "1", needed: 2 }),
    })
    const results = await made.runQuick()
    expect(slow).toBe(0)
    expect(results.map(({ id }) => id)).toContain("driver")
    expect(results.map(({ id }) => id)).not.toContain("hub")
    expect(resultOf(made.view, "driver")).toMatchObject({ level: "error" })
  })
})
