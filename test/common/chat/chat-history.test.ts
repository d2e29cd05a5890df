import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ChatChange, Message } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import { historyOf } from "#common/domain/chat-history"
import { isSettled, parseArguments } from "#common/domain/chat-tool-call"
import { endEarly, partsForRetry, turnNeed } from "#common/domain/chat-turn"
import { makeProblem } from "#common/domain/problem"
import { anyChange, newMessage } from "./arbitrary-chat"

const question: Message = { ...newMessage("q"), role: "user", parts: [{ type: "text", text: "?" }] }

/** Any answer, however it came about and ended. */
const anyAnswer = fc.array(anyChange, { maxLength: 40 }).map((changes): Message => {
  const own = changes.filter((change) => "messageId" in change && change.messageId === "m1")
  return own
    .filter((change) => change.type !== "branch-left")
    .reduce<readonly Message[]>(applyChatChange, [newMessage("m1")])[0]!
})

describe("the history a server is sent", () => {
  it("has a result for every call, right behind its message, and arguments that are JSON objects", () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, (first, second) => {
        const history = historyOf([question, first, question, { ...second, id: "m2" }])
        for (const [at, message] of history.entries()) {
          if (message.role !== "assistant") continue
          expect(message.text !== "" || message.calls.length > 0).toBe(true)
          const results = history.slice(at + 1, at + 1 + message.calls.length)
          expect(results.map((result) => result.role === "tool" && result.callId)).toEqual(
            message.calls.map((call) => call.callId),
          )
          for (const call of message.calls) expect(JSON.parse(call.argumentsText)).toBeTypeOf("object")
        }
      }),
    )
  })

  it("leaves out the thinking of earlier turns and sends that of the turn going on", () => {
    const thinking: Message = {
      ...newMessage("m"),
      parts: [
        { type: "reasoning", text: "hm", startedAtMs: 0, endedAtMs: 1 },
        { type: "text", text: "yes" },
      ],
    }
    const reasoning = historyOf([question, thinking, question, thinking]).flatMap((message) =>
      message.role === "assistant" ? [message.reasoning] : [],
    )
    expect(reasoning).toEqual(["", "hm"])
  })

  it("names files in a form that a model can quote back", () => {
    const attachments = [{ name: 'a "b".txt', path: "/home/user/x", bytes: 1 }]
    expect(historyOf([{ ...question, attachments }])[0]).toMatchObject({
      text: '?\n\nAttached files: "a \\"b\\".txt"',
    })
  })
})

describe("a turn that ends too early", () => {
  it.each([
    { status: "stopped", problem: null } as const,
    { status: "failed", problem: makeProblem("turn-interrupted") } as const,
  ])("leaves no call open and no thinking running: $status", (end) => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const changes = endEarly(answer, end, 5)
        const ended = changes.reduce<readonly Message[]>(applyChatChange, [answer])[0]!
        expect(ended.status).toBe(end.status)
        expect(turnNeed(ended).type).toBe("model")
        expect(ended.parts.filter((part) => part.type === "reasoning" && part.endedAtMs === null)).toEqual([])
        expect(ended.parts.filter((part) => part.type === "tool" && !isSettled(part.state))).toEqual([])
      }),
    )
  })

  it("goes on behind the last step that has all its results", () => {
    const changes: ChatChange[] = [
      start("c1", 0),
      settled("c1"),
      start("c2", 1),
      settled("c2"),
      start("c3", 1),
      { type: "text-delta", messageId: "m", text: "half" },
    ]
    const answer = changes.reduce<readonly Message[]>(applyChatChange, [newMessage("m")])[0]!
    const failed = endEarly(answer, { status: "failed", problem: makeProblem("engine-lost") }, 1).reduce<
      readonly Message[]
    >(applyChatChange, [answer])[0]!
    const kept = { ...failed, parts: partsForRetry(failed) }
    expect(kept.parts.map((part) => part.type === "tool" && part.callId)).toEqual(["c1"])
    expect(turnNeed(kept)).toEqual({ type: "model", step: 1 })
  })
})

describe("parseArguments", () => {
  it.each(["{", '{"a": 1', "[]", "null", "1", '"x"', "{city: Beijing}", '{"a": 1} x'])(
    "%j is no object of arguments",
    (text) => expect(parseArguments(text)).toBeNull(),
  )
  it.each([
    ["", {}],
    [" \n", {}],
    ['{"a": {"b": [1]}}', { a: { b: [1] } }],
  ])("%j is", (text, value) => expect(parseArguments(text)).toEqual(value))
})

function start(callId: string, step: number): ChatChange {
  return { type: "tool-start", messageId: "m", callId, toolName: "t", step }
}

function settled(callId: string): ChatChange {
  return { type: "tool-state", messageId: "m", callId, change: { state: "done", result: "1" } }
}
