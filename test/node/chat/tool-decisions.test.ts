import { describe, expect, it } from "vitest"
import { calls, captured, says } from "../../fakes/openai-server"
import { callsOf, textOf } from "./chat-room"
import { calculator, conversation } from "./tool-talk"

describe("a tool call", () => {
  it("waits for the person, runs, and its result is used in the answer", async () => {
    const { server, talk } = await conversation([captured("calculator"), says("It is 42.")])
    await talk.send("What is 12+30?")
    const asking = await talk.answer()
    expect(asking.status).toBe("waiting")
    expect(callsOf(asking)).toEqual([
      { toolName: "calculator", argumentsText: '{"expression": "12+30"}', state: "waiting", result: null },
    ])
    expect(server.requests).toHaveLength(1)

    const [call] = await talk.waiting()
    await talk.decide(call!.callId, true)
    const answer = await talk.answer()
    expect(answer.status).toBe("complete")
    expect(callsOf(answer)).toMatchObject([{ state: "done", result: '{"result":"42"}' }])
    expect(textOf(answer)).toBe("It is 42.")
    expect(server.requests[1]?.body.messages).toEqual([
      { role: "user", content: "What is 12+30?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          {
            id: call!.callId,
            type: "function",
            function: { name: "calculator", arguments: '{"expression": "12+30"}' },
          },
        ],
      },
      { role: "tool", tool_call_id: call!.callId, content: '{"result":"42"}' },
    ])
  })

  it("that is refused does not run, and the model is told", async () => {
    const { server, talk } = await conversation([calculator("1+1"), says("As you like.")])
    await talk.send("1+1?")
    await talk.decide((await talk.waiting())[0]!.callId, false)
    const answer = await talk.answer()
    expect(callsOf(answer)).toMatchObject([
      { state: "refused", result: '{"error":"The user did not allow this."}' },
    ])
    expect(server.requests[1]?.body.messages.at(-1)?.content).toBe('{"error":"The user did not allow this."}')
  })

  it("runs with the arguments as the person changed them, and the model is shown those", async () => {
    const { server, talk } = await conversation([calculator("1+1"), says("3.")])
    await talk.send("1+1?")
    await talk.decide((await talk.waiting())[0]!.callId, true, { argumentsText: '{"expression":"1+2"}' })
    expect(callsOf(await talk.answer())).toMatchObject([
      { argumentsText: '{"expression":"1+2"}', result: '{"result":"3"}' },
    ])
    expect(JSON.stringify(server.requests[1]?.body.messages)).toContain("1+2")
    expect(JSON.stringify(server.requests[1]?.body.messages[1])).not.toContain("1+1")
  })

  it("is not decided by arguments that are none; it still waits", async () => {
    const { talk } = await conversation([calculator("1+1")])
    await talk.send("1+1?")
    const [call] = await talk.waiting()
    await expect(talk.decide(call!.callId, true, { argumentsText: '{"expression":' })).rejects.toMatchObject({
      problem: { code: "invalid-input" },
    })
    expect(await talk.waiting()).toHaveLength(1)
  })

  it("is decided once: a second decision, of another window, is refused", async () => {
    const { talk } = await conversation([calculator("1+1"), says("2.")])
    await talk.send("1+1?")
    const [call] = await talk.waiting()
    const decisions = await Promise.allSettled([
      talk.decide(call!.callId, true),
      talk.decide(call!.callId, false),
    ])
    expect(decisions.map(({ status }) => status)).toEqual(["fulfilled", "rejected"])
    expect(callsOf(await talk.answer())).toMatchObject([{ state: "done" }])
  })
})

describe("policies", () => {
  it("always: runs without asking", async () => {
    const { room, talk } = await conversation([calculator("1+1"), says("2.")])
    room.policies.set("calculator", "always")
    await talk.send("1+1?")
    expect(await talk.answer()).toMatchObject({ status: "complete" })
  })

  it("never: is not offered, and does not run when the model calls it all the same", async () => {
    const { server, room, talk } = await conversation([calculator("1+1"), says("I may not.")])
    room.policies.set("calculator", "never")
    await talk.send("1+1?")
    expect(callsOf(await talk.answer())).toMatchObject([{ state: "refused" }])
    expect(server.requests[0]?.body.tools?.map((tool) => tool.function.name)).toEqual([
      "get_time",
      "read_file",
    ])
  })

  it("remembered: holds from now on, for the calls beside it too", async () => {
    const both = calls(["calculator", { expression: "1+1" }], ["calculator", { expression: "2+2" }])
    const { room, talk } = await conversation([both, calculator("3+3"), says("2, 4 and 6.")])
    await talk.send("sums?")
    await talk.decide((await talk.waiting())[0]!.callId, true, { remember: true })
    expect(callsOf(await talk.answer()).map(({ result }) => result)).toEqual([
      '{"result":"2"}',
      '{"result":"4"}',
      '{"result":"6"}',
    ])
    expect(room.policies.get("calculator")).toBe("always")
    expect((await room.chat.tools()).find(({ name }) => name === "calculator")?.policy).toBe("always")
  })

  it("an engine without a tool parser is offered no tools, which it would refuse", async () => {
    const { server, room, talk } = await conversation([says("Hello")])
    room.engine = { ...server.connection, toolsAvailable: false }
    await talk.send("hello")
    await talk.answer()
    expect(server.requests[0]?.body.tools).toBeUndefined()
  })
})

describe("speaking on instead of deciding", () => {
  it("refuses the call, and the history is whole", async () => {
    const { server, talk } = await conversation([calculator("1+1"), says("Fine.")])
    await talk.send("1+1?")
    await talk.waiting()
    await talk.send("never mind")
    const messages = await talk.until((all) => all.length === 4 && all[3]?.status === "complete")
    expect(messages[1]).toMatchObject({ status: "stopped", parts: [{ state: "refused" }] })
    expect(server.requests[1]?.body.messages.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "user",
    ])
  })
})
