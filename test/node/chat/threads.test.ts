import { describe, expect, it } from "vitest"
import type { Thread } from "#common/domain/chat"
import { FakeOpenAiServer, says } from "../../fakes/openai-server"
import { ChatRoom, textOf } from "./chat-room"

async function threadsOf(room: ChatRoom): Promise<readonly Thread[]> {
  for await (const frame of room.chat.watchThreads(undefined)) return frame.state
  return []
}

describe("conversations", () => {
  it("are called after the first question, once, and never against a name given by hand", async () => {
    const server = await FakeOpenAiServer.start(says("1"), says("2"), says("3"))
    const room = await ChatRoom.open(server)
    const [first, second] = [await room.newThread(), await room.newThread()]
    await first.send("# What is this?")
    await first.answer()
    await first.send("And that?")
    await first.answer()
    await room.chat.renameThread(second.threadId, "By hand")
    await second.send("Something else")
    await second.answer()
    const titles = (await threadsOf(room)).map(({ id, title }) => [id, title])
    expect(new Map(titles as [string, string][])).toEqual(
      new Map([
        [first.threadId, "What is this?"],
        [second.threadId, "By hand"],
      ]),
    )
  })

  it("stand in the order they were last spoken in", async () => {
    let nowMs = 1000
    const room = await ChatRoom.open(null, {
      clock: { now: () => nowMs++, sleep: () => Promise.resolve() },
    })
    const [first, second] = [await room.newThread(), await room.newThread()]
    expect((await threadsOf(room)).map(({ id }) => id)).toEqual([second.threadId, first.threadId])
    await first.send("hello")
    expect((await threadsOf(room)).map(({ id }) => id)).toEqual([first.threadId, second.threadId])
  })

  it("deleted and restored are as they were; deleting ends the answer being written", async () => {
    const server = await FakeOpenAiServer.start()
    const room = await ChatRoom.open(server)
    const talk = await room.newThread()
    await talk.send("hello")
    const request = await server.nextRequest()
    request.text("so far")
    await talk.until((all) => textOf(all[1]!) === "so far")
    await room.chat.deleteThread(talk.threadId)
    await request.closed
    expect(await threadsOf(room)).toEqual([])
    expect(() => room.chat.watch(talk.threadId, undefined, undefined)).toThrow(/not-found/)
    await room.chat.restoreThread(talk.threadId)
    expect(await talk.answer()).toMatchObject({ status: "stopped" })
  })

  it("deleted are gone after the next start", async () => {
    const server = await FakeOpenAiServer.start(says("1"))
    const room = await ChatRoom.open(server)
    const talk = await room.newThread()
    await talk.send("hello")
    await talk.answer()
    await room.chat.deleteThread(talk.threadId)
    await room.restart()
    expect(await threadsOf(room)).toEqual([])
    await expect(room.chat.restoreThread(talk.threadId)).rejects.toThrow(/not-found/)
  })

  it("more than are kept in memory do not disturb each other, nor the one being written", async () => {
    const server = await FakeOpenAiServer.start()
    const room = await ChatRoom.open(server)
    const writing = await room.newThread()
    await writing.send("long story")
    const request = await server.nextRequest()
    for (let n = 0; n < 40; n++) {
      server.answerNext(says(`answer ${n}`))
      const talk = await room.newThread()
      await talk.send(`question ${n}`)
      expect(textOf(await talk.answer())).toBe(`answer ${n}`)
    }
    request.text("the end")
    request.finish("stop")
    expect(textOf(await writing.answer())).toBe("the end")
    const threads = await threadsOf(room)
    for (const { id, title } of threads.slice(0, 3)) {
      const frames = room.chat.watch(id, undefined, undefined)[Symbol.asyncIterator]()
      const [question] = (await frames.next()).value.messages
      expect(textOf(question)).toBe(title)
      await frames.return?.()
    }
  })
})
