import { Readable } from "node:stream"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { causesIn } from "#node/cli/log-causes"
import { logText } from "#node/cli/log-text"

const LINE = "OSError: [Errno 98] Address already in use"

/** The first cause and its line, from a file that comes in chunks of this size. */
async function firstCause(bytes: Buffer, chunk = 65_536) {
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += chunk) chunks.push(bytes.subarray(at, at + chunk))
  const signal = new AbortController().signal
  const [first] = await causesIn(logText(Readable.from(chunks), "/logs/vllm.log"), signal)
  return first === undefined ? null : [first.class, first.evidence.line, first.evidence.text]
}

function bigEndian(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, "utf16le").swap16()
}

describe("a log", () => {
  it.each([
    ["plain", Buffer.from(`a\n${LINE}\n`)],
    ["without an end of its last line", Buffer.from(`a\n${LINE}`)],
    ["with the line ends of Windows", Buffer.from(`a\r\n${LINE}\r\n`)],
    ["with a mark at its beginning", Buffer.from(`\uFEFFa\n${LINE}\n`)],
    ["as Windows' shell writes it", Buffer.from(`\uFEFFa\n${LINE}\n`, "utf16le")],
    ["in UTF-16 without a mark", Buffer.from(`a\n${LINE}\n`, "utf16le")],
    ["in UTF-16 the other way round", bigEndian(`a\n${LINE}\n`)],
    ["compressed when it was rotated", gzipSync(`a\n${LINE}\n`)],
    ["compressed twice", gzipSync(gzipSync(`a\n${LINE}\n`))],
    ["with bytes of another code page", Buffer.concat([Buffer.from([0xb2, 0xe9, 10]), Buffer.from(LINE)])],
    ["torn by a power cut", Buffer.concat([Buffer.alloc(90_000), Buffer.from(`\n${LINE}\n`)])],
    ["with a line of a megabyte", Buffer.from(`${"x".repeat(1_000_000)}\n${LINE}\n`)],
    ["with a zero in a word", Buffer.from(`a\n${LINE}\n`.replace("OS", "O\0S"))],
  ])("is read: %s", async (_name, bytes) => {
    expect(await firstCause(bytes)).toEqual(["port-in-use", 2, LINE])
    expect(await firstCause(bytes, bytes.length < 200_000 ? 3 : 4099)).toEqual(["port-in-use", 2, LINE])
  })

  it("that is empty shows nothing", async () => {
    expect(await firstCause(Buffer.alloc(0))).toBeNull()
  })

  it.each([
    ["an archive", Buffer.from("PK\u0003\u0004rest of it")],
    ["a program", Buffer.from("\u007FELF\u0002\u0001\u0001")],
    ["noise", Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))],
    ["a cut compressed file", gzipSync(LINE).subarray(0, 14)],
  ])("is told from what is none: %s", async (_name, bytes) => {
    await expect(firstCause(bytes)).rejects.toMatchObject({ problem: { code: "not-a-text-file" } })
  })
})
