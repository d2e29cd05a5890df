import { rename, symlink, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import type { Attachment } from "#common/domain/chat"
import { beginningWithin } from "#common/domain/chat-context"
import { createFiles } from "#node/adapters/files"
import { LARGEST_FILE_BYTES, readFileTool } from "#node/tools/read-file"
import { decodeText } from "#node/tools/text-file"
import { temporaryFolder } from "../adapters/temporary-folder"

const tool = readFileTool(createFiles())

async function attach(name: string, content: string | Uint8Array): Promise<Attachment> {
  const path = join(await temporaryFolder(), name)
  await writeFile(path, content)
  return { name, path, bytes: content.length }
}

function read(name: string, attachments: readonly Attachment[], resultTokens = 10_000): Promise<string> {
  return tool.run(
    { name },
    {
      attachments,
      lengthThatFits: (text) => beginningWithin(text, resultTokens),
      signal: new AbortController().signal,
    },
  )
}

describe("read_file", () => {
  it("reads an attached file", async () => {
    const notes = await attach("notes.txt", "租期从 2026 年 1 月 1 日\n")
    expect(JSON.parse(await read("notes.txt", [notes]))).toEqual({
      name: "notes.txt",
      text: "租期从 2026 年 1 月 1 日\n",
    })
  })

  it("reads the newest of two files with one name", async () => {
    const [earlier, later] = [await attach("a.txt", "earlier"), await attach("a.txt", "later")]
    expect(JSON.parse(await read("a.txt", [earlier, later]))).toMatchObject({ text: "later" })
  })

  it.each(["/etc/passwd", "../notes.txt", "other.txt"])(
    "refuses %s, which nobody attached, and names what there is",
    async (name) => {
      const notes = await attach("notes.txt", "x")
      await expect(read(name, [notes])).rejects.toThrow(/"notes.txt"/)
    },
  )

  it("refuses a file that became a link after it was attached", async () => {
    const [notes, secret] = [await attach("notes.txt", "x"), await attach("secret.txt", "key")]
    await rename(notes.path, `${notes.path}.old`)
    await symlink(secret.path, notes.path)
    await expect(read("notes.txt", [notes])).rejects.toThrow(/not there any more/)
  })

  it("says that a file is gone, and that one became a picture", async () => {
    const [gone, picture] = [await attach("gone.txt", "x"), await attach("p.txt", PNG)]
    await rename(gone.path, `${gone.path}.old`)
    await expect(read("gone.txt", [gone])).rejects.toThrow(/not there any more/)
    await expect(read("p.txt", [picture])).rejects.toThrow(/not a text file/)
  })

  it("refuses a file that grew beyond all measure, before reading it", async () => {
    const log = await attach("log.txt", "x")
    await truncate(log.path, LARGEST_FILE_BYTES + 1)
    await expect(read("log.txt", [log])).rejects.toThrow(/too large/)
  })

  it("shows the beginning of a long file, says so, and cuts no character in half", async () => {
    const long = await attach("long.txt", "𝔘".repeat(100))
    const shown: { text: string; note: string } = JSON.parse(await read("long.txt", [long], 51))
    expect(shown).toMatchObject({ text: "𝔘".repeat(25), note: expect.stringContaining("first 50 of 200") })
  })
})

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from("你好, wörld")],
    ["UTF-8 with mark", Buffer.from("\uFEFF你好, wörld")],
    ["UTF-16 LE", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("你好, wörld", "utf16le")])],
    ["UTF-16 BE", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from("你好, wörld", "utf16le").swap16()])],
  ])("reads %s", (_, bytes) => {
    expect(decodeText(bytes, true)).toBe("你好, wörld")
  })

  it("reads GB18030, as Chinese files of some age are kept", () => {
    // "中文编码测试" in GBK.
    const bytes = Buffer.from("d6d0cec4b1e0c2ebb2e2cad4", "hex")
    expect(decodeText(bytes, true)).toBe("中文编码测试")
  })

  it("reads Western European text that is neither", () => {
    expect(decodeText(Buffer.from("Stra\xdfe, d\xe9j\xe0 vu", "latin1"), true)).toBe("Straße, déjà vu")
  })

  it.each([
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["a program", Buffer.from("7f454c4602010100", "hex")],
    ["zeros", Buffer.alloc(10)],
  ])("refuses %s", (_, bytes) => {
    expect(decodeText(bytes, true)).toBeNull()
  })

  it("reads a beginning that ends in the middle of a character", () => {
    expect(decodeText(Buffer.from("你好").subarray(0, 5), false)).toBe("你")
  })
})

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")
