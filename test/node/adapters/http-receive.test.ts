import * as fc from "fast-check"
import { expect, it } from "vitest"
import { ReceiveBuffer } from "#node/adapters/http-receive"
import type { LentBytes } from "#node/ports"
import { FileContent } from "../../fakes/file-content"

/** Does what Node does with `onread`: asks for memory, writes into it, tells how much, asks for the next memory. */
class FakeSocket {
  stopped = false
  #memory: Uint8Array
  readonly #bufferOf: () => Uint8Array

  constructor(readonly receive: ReceiveBuffer) {
    const { buffer } = receive.onread
    if (typeof buffer !== "function") throw new TypeError("a function is expected")
    this.#bufferOf = buffer
    this.#memory = buffer()
    receive.onRoom = () => {
      this.stopped = false
    }
  }

  deliver(bytes: Uint8Array): number {
    const part = bytes.subarray(0, this.#memory.length)
    this.#memory.set(part)
    const goesOn = this.receive.onread.callback(part.length, this.#memory)
    this.#memory = this.#bufferOf()
    this.stopped = !goesOn
    return part.length
  }
}

it("hands out every byte once, in order, and never writes over a piece that is still out", () => {
  const step = fc.record({
    kind: fc.constantFrom("deliver" as const, "deliver" as const, "take" as const, "release" as const),
    amount: fc.integer({ min: 1, max: 100_000 }),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 120 }), fc.boolean(), (steps, isTls) => {
      const content = new FileContent(1e9, 1)
      const receive = new ReceiveBuffer()
      const socket = new FakeSocket(receive)
      let sent = 0
      let taken = 0
      const out: { piece: LentBytes; from: number }[] = []
      const giveBack = ({ piece, from }: { piece: LentBytes; from: number }) => {
        expect(content.differsAt(piece.bytes, from)).toBeNull()
        piece.release()
      }
      for (const { kind, amount } of steps) {
        // Decrypted bytes may still come after the socket was told to stop.
        if (kind === "deliver" && (!socket.stopped || isTls)) {
          sent += socket.deliver(content.view(sent, sent + amount))
        }
        const piece = kind === "take" ? receive.take(amount) : null
        if (piece !== null) {
          out.push({ piece, from: taken })
          taken += piece.bytes.length
        }
        const back = kind === "release" ? out.splice(amount % Math.max(1, out.length), 1) : []
        for (const one of back) giveBack(one)
      }
      out.forEach(giveBack)
      for (let piece = receive.take(1e9); piece !== null; piece = receive.take(1e9)) {
        giveBack({ piece, from: taken })
        taken += piece.bytes.length
      }
      expect(taken).toBe(sent)
      expect(socket.stopped).toBe(false)
    }),
    { numRuns: 60 },
  )
})

it("stops the socket when all its memory is out: a slow disk must not fill the machine's memory", () => {
  const receive = new ReceiveBuffer()
  const socket = new FakeSocket(receive)
  const out: LentBytes[] = []
  const bytes = new Uint8Array(64 * 1024)
  let sent = 0
  while (!socket.stopped) {
    sent += socket.deliver(bytes)
    const piece = receive.take(1e9)
    if (piece !== null) out.push(piece)
  }
  expect(sent).toBe(3 * 256 * 1024)
  for (const piece of out) piece.release()
  expect(socket.stopped).toBe(false)
})
