import { createHash } from "node:crypto"

/** A prime, so that a piece written at the wrong place is a wrong piece, whatever power of two it is off by. */
const PERIOD = 4_194_319

/** Two periods of noise that is the same on every machine; files begin at different places in it. */
const NOISE = makeNoise()

/** The bytes of a file of any size that need neither disk nor memory: the same seed gives the same bytes. */
export class FileContent {
  readonly #start: number
  #sha256: string | null = null

  constructor(
    readonly bytes: number,
    readonly seed: number,
  ) {
    this.#start = (Math.imul(seed + 1, 0x9e3779b1) >>> 0) % PERIOD
  }

  /** Bytes from `from` on, at most up to `to` and at most 4 MB; no copy, so never to be written to. */
  view(from: number, to: number): Uint8Array {
    const at = (this.#start + from) % PERIOD
    return NOISE.subarray(at, at + Math.min(to - from, PERIOD))
  }

  /** A copy of the whole, for small files. */
  all(): Uint8Array {
    const all = new Uint8Array(this.bytes)
    for (let at = 0; at < this.bytes; at += PERIOD)
      all.set(this.view(at, Math.min(this.bytes, at + PERIOD)), at)
    return all
  }

  sha256(): string {
    return (this.#sha256 ??= this.#hash())
  }

  #hash(): string {
    const hash = createHash("sha256")
    for (let at = 0; at < this.bytes; at += PERIOD)
      hash.update(this.view(at, Math.min(this.bytes, at + PERIOD)))
    return hash.digest("hex")
  }

  /** Where `actual`, found at `position`, first differs; null when it does not. */
  differsAt(actual: Uint8Array, position: number): number | null {
    for (let at = 0; at < actual.length; at += PERIOD) {
      const expected = this.view(position + at, position + Math.min(actual.length, at + PERIOD))
      const found = actual.subarray(at, at + expected.length)
      if (Buffer.compare(expected, found) !== 0) {
        return position + at + expected.findIndex((byte, index) => byte !== found[index])
      }
    }
    return null
  }
}

/** Bytes that mean something, such as a configuration; at most 4 MB. */
export class OwnContent extends FileContent {
  readonly #own: Uint8Array

  constructor(own: Uint8Array) {
    super(own.length, 0)
    // A buffer would hand out slices that share its memory.
    this.#own = new Uint8Array(own)
  }

  override view(from: number, to: number): Uint8Array {
    return this.#own.subarray(from, to)
  }
}

function makeNoise(): Uint8Array {
  const noise = new Uint8Array(2 * PERIOD)
  let state = 0x2545f491
  for (let at = 0; at < PERIOD; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    noise[at] = state
  }
  noise.copyWithin(PERIOD, 0, PERIOD)
  return noise
}
