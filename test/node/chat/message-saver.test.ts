import { describe, expect, it } from "vitest"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { ThreadStore } from "#node/chat-ports"
import { MessageSaver } from "#node/services/chat/message-saver"
import { newMessage } from "../../common/chat/arbitrary-chat"
import { FakeClock } from "../../fakes/clock"
import { fakeLog } from "../../fakes/ports"

function message(id: string, text: string) {
  return { ...newMessage(id), parts: [{ type: "text" as const, text }] }
}

/** A store that only takes messages, and refuses while the disk is full. */
function scene() {
  const writes: string[][] = []
  const told: string[] = []
  const disk = { full: false }
  const write: ThreadStore["write"] = ({ messages = [] }) => {
    if (disk.full) throw new ProblemError(makeProblem("disk-full"))
    writes.push(messages.map(({ id, parts }) => `${id}:${parts[0]?.type === "text" ? parts[0].text : ""}`))
  }
  const clock = new FakeClock()
  const log = fakeLog()
  const saver = new MessageSaver({ write }, clock, log, (messages, problem) =>
    told.push(...messages.map(({ id }) => `${id} ${problem?.code ?? "saved"}`)),
  )
  return { writes, told, disk, clock, log, saver }
}

describe("saving what is being written", () => {
  it("writes the newest of all answers at once, every 0.4 seconds", async () => {
    const { writes, told, clock, saver } = scene()
    for (let n = 0; n < 100; n++) {
      saver.soon(message("a", String(n)))
      saver.soon(message("b", String(n)))
    }
    expect(writes).toEqual([])
    await clock.advance(400)
    expect(writes).toEqual([["a:99", "b:99"]])
    await clock.advance(2000)
    expect(writes).toHaveLength(1)
    saver.soon(message("a", "100"))
    await clock.advance(400)
    expect(writes.at(-1)).toEqual(["a:100"])
    expect(told).toEqual([])
  })

  it("tells of a full disk once, tries again, and loses nothing once there is room", async () => {
    const { writes, told, disk, clock, log, saver } = scene()
    disk.full = true
    saver.now(message("a", "1"))
    saver.soon(message("b", "1"))
    for (let n = 0; n < 20; n++) await clock.advance(500)
    saver.soon(message("a", "2"))
    await clock.advance(5000)
    expect(told).toEqual(["a disk-full", "b disk-full"])
    // An answer of minutes on a full disk does not fill it further with complaints.
    expect(log.lines.map(({ values }) => values["problem"])).toMatchObject([
      { code: "disk-full" },
      { code: "disk-full" },
    ])
    disk.full = false
    await clock.advance(2000)
    expect(writes).toEqual([["a:2", "b:1"]])
    expect(told.slice(2)).toEqual(["a saved", "b saved"])
  })

  it("saves what is left at the end, once", async () => {
    const { writes, clock, saver } = scene()
    saver.soon(message("a", "1"))
    saver.close()
    await clock.advance(1000)
    expect(writes).toEqual([["a:1"]])
  })
})
