import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { ChatTool } from "#node/tools/chat-tool"
import { calls, captured, FakeOpenAiServer, says, type Script } from "../../fakes/openai-server"
import { temporaryFolder } from "../adapters/temporary-folder"
import { callsOf, ChatRoom, textOf } from "./chat-room"

async function conversation(scripts: readonly Script[], tools?: readonly ChatTool[]) {
  const server = await FakeOpenAiServer.start(...scripts)
  const room = await ChatRoom.open(server, tools === undefined ? {} : { tools })
  return { server, room, talk: await room.newThread() }
}

/** A call whose id is the same in every answer, and whose arguments are not. */
const numbered: Script = (answer) => {
  answer.toolCall("calculator", `{"expression":"${answer.request.messages.length}"}`, "call_0")
  answer.finish("tool_calls")
}

const half: Script = (answer) => (answer.text("It is"), answer.error("EngineCore died"))

const calculator = (expression: string) => calls(["calculator", { expression }])

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

describe("attached files", () => {
  it("are named to the model, read by the tool, and no others are", async () => {
    const folder = await temporaryFolder()
    const path = join(folder, "notes.txt")
    await writeFile(path, "The answer is 42.")
    await writeFile(join(folder, "secret.txt"), "key")
    const { server, room, talk } = await conversation([
      calls(["read_file", { name: "notes.txt" }], ["read_file", { name: "secret.txt" }]),
      says("42."),
    ])
    room.policies.set("read_file", "always")
    await talk.send("What is the answer?", [path])
    const answer = await talk.answer()
    expect(server.requests[0]?.body.messages[0]?.content).toBe(
      'What is the answer?\n\nAttached files: "notes.txt"',
    )
    expect(callsOf(answer)).toMatchObject([
      { state: "done", result: '{"name":"notes.txt","text":"The answer is 42."}' },
      { state: "failed", result: expect.stringContaining("secret.txt") },
    ])
  })

  it("with one name are told apart", async () => {
    const [here, there] = [await temporaryFolder(), await temporaryFolder()]
    const paths = [join(here, "a.txt"), join(there, "a.txt")]
    for (const path of paths) await writeFile(path, path)
    const { talk } = await conversation([says("ok"), says("ok")])
    await talk.send("first", [paths[0]!])
    await talk.answer()
    await talk.send("both", [...paths, paths[0]!])
    const messages = await talk.until((all) => all.length === 4)
    expect(messages[2]?.attachments.map(({ name }) => name)).toEqual(["a.txt", "a (2).txt"])
  })

  it.each([
    ["missing.txt", null, "not-found"],
    ["picture.png", Buffer.from("89504e470d0a1a0a00000000", "hex"), "not-a-text-file"],
    ["huge.log", Buffer.alloc(11 * 1024 * 1024, "x"), "file-too-large"],
  ])("%s is refused before anything is said", async (name, content, code) => {
    const path = join(await temporaryFolder(), name)
    if (content !== null) await writeFile(path, content)
    const { server, talk } = await conversation([])
    await expect(talk.send("look", [path])).rejects.toMatchObject({ problem: { code } })
    expect(await talk.until(() => true)).toEqual([])
    expect(server.requests).toEqual([])
  })

  it("a result that would fill the context is shortened, and says so", async () => {
    const path = join(await temporaryFolder(), "long.txt")
    await writeFile(path, "word ".repeat(5000))
    const script = [calls(["read_file", { name: "long.txt" }]), says("Long.")]
    const { server, room, talk } = await conversation(script)
    // A token for each five characters, as of English words.
    server.count = (body) => Math.ceil(JSON.stringify([body.messages, body.tools]).length / 5)
    room.policies.set("read_file", "always")
    await talk.send("read", [path])
    const answer = await talk.answer()
    const { result } = callsOf(answer)[0]!
    // About half of the context, and the server has found room for an answer as well.
    expect(result!.length).toBeGreaterThan(2048 * 1.5)
    expect(result!.length).toBeLessThan(2048 * 4)
    expect(JSON.parse(result!)).toMatchObject({ note: expect.stringMatching(/^Only the first \d+ of 25000/) })
    expect(answer).toMatchObject({ status: "complete", leftOut: null })
  })
})
