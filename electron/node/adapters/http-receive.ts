import type { OnReadOpts } from "node:net"
import type { LentBytes } from "../ports"

/** Memory of one connection: two slabs on their way to the disk and one being filled. */
const SLAB_BYTES = 256 * 1024
const MOST_SLABS = 3

/**
 * Where the system puts bytes when all slabs are out. One for all connections: what lands here is copied away before
 * anything else runs.
 */
const SPILL = new Uint8Array(64 * 1024)

interface Slab {
  readonly memory: Uint8Array
  /** Bytes received. */
  filled: number
  /** Bytes handed out. */
  taken: number
  /** Pieces handed out and not given back. */
  lent: number
}

/**
 * Receives a socket's bytes in memory that is used again and again, and stops the socket while all of it is out.
 * Node's own way allocates 64 kB for each read: at a gigabyte a second the garbage alone takes 200 MB.
 */
export class ReceiveBuffer {
  /** For the `onread` option of `net.connect` and `tls.connect`. */
  readonly onread: OnReadOpts = {
    buffer: () => this.#room(),
    callback: (count, memory) => this.#received(count, memory),
  }
  /** Called when bytes have come. */
  onBytes: () => void = () => undefined
  /** Called when a stopped socket may go on. */
  onRoom: () => void = () => undefined

  readonly #slabs: Slab[] = []
  /** Slabs with bytes that were not handed out, oldest first; the last one is being filled. */
  readonly #order: Slab[] = []
  /** What the system writes into next: a slab's free end, or the spill. */
  #given: Slab | null = null
  /** Bytes that came while there was no room. */
  #overflow: Uint8Array[] = []
  #stopped = false

  /** Bytes that can be handed out in one piece. */
  get available(): number {
    const [first] = this.#order
    return first === undefined ? 0 : first.filled - first.taken
  }

  /** Waiting longer would not make the next piece larger. */
  get isFull(): boolean {
    const [first, second] = this.#order
    return first !== undefined && (second !== undefined || first.filled === SLAB_BYTES)
  }

  /** Hands out what is there, at most `limit` bytes; null when nothing is. */
  take(limit: number): LentBytes | null {
    const [slab] = this.#order
    if (slab === undefined || slab.filled === slab.taken) return null
    const end = Math.min(slab.filled, slab.taken + limit)
    const bytes = slab.memory.subarray(slab.taken, end)
    slab.taken = end
    slab.lent++
    this.#forgetTaken()
    let isOut = true
    const release = () => {
      if (!isOut) return
      isOut = false
      slab.lent--
      this.#goOn()
    }
    return { bytes, release }
  }

  /** Takes a copy of bytes that came another way; false to stop whoever brings them. */
  accept(bytes: Uint8Array): boolean {
    this.#append(bytes)
    return this.#goesOn()
  }

  #room(): Uint8Array {
    this.#given = this.#slabWithRoom()
    return this.#given === null ? SPILL : this.#given.memory.subarray(this.#given.filled)
  }

  /** Returns false to stop the socket. */
  #received(count: number, memory: Uint8Array): boolean {
    if (this.#given === null) this.#append(memory.subarray(0, count))
    else {
      this.#given.filled += count
      this.#remember(this.#given)
    }
    return this.#goesOn()
  }

  #goesOn(): boolean {
    this.#stopped = this.#overflow.length > 0 || this.#slabWithRoom() === null
    this.onBytes()
    return !this.#stopped
  }

  /** Copies bytes into slabs as far as there is room, the rest into memory of its own. */
  #append(bytes: Uint8Array): void {
    let rest = bytes
    while (rest.length > 0 && this.#overflow.length === 0) {
      const slab = this.#slabWithRoom()
      if (slab === null) break
      const part = rest.subarray(0, SLAB_BYTES - slab.filled)
      slab.memory.set(part, slab.filled)
      slab.filled += part.length
      this.#remember(slab)
      rest = rest.subarray(part.length)
    }
    if (rest.length > 0) this.#overflow.push(rest.slice())
  }

  /** A slab came back. */
  #goOn(): void {
    if (!this.#stopped || this.#slabWithRoom() === null) return
    const waiting = this.#overflow
    this.#overflow = []
    for (const bytes of waiting) this.#append(bytes)
    if (waiting.length > 0) this.onBytes()
    if (this.#overflow.length > 0 || this.#slabWithRoom() === null) return
    this.#stopped = false
    this.onRoom()
  }

  #slabWithRoom(): Slab | null {
    const last = this.#order.at(-1)
    if (last !== undefined && last.filled < SLAB_BYTES) return last
    const given = this.#given
    // Half filled and all of it handed out: its end is still free.
    if (given !== null && given.filled < SLAB_BYTES && given.lent > 0) return given
    const empty = this.#slabs.find((slab) => slab.lent === 0 && slab.taken === slab.filled)
    if (empty !== undefined) {
      empty.filled = 0
      empty.taken = 0
      return empty
    }
    if (this.#slabs.length === MOST_SLABS) return null
    const slab = { memory: new Uint8Array(SLAB_BYTES), filled: 0, taken: 0, lent: 0 }
    this.#slabs.push(slab)
    return slab
  }

  #remember(slab: Slab): void {
    if (this.#order.at(-1) !== slab) this.#order.push(slab)
  }

  #forgetTaken(): void {
    const [first] = this.#order
    if (first !== undefined && first.taken === first.filled) this.#order.shift()
  }
}
