import { describe, expect, it } from "vitest"
import type { ChatTool } from "#node/tools/chat-tool"
import { captured, says, type Script } from "../../fakes/openai-server"
import { callsOf, textOf } from "./chat-room"
import { calculator, conversation } from "./tool-talk"

/** A call whose id is the same in every answer, and whose arguments are not. */
const numbered: Script = (answer) => {
  answer.toolCall("calculator", `{"expression":"${answer.request.messages.length}"}`, "call_0")
  answer.finish("tool_calls")
}

const half: Script = (answer) => (answer.text("It is"), answer.error("EngineCore died"))

describe("several calls at once", () => {
  it("each has its decision; none runs before all are decided", async () => {
    const ran: string[] = []
    const noting: ChatTool = {
      name: "get_weather",
      description: "",
      parameters: {},
      touches: "nothing",
      run: async (args) => {
        ran.push(JSON.stringify(args))
        return '{"temperature": 21}'
      },
    }
    const { server, talk } = await conversation([captured("parallel"), says("21 there.")], [noting])
    await talk.send("What is the weather in Beijing and Paris?")
    const [beijing, paris] = await talk.waiting()
    await talk.decide(beijing!.callId, true)
    expect(callsOf(await talk.answer()).map(({ state }) => state)).toEqual(["allowed", "waiting"])
    expect(ran).toEqual([])
    await talk.decide(paris!.callId, false)
    expect((await talk.answer()).status).toBe("complete")
    expect(ran).toEqual(['{"city":"Beijing"}'])
    expect(
      server.requests[1]?.body.messages.slice(1).map(({ role, tool_calls }) => [role, tool_calls?.length]),
    ).toEqual([
      ["assistant", 2],
      ["tool", undefined],
      ["tool", undefined],
    ])
  })

  it("in a row stay in a row for the model", async () => {
    const { server, room, talk } = await conversation([
      calculator("1+1"),
      calculator("2+2"),
      says("2 and 4."),
    ])
    room.policies.set("calculator", "always")
    await talk.send("sums?")
    await talk.answer()
    expect(server.requests[2]?.body.messages.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "assistant",
      "tool",
    ])
  })

  it("with one and the same id, as some servers number them, stay apart", async () => {
    const { room, talk } = await conversation([numbered, numbered, says("1 and 3.")])
    room.policies.set("calculator", "always")
    await talk.send("numbers?")
    expect(callsOf(await talk.answer()).map(({ result }) => result)).toEqual([
      '{"result":"1"}',
      '{"result":"3"}',
    ])
  })
})

describe("calls that cannot run", () => {
  it("cut off in the middle, although the server says tool_calls: the model may try again", async () => {
    const { server, room, talk } = await conversation(
      [captured("cut"), says("Sorry.")],
      [{ name: "get_weather", description: "", parameters: {}, touches: "nothing", run: async () => "x" }],
    )
    room.policies.set("get_weather", "always")
    await talk.send("weather?")
    const answer = await talk.answer()
    expect(answer.parts[0]).toMatchObject({
      state: "failed",
      argumentsText: '{"city',
      problem: { code: "tool-arguments-unreadable", evidence: '{"city' },
    })
    // A server parses the arguments of the history and refuses what is no JSON.
    const sent = server.requests[1]?.body.messages[1]?.tool_calls?.[0]?.function.arguments
    expect(JSON.parse(sent!)).toEqual({})
    expect(server.requests[1]?.body.messages[2]?.content).toContain("error")
  })

  it("of a tool that does not exist: told so, nobody is asked", async () => {
    const { talk } = await conversation([captured("weather-zh"), says("没有这个工具。")])
    await talk.send("北京天气？")
    expect((await talk.answer()).parts).toMatchObject([
      { state: "failed", problem: { code: "tool-unknown", values: { tool: "get_weather" } } },
      { type: "text" },
    ])
  })

  it("that fail: the reason is for the person and for the model", async () => {
    const { server, room, talk } = await conversation([calculator("1/0"), says("Impossible.")])
    room.policies.set("calculator", "always")
    await talk.send("1/0?")
    expect((await talk.answer()).parts[0]).toMatchObject({
      state: "failed",
      result: '{"error":"Division by zero."}',
      problem: { code: "tool-failed", values: { tool: "calculator" }, evidence: "Division by zero." },
    })
    expect(server.requests[1]?.body.messages[2]?.content).toBe('{"error":"Division by zero."}')
  })

  it("that break: told without inner words, logged with them", async () => {
    const broken: ChatTool = {
      name: "get_weather",
      description: "",
      parameters: {},
      touches: "nothing",
      run: () => Promise.reject(new TypeError("undefined is not a function")),
    }
    const { room, talk } = await conversation([captured("weather-zh"), says("…")], [broken])
    room.policies.set("get_weather", "always")
    await talk.send("北京天气？")
    expect(callsOf(await talk.answer())).toMatchObject([{ result: '{"error":"The tool failed."}' }])
    expect(room.log.lines.filter(({ level }) => level === "error")).toHaveLength(1)
  })
})

describe("the brake", () => {
  it("ends a turn that makes the very same call again and again", async () => {
    const { server, room, talk } = await conversation(Array.from({ length: 30 }, () => calculator("1+1")))
    room.policies.set("calculator", "always")
    await talk.send("loop")
    const answer = await talk.answer()
    expect(answer).toMatchObject({
      status: "failed",
      problem: { code: "tool-loop-too-long", values: { tool: "calculator", steps: 3 } },
    })
    expect(server.requests).toHaveLength(3)
  })

  it("ends a turn that calls ever other things", async () => {
    const { server, room, talk } = await conversation(
      Array.from({ length: 40 }, (_, n) => calculator(`${n}+1`)),
    )
    room.policies.set("calculator", "always")
    await talk.send("loop")
    expect(await talk.answer()).toMatchObject({
      problem: { code: "tool-loop-too-long", values: { steps: 25 } },
    })
    expect(server.requests).toHaveLength(25)
  })
})

describe("going on after a failure", () => {
  it("keeps the steps whose tools have answered: nothing is asked or run twice", async () => {
    const { server, room, talk } = await conversation([calculator("1+1"), half, says("It is 2.")])
    await talk.send("1+1?")
    await talk.decide((await talk.waiting())[0]!.callId, true)
    expect(textOf(await talk.answer())).toBe("It is")
    await room.chat.retry(talk.threadId)
    const answer = (await talk.until((all) => all.at(-1)?.status === "complete")).at(-1)!
    expect(answer.parts.map(({ type }) => type)).toEqual(["tool", "text"])
    expect(textOf(answer)).toBe("It is 2.")
    expect(server.requests).toHaveLength(3)
  })

  it("begins anew after a stop", async () => {
    const { room, talk } = await conversation([calculator("1+1"), says("Two.")])
    await talk.send("1+1?")
    await talk.waiting()
    await room.chat.stop(talk.threadId)
    expect(await talk.answer()).toMatchObject({ status: "stopped", parts: [{ state: "refused" }] })
    await room.chat.retry(talk.threadId)
    expect((await talk.until((all) => all.at(-1)?.status === "complete")).at(-1)?.parts).toHaveLength(1)
  })
})

describe("stopping while a tool runs", () => {
  it("does not wait for a tool that does not listen", async () => {
    const started = Promise.withResolvers<void>()
    const deaf: ChatTool = {
      name: "calculator",
      description: "",
      parameters: {},
      touches: "nothing",
      run: () => {
        started.resolve()
        return new Promise<string>(() => undefined)
      },
    }
    const { room, talk } = await conversation([calculator("1+1")], [deaf])
    room.policies.set("calculator", "always")
    await talk.send("1+1?")
    await started.promise
    await room.chat.stop(talk.threadId)
    expect(await talk.answer()).toMatchObject({ status: "stopped", parts: [{ state: "failed" }] })
  })
})
