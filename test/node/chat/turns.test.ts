import { readFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { ProblemError } from "#common/domain/problem"
import { captured, FakeOpenAiServer, refuses, says, type Script } from "../../fakes/openai-server"
import { ChatRoom, textOf } from "./chat-room"

async function conversation(...scripts: readonly Script[]) {
  const server = await FakeOpenAiServer.start(...scripts)
  const room = await ChatRoom.open(server)
  return { server, room, talk: await room.newThread() }
}

describe("an answer", () => {
  it("is streamed, kept, and says how it went", async () => {
    const { room, talk } = await conversation(captured("usage"))
    await talk.send("hello")
    const answer = await talk.answer()
    expect(answer).toMatchObject({ status: "complete", problem: null, modelName: "glm-4-tiny" })
    expect(textOf(answer)).toBe("Hello! How can I help you?")
    const { promptTokens, answerTokens, timeToFirstTokenMs, writingMs } = answer.figures!
    expect(promptTokens).toBeGreaterThan(0)
    expect(answerTokens).toBeGreaterThan(0)
    expect(timeToFirstTokenMs).toBeGreaterThanOrEqual(0)
    expect(writingMs).toBeGreaterThanOrEqual(0)
    const before = await talk.until(() => true)
    await room.restart()
    expect(await talk.until(() => true)).toEqual(before)
  })

  it("goes on without anybody watching", async () => {
    const { server, talk } = await conversation()
    await talk.send("hello")
    const request = await server.nextRequest()
    request.text("nobody ")
    request.text("looks")
    request.finish("stop")
    await request.closed
    expect(textOf(await talk.answer())).toBe("nobody looks")
  })

  it("keeps thinking apart, with its time, and does not send it back in the next turn", async () => {
    const { server, talk } = await conversation((answer) => {
      answer.reasoning("A greeting.")
      answer.text("Hello")
      answer.finish("stop")
    }, says("Bye"))
    await talk.send("hello")
    const answer = await talk.answer()
    expect(answer.parts).toEqual([
      {
        type: "reasoning",
        text: "A greeting.",
        startedAtMs: expect.any(Number),
        endedAtMs: expect.any(Number),
      },
      { type: "text", text: "Hello" },
    ])
    await talk.send("bye")
    await talk.until((all) => all.length === 4 && all[3]?.status === "complete")
    expect(server.requests[1]?.body.messages).toEqual([
      { role: "user", content: "hello" },
      { role: "assistant", content: "Hello" },
      { role: "user", content: "bye" },
    ])
  })

  it("that ran out of tokens is complete, and says that it was cut", async () => {
    const { talk } = await conversation((answer) => {
      answer.text("Once upon a")
      answer.finish("length")
    })
    await talk.send("story")
    expect(await talk.answer()).toMatchObject({
      status: "complete",
      problem: { code: "answer-cut-short", values: { reason: "length" } },
    })
  })

  it("without a word is a failure to be asked for again, not an empty bubble", async () => {
    const { talk } = await conversation((answer) => answer.finish("stop"))
    await talk.send("hello")
    expect(await talk.answer()).toMatchObject({ status: "failed", problem: { code: "answer-failed" } })
  })
})

describe("stopping", () => {
  it("keeps the text so far and leaves the server", async () => {
    const { server, room, talk } = await conversation()
    await talk.send("hello")
    const request = await server.nextRequest()
    request.text("so far")
    await talk.until((all) => textOf(all[1]!) === "so far")
    await room.chat.stop(talk.threadId)
    await request.closed
    expect(request.abandoned).toBe(true)
    const answer = await talk.answer()
    expect([answer.status, answer.problem, textOf(answer)]).toEqual(["stopped", null, "so far"])
  })

  it("before the first word, and twice, and when nothing runs, is fine", async () => {
    const { server, room, talk } = await conversation()
    await talk.send("hello")
    await server.nextRequest()
    await Promise.all([room.chat.stop(talk.threadId), room.chat.stop(talk.threadId)])
    await room.chat.stop(talk.threadId)
    expect(await talk.answer()).toMatchObject({ status: "stopped", parts: [] })
  })

  it("sends the model what it said before it was stopped", async () => {
    const { server, room, talk } = await conversation()
    await talk.send("one")
    const request = await server.nextRequest()
    request.text("so far")
    await talk.until((all) => textOf(all[1]!) === "so far")
    await room.chat.stop(talk.threadId)
    server.answerNext(says("ok"))
    await talk.send("two")
    await talk.answer()
    expect(server.requests[1]?.body.messages.map(({ role, content }) => [role, content])).toEqual([
      ["user", "one"],
      ["assistant", "so far"],
      ["user", "two"],
    ])
  })
})

describe("failing", () => {
  it.each([
    ["a lost engine", captured("engine-stopped"), "engine-lost", "!"],
    ["missing flags", captured("no-flags"), "auto-tool-choice-flags", ""],
    ["a dead engine", refuses(503, ""), "engine-lost", ""],
  ])("%s leaves the text so far, and the same question can be asked again", async (_, script, code, text) => {
    const { room, talk } = await conversation(script, says("Now it works."))
    await talk.send("hello")
    const failed = await talk.answer()
    expect(failed).toMatchObject({ status: "failed", problem: { code } })
    expect(textOf(failed)).toBe(text)
    await room.chat.retry(talk.threadId)
    const messages = await talk.until((all) => all.at(-1)?.status === "complete")
    expect(messages.map(textOf)).toEqual(["hello", "Now it works."])
  })

  it("keeps a question that is asked while there is no engine", async () => {
    const { server, room, talk } = await conversation(says("Here I am."))
    room.engine = null
    await talk.send("anybody?")
    expect(await talk.answer()).toMatchObject({ status: "failed", problem: { code: "engine-not-ready" } })
    room.engine = server.connection
    await room.chat.retry(talk.threadId)
    await talk.until((all) => all[1]?.status === "complete")
  })

  it("is retried as well when an answer was good but did not please", async () => {
    const { server, room, talk } = await conversation(says("One."), says("Two."))
    await talk.send("again?")
    await talk.answer()
    await room.chat.retry(talk.threadId)
    const messages = await talk.until((all) => all[1]?.status === "complete" && textOf(all[1]) === "Two.")
    expect(messages).toHaveLength(2)
    expect(server.requests[1]?.body.messages).toHaveLength(1)
  })
})

describe("one answer at a time", () => {
  it("a second question, or a retry, is refused while the first is answered", async () => {
    const { server, room, talk } = await conversation()
    await talk.send("one")
    await server.nextRequest()
    const busy = expect.objectContaining({ problem: expect.objectContaining({ code: "busy" }) })
    await expect(talk.send("two")).rejects.toEqual(busy)
    await expect(room.chat.retry(talk.threadId)).rejects.toEqual(busy)
  })

  it("of two questions at the same moment one is asked", async () => {
    const { server, talk } = await conversation()
    const outcomes = await Promise.allSettled([talk.send("one"), talk.send("two")])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    await server.nextRequest()
    expect(server.requests).toHaveLength(1)
  })

  it("twenty-four slow answers, a word at a time in turns, all arrive whole", async () => {
    const { server, room } = await conversation()
    const talks = await Promise.all(Array.from({ length: 24 }, () => room.newThread()))
    await Promise.all(talks.map((talk, n) => talk.send(`question ${n}`)))
    const requests = await Promise.all(talks.map(() => server.nextRequest()))
    for (let word = 0; word < 40; word++) {
      for (const request of requests) request.text(`${request.request.messages[0]?.content}:${word} `)
      await new Promise((resolve) => setImmediate(resolve))
    }
    for (const request of requests) request.finish("stop")
    for (const [n, talk] of talks.entries()) {
      const whole = Array.from({ length: 40 }, (_, word) => `question ${n}:${word} `).join("")
      expect(textOf(await talk.answer())).toBe(whole)
    }
  })

  it("conversations do not wait for each other", async () => {
    const { server, room, talk } = await conversation()
    const other = await room.newThread()
    await talk.send("one")
    const first = await server.nextRequest()
    await other.send("two")
    const second = await server.nextRequest()
    second.text("second")
    second.finish("stop")
    expect(textOf(await other.answer())).toBe("second")
    first.text("first")
    first.finish("stop")
    expect(textOf(await talk.answer())).toBe("first")
  })
})

describe("the key of the engine", () => {
  it("is in no change, no log and no database", async () => {
    const { room, talk } = await conversation(
      refuses(400, "what is sk-very-secret?"),
      (answer) => (answer.text("so far"), answer.error("sk-very-secret is bad", 401)),
      (answer) => answer.raw(401, "text/plain", "sk-very-secret"),
    )
    await talk.send("hello")
    const told = [JSON.stringify(await talk.answer())]
    for (let n = 0; n < 2; n++) {
      await room.chat.retry(talk.threadId)
      told.push(JSON.stringify(await talk.answer()))
    }
    await room.chat.close()
    told.push(JSON.stringify(room.log.lines), (await readFile(room.path)).toString("latin1"))
    expect(told.join()).not.toContain("very-secret")
    room.reopen()
  })
})

describe("conversations that do not exist", () => {
  it.each(["watch", "send", "stop", "retry", "decide", "rename", "delete", "restore"])(
    "%s: not found",
    async (what) => {
      const { room } = await conversation()
      const { chat } = room
      const id = "nobody"
      const decision = { callId: "c", allow: true, remember: false, argumentsText: null }
      const act: Record<string, () => unknown> = {
        watch: () => chat.watch(id, undefined, undefined),
        send: () => chat.send({ threadId: id, text: "x", attachments: [] }),
        stop: () => chat.stop(id),
        retry: () => chat.retry(id),
        decide: () => chat.decide(id, decision),
        rename: () => chat.renameThread(id, "x"),
        delete: () => chat.deleteThread(id),
        restore: () => chat.restoreThread(id),
      }
      const error = await (async () => act[what]?.())().catch((thrown: unknown) => thrown)
      expect(ProblemError.is(error) && error.problem.code).toBe("not-found")
    },
  )
})
