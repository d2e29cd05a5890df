import { describe, expect, it } from "vitest"
import type { HistoryMessage } from "#common/domain/chat-history"
import { ProblemError, type Problem } from "#common/domain/problem"
import { createModelClient } from "#node/adapters/openai-model"
import type { EngineConnection, ModelEvent, OfferedTool } from "#node/chat-ports"
import { captured, FakeOpenAiServer, refuses, type Script } from "../../fakes/openai-server"

const HELLO: readonly HistoryMessage[] = [{ role: "user", text: "hello" }]
const CALCULATOR: OfferedTool = {
  name: "calculator",
  description: "Evaluate an arithmetic expression.",
  parameters: { type: "object", properties: { expression: { type: "string" } }, required: ["expression"] },
}

async function ask(
  engine: EngineConnection,
  messages = HELLO,
  signal = new AbortController().signal,
): Promise<ModelEvent[]> {
  const events: ModelEvent[] = []
  const answer = createModelClient().answer(engine, messages, [CALCULATOR], signal)
  for await (const event of answer) events.push(event)
  return events
}

async function askOnce(script: Script, messages = HELLO): Promise<ModelEvent[]> {
  const server = await FakeOpenAiServer.start(script)
  return ask(server.connection, messages)
}

/** Text, thinking and calls put together again. */
function joined(events: readonly ModelEvent[]) {
  const said = { text: "", reasoning: "" }
  const calls = new Map<string, [toolName: string, argumentsText: string]>()
  for (const event of events) {
    if (event.type === "text" || event.type === "reasoning") said[event.type] += event.text
    if (event.type === "tool-start") calls.set(event.callId, [event.toolName, ""])
    if (event.type === "tool-arguments") calls.get(event.callId)![1] += event.text
  }
  return { ...said, calls: [...calls.values()] }
}

async function problemOf(asking: Promise<unknown>): Promise<Problem> {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!ProblemError.is(error)) throw new Error("no problem", { cause: error })
  return error.problem
}

describe("what a real server said", () => {
  it.each([
    ["hello", "Hello! How can I help you?", []],
    ["nihao", "你好！有什么可以帮您的吗？", []],
    ["answer", "It is 21 degrees in Beijing.", []],
    ["calculator", "", [["calculator", '{"expression": "12+30"}']]],
    ["time", "", [["get_time", "{}"]]],
    ["weather-zh", "", [["get_weather", '{"city": "北京"}']]],
    [
      "parallel",
      "",
      [
        ["get_weather", '{"city": "Beijing"}'],
        ["get_weather", '{"city": "Paris"}'],
      ],
    ],
    ["cut", "", [["get_weather", '{"city']]],
  ])("%s comes through as it was", async (name, text, calls) => {
    const events = await askOnce(captured(name))
    expect(joined(events)).toEqual({ text, reasoning: "", calls })
    expect(events.at(-1)).toMatchObject({ type: "finish", reason: "stop" })
  })

  it("tokens are counted by the server", async () => {
    const events = await askOnce(captured("usage"))
    expect(events.findLast(({ type }) => type === "usage")).toEqual({
      type: "usage",
      promptTokens: 7,
      answerTokens: 19,
    })
  })

  it.each([
    ["too-long", { code: "context-length-400", values: { askedTokens: 1849, length: 2048 } }],
    ["no-flags", { code: "auto-tool-choice-flags", values: {} }],
    ["model-unknown", { code: "answer-failed", values: { status: 404 } }],
    ["engine-stopped", { code: "engine-lost", values: { status: 500 } }],
  ])("%s is a problem with the server's words as evidence", async (name, expected) => {
    expect(await problemOf(askOnce(captured(name)))).toEqual({
      ...expected,
      evidence: expect.stringMatching(/context length|tool choice|does not exist|EngineCore/),
    })
  })
})

describe("thinking", () => {
  it("is told apart from the answer", async () => {
    const events = await askOnce((answer) => {
      answer.reasoning("The user ")
      answer.reasoning("greets.")
      answer.text("Hello")
      answer.finish("stop")
    })
    expect(joined(events)).toMatchObject({ reasoning: "The user greets.", text: "Hello" })
  })
})

describe("how answers end too early", () => {
  it.each(["length", "repetition"])("finish_reason %s is told", async (reason) => {
    const events = await askOnce((answer) => {
      answer.text("so far")
      answer.finish(reason)
    })
    expect(events.at(-1)).toMatchObject({ type: "finish", reason })
  })

  it.each<[string, Script, string]>([
    ["the connection breaks", (answer) => (answer.text("so "), answer.drop()), "engine-lost"],
    ["the stream just ends", (answer) => (answer.text("so "), answer.end()), "engine-lost"],
    ["the engine dies", (answer) => (answer.text("so "), answer.error("EngineCore died")), "engine-lost"],
    ["the engine gives up", (answer) => (answer.text("so "), answer.finish("abort")), "answer-failed"],
    ["no word and a break", (answer) => answer.drop(), "engine-lost"],
    ["the engine is dead", refuses(503, ""), "engine-lost"],
    ["another error in the middle", (answer) => answer.error("bad luck", 422), "answer-failed"],
    ["no JSON at all", (answer) => answer.raw(500, "text/plain", "Internal Server Error"), "answer-failed"],
    [
      "the key is wrong",
      (answer) => answer.raw(401, "application/json", '{"error":"Unauthorized"}'),
      "answer-failed",
    ],
  ])("%s: a problem instead of an end", async (_, script, code) => {
    const server = await FakeOpenAiServer.start(script)
    expect(await problemOf(ask(server.connection))).toMatchObject({ code })
  })

  it("what came before the connection broke came through", async () => {
    const server = await FakeOpenAiServer.start()
    const { signal } = new AbortController()
    const events = createModelClient().answer(server.connection, HELLO, [], signal)[Symbol.asyncIterator]()
    const first = events.next()
    const answer = await server.nextRequest()
    answer.text("so far")
    // The count comes along, so that it is known of an answer that does not come to its end.
    expect((await first).value).toEqual({ type: "usage", promptTokens: 30, answerTokens: 1 })
    expect((await events.next()).value).toEqual({ type: "text", text: "so far" })
    answer.drop()
    expect(await problemOf(events.next())).toMatchObject({ code: "engine-lost", values: {} })
  })

  it("a server that is not there is a lost engine, at once", async () => {
    const server = await FakeOpenAiServer.start()
    const engine = server.connection
    await server.stop()
    expect(await problemOf(ask(engine))).toMatchObject({
      code: "engine-lost",
      evidence: expect.stringContaining("ECONNREFUSED"),
    })
  })

  it("a key that the server repeats does not get into the problem", async () => {
    const problem = await problemOf(askOnce(refuses(400, "bad key sk-very-secret in header")))
    expect(JSON.stringify(problem)).not.toContain("very-secret")
  })

  it("leaving ends the request at the server and is no problem", async () => {
    const server = await FakeOpenAiServer.start()
    const leave = new AbortController()
    const asking = ask(server.connection, HELLO, leave.signal)
    const answer = await server.nextRequest()
    answer.text("so far")
    leave.abort(new Error("left"))
    await expect(asking).rejects.toThrow("left")
    await answer.closed
    expect(answer.abandoned).toBe(true)
  })
})

describe("what the server is asked", () => {
  const argumentsText = '{ "city":  "北京" }'
  const conversation: readonly HistoryMessage[] = [
    { role: "user", text: "Weather?" },
    {
      role: "assistant",
      text: "",
      reasoning: "Look it up.",
      calls: [{ callId: "c1", toolName: "get_weather", argumentsText }],
    },
    { role: "tool", callId: "c1", toolName: "get_weather", result: '{"temperature": 21}' },
    { role: "assistant", text: "21.", reasoning: "", calls: [] },
    { role: "user", text: "Thanks" },
  ]

  it("is counted word for word as it is asked", async () => {
    const server = await FakeOpenAiServer.start(captured("answer"))
    server.count = () => 42
    const { signal } = new AbortController()
    const client = createModelClient()
    await expect(client.countTokens(server.connection, conversation, [CALCULATOR], signal)).resolves.toBe(42)
    await ask(server.connection, conversation)
    const [counted] = server.counted
    const asked = server.requests[0]!.body
    expect(counted).toEqual({
      model: asked.model,
      messages: asked.messages,
      tools: asked.tools,
      add_generation_prompt: true,
    })
  })

  it("is not counted by a server that cannot, or is not there; leaving is no answer", async () => {
    const server = await FakeOpenAiServer.start()
    const engine = server.connection
    const count = (signal: AbortSignal) => createModelClient().countTokens(engine, HELLO, [], signal)
    await expect(count(new AbortController().signal)).resolves.toBeNull()
    await expect(count(AbortSignal.abort(new Error("left")))).rejects.toThrow("left")
    await server.stop()
    await expect(count(new AbortController().signal)).resolves.toBeNull()
  })

  it("is the conversation in its own form, letter by letter", async () => {
    const server = await FakeOpenAiServer.start(captured("answer"))
    await ask(server.connection, conversation)
    const [request] = server.requests
    expect(request?.body).toEqual({
      model: "glm-4-tiny",
      stream: true,
      stream_options: { include_usage: true, continuous_usage_stats: true },
      tool_choice: "auto",
      tools: [{ type: "function", function: { ...CALCULATOR } }],
      messages: [
        { role: "user", content: "Weather?" },
        {
          role: "assistant",
          content: null,
          reasoning_content: "Look it up.",
          tool_calls: [
            { id: "c1", type: "function", function: { name: "get_weather", arguments: argumentsText } },
          ],
        },
        { role: "tool", tool_call_id: "c1", content: '{"temperature": 21}' },
        { role: "assistant", content: "21." },
        { role: "user", content: "Thanks" },
      ],
    })
    expect(request?.headers["authorization"]).toBe("Bearer sk-very-secret")
  })
})
