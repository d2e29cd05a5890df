import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ChatChange, Message } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import { joinDeltas } from "#common/domain/chat-delta-join"
import { anyChange, newMessage } from "./arbitrary-chat"

function play(messages: readonly Message[], changes: readonly ChatChange[]): readonly Message[] {
  return changes.reduce(applyChatChange, messages)
}

describe("changes of a conversation", () => {
  it("give the same from any earlier snapshot, joined or not, wherever the frames are cut", () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 60 }), fc.array(fc.nat(60)), (changes, cuts) => {
        const whole = play([], changes)
        const ends = [...new Set([...cuts.filter((cut) => cut < changes.length), changes.length])].sort(
          (a, b) => a - b,
        )
        const frames = ends.map((end, at) => joinDeltas(changes.slice(ends[at - 1] ?? 0, end)))
        // A reader of every frame, and one that came with the snapshot before each frame.
        expect(frames.reduce(play, [] as readonly Message[])).toEqual(whole)
        for (const [at] of frames.entries()) {
          const snapshot = play([], changes.slice(0, ends[at - 1] ?? 0))
          expect(frames.slice(at).reduce(play, snapshot)).toEqual(whole)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("join to one delta per run of text, however many there were", () => {
    const deltas = Array.from({ length: 1000 }, (_, n): ChatChange => ({
      type: "text-delta",
      messageId: "m",
      text: `${n} `,
    }))
    expect(joinDeltas(deltas)).toHaveLength(1)
  })

  it("keep the arguments of calls that are written in turns apart", () => {
    const pieces = ["c1", "c2", "c2", "c1"].map((callId, n): ChatChange => ({
      type: "tool-arguments",
      messageId: "m",
      callId,
      text: String(n),
    }))
    expect(joinDeltas(pieces)).toEqual([
      { type: "tool-arguments", messageId: "m", callId: "c1", text: "0" },
      { type: "tool-arguments", messageId: "m", callId: "c2", text: "12" },
      { type: "tool-arguments", messageId: "m", callId: "c1", text: "3" },
    ])
  })

  it("leave the messages they do not touch as the same objects, for pages that draw by identity", () => {
    const before = play(
      [],
      [
        { type: "message-start", message: newMessage("m1") },
        { type: "message-start", message: newMessage("m2") },
      ],
    )
    const after = play(before, [{ type: "text-delta", messageId: "m2", text: "x" }])
    expect(after[0]).toBe(before[0])
    expect(before[1]?.parts).toEqual([])
  })

  it("thinking goes on in a part of its own after it ended once", () => {
    const [message] = play(
      [newMessage("m")],
      [
        { type: "reasoning-delta", messageId: "m", text: "a", atMs: 1 },
        { type: "reasoning-end", messageId: "m", atMs: 2 },
        { type: "reasoning-delta", messageId: "m", text: "b", atMs: 3 },
      ],
    )
    expect(message?.parts).toEqual([
      { type: "reasoning", text: "a", startedAtMs: 1, endedAtMs: 2 },
      { type: "reasoning", text: "b", startedAtMs: 3, endedAtMs: null },
    ])
  })
})
