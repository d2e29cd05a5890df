import { describe, expect, it } from "vitest"
import type { Message } from "#common/domain/chat"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { ThreadStore } from "#node/chat-ports"
import { MessageSaver } from "#node/services/chat/message-saver"
import { FakeClock } from "../../fakes/clock"
import { fakeLog } from "../../fakes/ports"

function message(id: string, text: string): Message {
  return {
    id,
    threadId: "t",
    role: "assistant",
    parts: [{ type: "text", text }],
    attachments: [],
    createdAtMs: 0,
    status: "streaming",
    problem: null,
    modelName: null,
    figures: null,
  }
}

/** A store that only takes messages, and refuses while the disk is full. */
function scene() {
  const writes: string[][] = []
  const disk = { full: false }
  const write: ThreadStore["write"] = ({ messages = [] }) => {
    if (disk.full) throw new ProblemError(makeProblem("disk-full"))
    writes.push(messages.map(({ id, parts }) => `${id}:${parts[0]?.type === "text" ? parts[0].text : ""}`))
  }
  const clock = new FakeClock()
  const log = fakeLog()
  const saver = new MessageSaver({ write } as ThreadStore, clock, log)
  return { writes, disk, clock, log, saver }
}

describe("saving what is being written", () => {
  it("writes the newest of all answers at once, every 0.4 seconds", async () => {
    const { writes, clock, saver } = scene()
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
  })

  it("tries again when the disk is full, says so in the log, and loses nothing once there is room", async () => {
    const { writes, disk, clock, log, saver } = scene()
    disk.full = true
    saver.now(message("a", "1"))
    saver.soon(message("b", "1"))
    await clock.advance(400)
    expect(log.lines.map(({ values }) => values["problem"])).toMatchObject([
      { code: "disk-full" },
      { code: "disk-full" },
    ])
    disk.full = false
    await clock.advance(400)
    expect(writes).toEqual([["a:1", "b:1"]])
  })

  it("saves what is left at the end, once", async () => {
    const { writes, clock, saver } = scene()
    saver.soon(message("a", "1"))
    saver.close()
    await clock.advance(1000)
    expect(writes).toEqual([["a:1"]])
  })
})
