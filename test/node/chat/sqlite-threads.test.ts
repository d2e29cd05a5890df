import { execFile } from "node:child_process"
import { mkdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { promisify } from "node:util"
import { describe, expect, it, onTestFinished } from "vitest"
import type { KeptMessage, Thread } from "#common/domain/chat"
import { makeProblem } from "#common/domain/problem"
import { openThreadStore } from "#node/adapters/sqlite-threads"
import { bundleScript } from "../adapters/bundle-script"
import { temporaryFolder } from "../adapters/temporary-folder"

async function databasePath(): Promise<string> {
  return join(await temporaryFolder(), "threads.db")
}

function open(path: string) {
  const opened = openThreadStore(path, Date.UTC(2026, 10, 22))
  onTestFinished(() => opened.store.close())
  return opened
}

function thread(id: string, change: Partial<Thread> = {}): Thread {
  return { id, title: `Title ${id}`, titleByHand: false, createdAtMs: 1, updatedAtMs: 1, ...change }
}

function message(id: string, threadId: string, change: Partial<KeptMessage> = {}): KeptMessage {
  return {
    id,
    threadId,
    parentId: null,
    role: "user",
    parts: [{ type: "text", text: `Text of ${id}` }],
    attachments: [],
    createdAtMs: 1,
    status: "complete",
    problem: null,
    modelName: null,
    figures: null,
    context: null,
    leftOut: null,
    ...change,
  }
}

const FULL_ANSWER: Partial<KeptMessage> = {
  role: "assistant",
  status: "waiting",
  problem: makeProblem("engine-lost", { status: 503 }, "line"),
  parentId: "m1",
  modelName: "GLM",
  context: { usedTokens: 9, limitTokens: 2048, estimated: true },
  leftOut: { messages: 4, shortenedResults: 1 },
  figures: { promptTokens: 1, answerTokens: null, timeToFirstTokenMs: 0.5, writingMs: 7 },
  parts: [
    { type: "reasoning", text: "想", startedAtMs: 1, endedAtMs: null },
    { type: "text", text: "‘quotes’ \u0000 and 𝔘" },
    {
      type: "tool",
      callId: "c",
      toolName: "get_time",
      step: 2,
      argumentsText: '{"cut',
      state: "allowed",
      result: null,
      problem: makeProblem("tool-failed", { tool: "get_time" }),
      startedAtMs: 3,
      endedAtMs: null,
    },
  ],
}

describe("conversations on disk", () => {
  it("gives back everything as it was, after closing and opening", async () => {
    const path = await databasePath()
    const threads = [thread("a", { titleByHand: true, updatedAtMs: 2 }), thread("b")]
    const files = [{ name: "n.txt", path: "/home/user/n.txt", bytes: 3 }]
    const messages = [message("m1", "a", { attachments: files }), message("m2", "a", FULL_ANSWER)]
    const first = openThreadStore(path, 0).store
    first.write({ threads, messages })
    first.close()
    const { store, keptAside } = open(path)
    expect(keptAside).toBeNull()
    expect(store.threads()).toEqual(threads)
    expect(store.conversation("a").messages).toEqual(messages)
    expect(store.conversation("b").messages).toEqual([])
  })

  it("replaces a message where it stands", async () => {
    const { store } = open(await databasePath())
    store.write({ threads: [thread("a")], messages: [message("m1", "a"), message("m2", "a")] })
    store.write({ messages: [message("m1", "a", { status: "failed" })] })
    expect(store.conversation("a").messages.map(({ id, status }) => [id, status])).toEqual([
      ["m1", "failed"],
      ["m2", "complete"],
    ])
  })

  it("writes all of a change or nothing", async () => {
    const { store } = open(await databasePath())
    const orphan = message("m1", "nobody")
    expect(() => store.write({ threads: [thread("a")], messages: [orphan] })).toThrow(/FOREIGN KEY/)
    expect(store.threads()).toEqual([])
  })

  it("hides what is deleted, gives it back, and forgets it with all that hangs on it", async () => {
    const path = await databasePath()
    const { store } = open(path)
    const file = { name: "n.txt", path: "/home/user/n.txt", bytes: 3 }
    store.write({
      threads: [thread("a"), thread("b")],
      messages: [message("m1", "a", { attachments: [file] }), message("m2", "b")],
    })
    store.setDeleted("a", true)
    expect(store.threads().map(({ id }) => id)).toEqual(["b"])
    store.setDeleted("a", false)
    expect(store.conversation("a").messages).toHaveLength(1)
    store.setDeleted("a", true)
    store.forgetDeleted()
    store.setDeleted("a", false)
    expect(store.threads().map(({ id }) => id)).toEqual(["b"])
    const raw = new DatabaseSync(path, { readOnly: true })
    expect(raw.prepare("SELECT count(*) n FROM attachment").get()).toEqual({ n: 0 })
    raw.close()
  })

  it("forgets conversations nobody said anything in, unless they were given a name", async () => {
    const { store } = open(await databasePath())
    store.write({ threads: [thread("empty"), thread("named", { titleByHand: true })] })
    store.forgetDeleted()
    expect(store.threads().map(({ id }) => id)).toEqual(["named"])
  })

  it("finds the answers that were being written", async () => {
    const { store } = open(await databasePath())
    store.write({
      threads: [thread("a")],
      messages: [message("m1", "a", { status: "streaming" }), message("m2", "a", { status: "waiting" })],
    })
    expect(store.interrupted().map(({ id }) => id)).toEqual(["m1"])
  })

  it("is for the eyes of its owner", async () => {
    const path = await databasePath()
    open(path).store.write({ threads: [thread("a")] })
    for (const suffix of ["", "-wal"]) expect((await stat(path + suffix)).mode & 0o077).toBe(0)
  })
})

describe("a database that cannot be used", () => {
  it.each([
    ["no database at all", async (path: string) => writeFile(path, "x".repeat(8192))],
    ["torn pages", tearPages],
    ["one of a newer Glimmer", (path: string) => setVersion(path, 99)],
  ])("%s is put aside and a new one begun", async (_, damage) => {
    const path = await databasePath()
    const first = openThreadStore(path, 0).store
    first.write({
      threads: [thread("a")],
      messages: Array.from({ length: 200 }, (__, n) => message(`m${n}`, "a")),
    })
    first.close()
    await damage(path)
    const damaged = await readFile(path)

    const { store, keptAside } = open(path)
    expect(store.threads()).toEqual([])
    store.write({ threads: [thread("b")] })
    expect(keptAside).toBe(`${path}.damaged-2026-11-22T00-00-00.000Z`)
    expect((await readFile(keptAside!)).equals(damaged)).toBe(true)
  })

  it("something else in its place is an error, and is left alone", async () => {
    const path = await databasePath()
    await mkdir(path)
    expect(() => openThreadStore(path, 0)).toThrow(/EISDIR/)
    expect((await stat(path)).isDirectory()).toBe(true)
  })
})

describe("a process that dies", () => {
  it("has on disk whatever was written when the write returned", async () => {
    const folder = await temporaryFolder()
    const script = await bundleScript(
      folder,
      "writer",
      `import { openThreadStore } from "#node/adapters/sqlite-threads"
       const { store } = openThreadStore(process.argv[2], 0)
       store.write({ threads: [${JSON.stringify(thread("a"))}], messages: [${JSON.stringify(message("m1", "a"))}] })
       process.kill(process.pid, "SIGKILL")`,
    )
    const path = join(folder, "threads.db")
    await expect(promisify(execFile)(process.execPath, [script, path])).rejects.toMatchObject({
      signal: "SIGKILL",
    })
    const { store, keptAside } = open(path)
    expect(keptAside).toBeNull()
    expect(store.conversation("a").messages).toHaveLength(1)
  })
})

async function tearPages(path: string): Promise<void> {
  const bytes = await readFile(path)
  // Everything behind the first page, so that the file still opens as a database.
  bytes.fill(0xa5, 4096)
  await writeFile(path, bytes)
}

async function setVersion(path: string, version: number): Promise<void> {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
}
