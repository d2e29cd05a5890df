import { describe, expect, it } from "vitest"
import type { ChatChange, Message } from "#common/domain/chat"
import { LiveThread } from "#node/services/chat/live-thread"
import { FakeClock } from "../../fakes/clock"
import { afterFrame, textOf } from "./chat-room"

const FIRST: Message = {
  id: "m",
  threadId: "t",
  parentId: null,
  role: "assistant",
  parts: [],
  attachments: [],
  createdAtMs: 0,
  status: "streaming",
  problem: null,
  modelName: null,
  figures: null,
  context: null,
  leftOut: null,
  siblingIds: ["m"],
  unsaved: null,
}

function delta(text: string): ChatChange {
  return { type: "text-delta", messageId: "m", text }
}

function liveThread(changes = 10_000, characters = 1_000_000) {
  const clock = new FakeClock()
  return { clock, live: new LiveThread(clock, "e", "t", [FIRST], { changes, characters }) }
}

describe("reading along", () => {
  it("begins with the conversation as it is, then only what changed", async () => {
    const { clock, live } = liveThread()
    live.apply(delta("a"))
    const frames = live.watch(undefined, undefined)
    const first = (await frames.next()).value!
    expect([first.messages?.map(textOf), first.changes]).toEqual([["a"], []])
    const next = frames.next()
    live.apply(delta("b"))
    await clock.advance(50)
    expect((await next).value).toEqual({ cursor: "e:2", messages: null, changes: [delta("b")] })
  })

  it("sends twenty frames a second at most, with all the text, when a model is fast", async () => {
    const { clock, live } = liveThread()
    let messages: readonly Message[] = []
    let frames = 0
    let changes = 0
    const leave = new AbortController()
    const reading = (async () => {
      for await (const frame of live.watch(undefined, leave.signal)) {
        messages = afterFrame(messages, frame)
        frames++
        changes += frame.changes.length
      }
    })()
    for (let ms = 0; ms < 2000; ms += 5) {
      live.apply(delta(`${ms} `))
      await clock.advance(5)
    }
    await clock.advance(100)
    leave.abort()
    await reading
    expect(textOf(messages[0]!)).toBe(Array.from({ length: 400 }, (_, n) => `${n * 5} `).join(""))
    expect(frames).toBeLessThanOrEqual(42)
    expect(frames).toBeGreaterThan(30)
    // Each frame carries its text in one piece.
    expect(changes).toBeLessThanOrEqual(frames)
  })

  it("continues behind the cursor after a cut, nothing lost or doubled", async () => {
    const { live } = liveThread()
    live.apply(delta("a"))
    const before = (await live.watch(undefined, undefined).next()).value!
    live.apply(delta("b"), delta("c"))
    const after = (await live.watch(before.cursor, undefined).next()).value!
    expect(after).toEqual({ cursor: "e:3", messages: null, changes: [delta("bc")] })
    expect(textOf(afterFrame(afterFrame([], before), after)[0]!)).toBe("abc")
  })

  it.each([
    ["of an earlier run of the program", "old:1"],
    ["that is none", "nonsense"],
    ["from the future", "e:99"],
  ])("a cursor %s gets the conversation anew", async (_, cursor) => {
    const { live } = liveThread()
    live.apply(delta("a"), delta("b"))
    expect((await live.watch(cursor, undefined).next()).value?.messages?.map(textOf)).toEqual(["ab"])
  })

  it("a reader who was away for too long gets the conversation anew, and memory stays bounded", async () => {
    const { live } = liveThread(8)
    const { cursor } = (await live.watch(undefined, undefined).next()).value!
    for (let n = 0; n < 100; n++) live.apply(delta("x"))
    const frame = (await live.watch(cursor, undefined).next()).value!
    expect(frame.messages?.map(textOf)).toEqual(["x".repeat(100)])
    live.apply(delta("y"))
    expect((await live.watch(frame.cursor, undefined).next()).value?.changes).toEqual([delta("y")])
  })

  it("few changes that are large leave the ring too", async () => {
    const { live } = liveThread(100, 1000)
    const { cursor } = (await live.watch(undefined, undefined).next()).value!
    live.apply(delta("x".repeat(2000)), delta("y"))
    expect((await live.watch(cursor, undefined).next()).value?.messages).not.toBeNull()
    expect((await live.watch("e:1", undefined).next()).value?.changes).toEqual([delta("y")])
  })

  it("a reader so slow that the ring overtakes it between two frames is set right", async () => {
    const { clock, live } = liveThread(8)
    const frames = live.watch(undefined, undefined)
    let messages = afterFrame([], (await frames.next()).value!)
    const next = frames.next()
    for (let n = 0; n < 100; n++) live.apply(delta("x"))
    await clock.advance(50)
    messages = afterFrame(messages, (await next).value!)
    expect(messages.map(textOf)).toEqual(["x".repeat(100)])
  })

  it("counts its readers, also those who leave while nothing happens", async () => {
    const { live } = liveThread()
    const leave = new AbortController()
    const frames = live.watch(undefined, leave.signal)
    await frames.next()
    expect(live.readers).toBe(1)
    const next = frames.next()
    leave.abort()
    expect((await next).done).toBe(true)
    expect(live.readers).toBe(0)
  })
})
