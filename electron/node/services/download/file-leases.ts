import { addRange, type ByteRanges, bytesOf, missingIn } from "#common/domain/transfer/byte-ranges"
import { leaseBytesOf, nextRange, STEAL_BYTES, stealFrom } from "#common/domain/transfer/chunk-plan"
import type { ActiveLease } from "./lease-fetch"

/** Who fetches which bytes of a file. */
export class FileLeases {
  readonly #active = new Set<ActiveLease>()
  /** Bytes a second of one stream, smoothed over leases. */
  #streamRate: number | null = null

  constructor(
    private readonly file: { readonly written: () => ByteRanges; readonly bytes: () => number | null },
  ) {}

  get count(): number {
    return this.#active.size
  }

  get bestRate(): number {
    return Math.max(0, ...[...this.#active].map((lease) => lease.rate))
  }

  /** Rate of the fastest stream but `lease`. */
  bestRateBeside(lease: ActiveLease): number {
    return Math.max(0, ...[...this.#active].filter((one) => one !== lease).map((one) => one.rate))
  }

  /** Bytes that nobody has and nobody is fetching; null while the size is unknown. */
  get freeBytes(): number | null {
    return this.file.bytes() === null ? null : bytesOf(this.#free())
  }

  get missingBytes(): number {
    const bytes = this.file.bytes()
    return bytes === null ? Number.POSITIVE_INFINITY : bytes - bytesOf(this.file.written())
  }

  get stealableBytes(): number {
    return stealFrom([...this.#active]) === null ? 0 : this.#longestRest()
  }

  /** The next stretch, `alone` or shared by `streams`; null when there is none. */
  next(alone: boolean, streams: number): ActiveLease | null {
    if (this.file.bytes() === null)
      return this.#begin(0, leaseBytesOf({ ...this.#situation(0, streams), alone }))
    const free = this.#free()
    const range = nextRange(free, leaseBytesOf({ ...this.#situation(bytesOf(free), streams), alone }))
    return range === null ? null : this.#begin(range.from, range.to)
  }

  /** All of the file, whatever is there: for a server that knows no ranges. */
  whole(): ActiveLease {
    return this.#begin(0, this.file.bytes() ?? Number.POSITIVE_INFINITY)
  }

  /** The second half of the longest rest; null when it is too short to share. */
  steal(): ActiveLease | null {
    const active = [...this.#active]
    const theft = stealFrom(active)
    const victim = theft === null ? undefined : active[theft.index]
    if (theft === null || victim === undefined) return null
    const { end } = victim
    victim.end = theft.at
    return this.#begin(theft.at, end)
  }

  end(lease: ActiveLease): void {
    this.#active.delete(lease)
    if (lease.position - lease.from < STEAL_BYTES) return
    this.#streamRate = this.#streamRate === null ? lease.rate : (this.#streamRate + lease.rate) / 2
  }

  #begin(from: number, end: number): ActiveLease {
    const lease = { from, position: from, end, rate: 0 }
    this.#active.add(lease)
    return lease
  }

  #situation(freeBytes: number, streams: number) {
    return { streamRate: this.#streamRate, freeBytes, streams }
  }

  #free(): ByteRanges {
    const taken = [...this.#active].reduce<ByteRanges>(
      (ranges, lease) => addRange(ranges, { from: lease.from, to: lease.end }),
      this.file.written(),
    )
    return missingIn({ from: 0, to: this.file.bytes() ?? 0 }, taken)
  }

  #longestRest(): number {
    return Math.max(0, ...[...this.#active].map((lease) => lease.end - lease.position))
  }
}
