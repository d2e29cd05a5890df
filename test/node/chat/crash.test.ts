import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Message } from "#common/domain/chat"
import { calls, FakeOpenAiServer, says } from "../../fakes/openai-server"
import { bundleScript } from "../adapters/bundle-script"
import { callsOf, ChatRoom, Conversation, textOf } from "./chat-room"

/**
 * The chat as a program of its own, to be killed: asks one question, allows the first call when told so, and prints
 * the last message with every frame.
 */
const PROGRAM = `
import { createClock } from "#node/adapters/clock"
import { createFiles } from "#node/adapters/files"
import { createModelClient } from "#node/adapters/openai-model"
import { openThreadStore } from "#node/adapters/sqlite-threads"
import { applyChatChange } from "#common/domain/chat-changes"
import { ChatService } from "#node/services/chat/chat-service"
import { builtInTools } from "#node/tools/built-in-tools"

const [path, engine, allowFirst, slow] = process.argv.slice(2)
const clock = createClock()
const files = createFiles()
const exportWords = {}
const quiet = () => undefined
let id = 0
const never = () => new Promise(() => undefined)
const chat = new ChatService({
  clock, files, exportWords,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  newId: () => "child-" + ++id,
  store: openThreadStore(path, clock.now()).store,
  engine: { current: () => JSON.parse(engine) },
  model: createModelClient(),
  policies: { policyOf: () => "ask", remember: async () => undefined },
  tools: builtInTools({ clock, files }).map((tool) => (slow ? { ...tool, run: never } : tool)),
})
const thread = await chat.createThread()
await chat.send({ threadId: thread.id, text: "go", attachments: [] })
let messages = []
let allowed = false
for await (const frame of chat.watch(thread.id, undefined, undefined)) {
  messages = frame.changes.reduce(applyChatChange, frame.messages ?? messages)
  const last = messages.at(-1)
  console.log(JSON.stringify(last))
  const call = last.parts.find((part) => part.state === "waiting")
  if (allowFirst && call && !allowed) {
    allowed = true
    await chat.decide(thread.id, { callId: call.callId, allow: true, remember: false, argumentsText: null })
  }
}
`

let folder = ""
let script = ""

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "glimmer-test-"))
  script = await bundleScript(folder, "chat", PROGRAM)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

async function start(server: FakeOpenAiServer, path: string, ...flags: string[]) {
  const child = spawn(process.execPath, [script, path, JSON.stringify(server.connection), ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  return { child, lines: createInterface({ input: child.stdout }) }
}

async function killWhen(
  { child, lines }: Awaited<ReturnType<typeof start>>,
  reached: (message: Message) => boolean,
): Promise<void> {
  for await (const line of lines) if (reached(JSON.parse(line) as Message)) break
  await kill(child)
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL")
  await once(child, "exit")
}

/** A fresh database, and the only conversation in it as the next start finds it. */
async function afterwards(room: ChatRoom): Promise<Conversation> {
  await room.restart()
  for await (const { state } of room.chat.watchThreads(undefined)) return new Conversation(room, state[0]!.id)
  throw new Error("no frame")
}

describe("kill -9", () => {
  it("in the middle of an answer loses less than a second of it; the answer is marked and can be had again", async () => {
    const server = await FakeOpenAiServer.start()
    const room = await ChatRoom.open(server)
    const program = await start(server, room.path)
    const request = await server.nextRequest()
    const sentAtMs: number[] = []
    const writing = setInterval(() => {
      request.text(`${sentAtMs.length} `)
      sentAtMs.push(performance.now())
    }, 10)
    onTestFinished(() => clearInterval(writing))
    await killWhen(program, () => sentAtMs.length >= 150)
    const killedAtMs = performance.now()
    clearInterval(writing)

    const talk = await afterwards(room)
    const answer = await talk.answer()
    expect(answer).toMatchObject({ status: "failed", problem: { code: "turn-interrupted" } })
    const kept = textOf(answer).trim().split(" ").length
    expect(textOf(answer)).toBe(Array.from({ length: kept }, (_, n) => `${n} `).join(""))
    const lostMs = killedAtMs - (sentAtMs[kept] ?? killedAtMs)
    console.log(`text of the last ${Math.round(lostMs)} ms was lost`)
    expect(lostMs).toBeLessThan(1000)

    server.answerNext(says("Whole."))
    await room.chat.retry(talk.threadId)
    await talk.until((all) => all[1]?.status === "complete" && textOf(all[1]) === "Whole.")
  })

  it("while a person is asked: the question is still there, and answering it goes on", async () => {
    const server = await FakeOpenAiServer.start(calls(["calculator", { expression: "12+30" }]))
    const room = await ChatRoom.open(server)
    await killWhen(await start(server, room.path), ({ status }) => status === "waiting")
    const talk = await afterwards(room)
    const [call] = await talk.waiting()
    server.answerNext(says("It is 42."))
    await talk.decide(call!.callId, true)
    const answer = await talk.answer()
    expect(callsOf(answer)).toMatchObject([{ state: "done", result: '{"result":"42"}' }])
    expect(textOf(answer)).toBe("It is 42.")
  })

  it("between two decisions: the first one holds", async () => {
    const both = calls(["calculator", { expression: "1+1" }], ["calculator", { expression: "2+2" }])
    const server = await FakeOpenAiServer.start(both)
    const room = await ChatRoom.open(server)
    const program = await start(server, room.path, "allow-first")
    await killWhen(program, (message) => callsOf(message)[0]?.state === "allowed")
    const talk = await afterwards(room)
    const waiting = await talk.waiting()
    expect(waiting.map(({ argumentsText }) => argumentsText)).toEqual(['{"expression":"2+2"}'])
    server.answerNext(says("2."))
    await talk.decide(waiting[0]!.callId, false)
    expect(callsOf(await talk.answer()).map(({ state }) => state)).toEqual(["done", "refused"])
  })

  it("while a tool runs: it is not run again unasked", async () => {
    const server = await FakeOpenAiServer.start(calls(["calculator", { expression: "1+1" }]))
    const room = await ChatRoom.open(server)
    const program = await start(server, room.path, "allow-first", "slow")
    await killWhen(program, (message) => callsOf(message)[0]?.state === "running")
    const talk = await afterwards(room)
    expect(await talk.answer()).toMatchObject({
      status: "failed",
      problem: { code: "turn-interrupted" },
      parts: [{ state: "failed", result: '{"error":"The call was interrupted."}' }],
    })
    server.answerNext(calls(["calculator", { expression: "1+1" }]))
    await room.chat.retry(talk.threadId)
    expect(await talk.waiting()).toHaveLength(1)
  })
})
