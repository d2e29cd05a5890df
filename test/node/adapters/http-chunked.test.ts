import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ChunkedDecoder } from "#node/adapters/http-chunked"

const encoded = (chunks: readonly Uint8Array[], trailer = "") =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)};x=1\r\n`),
      chunk,
      Buffer.from("\r\n"),
    ]),
    Buffer.from(`0\r\n${trailer}\r\n`),
  ])

describe("a chunked body", () => {
  it("gives the same bytes however the network cuts it", () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 8 })
    fc.assert(
      fc.property(chunks, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (data, cuts) => {
        const wire = encoded(data, "expires: never\r\n")
        const decoder = new ChunkedDecoder()
        const received: Uint8Array[] = []
        for (let at = 0, cut = 0; at < wire.length; cut++) {
          const piece = new Uint8Array(wire.subarray(at, at + (cuts[cut % cuts.length] ?? 1)))
          at += piece.length
          received.push(piece.slice(0, decoder.decode(piece)))
        }
        expect(Buffer.concat(received)).toEqual(Buffer.concat(data))
        expect(decoder.ended).toBe(true)
      }),
    )
  })

  it.each(["zz\r\n", "5\r\nabcdefg\r\n", "-1\r\n", "1".repeat(9000)])("refuses %j", (wire) => {
    expect(() => new ChunkedDecoder().decode(Buffer.from(wire))).toThrow("chunk")
  })

  it("has not ended before its last line", () => {
    const decoder = new ChunkedDecoder()
    decoder.decode(Buffer.from("3\r\nabc\r\n0\r\n"))
    expect(decoder.ended).toBe(false)
  })
})
