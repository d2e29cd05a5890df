import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { calls, says } from "../../fakes/openai-server"
import { temporaryFolder } from "../adapters/temporary-folder"
import { callsOf } from "./chat-room"
import { conversation } from "./tool-talk"

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
