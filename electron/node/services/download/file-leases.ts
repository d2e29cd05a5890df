import { addRange, type ByteRanges, bytesOf, missingIn } from "#common/domain/transfer/byte-ranges"
import { leaseBytesOf, nextRange, STEAL_BYTES, stealFrom } from "#common/domain/transfer/chunk-plan"
import type { Clock } from "../../ports"
import type { ActiveLease } from "./lease-fetch"

/** Who fetches which bytes of a file. */
export class FileLeases {
  readonly #active = new Set<ActiveLease>()
  /** Bytes a second of one stream, smoothed over leases. */
  #streamRate: number | null = null

  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly file: { readonly written: () => ByteRanges; readonly bytes: () => number | null },
  ) {}

  get count(): number {
    return this.#active.size
  }

  /** Rate of the fastest stream but `lease`, bytes a second; 0 without one. */
  bestRateBeside(lease: ActiveLease): number {
    return Math.max(0, ...[...this.#active].filter((one) => one !== lease).map((one) => this.#rateOf(one)))
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
    const victim = this.#victim()
    return victim === null ? 0 : victim.lease.end - victim.lease.position
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

  /** Takes over work of a busy stream; null when that is not worth it. */
  steal(): ActiveLease | null {
    const victim = this.#victim()
    if (victim === null) return null
    const { end } = victim.lease
    victim.lease.end = victim.at
    return this.#begin(victim.at, end)
  }

  end(lease: ActiveLease): void {
    this.#active.delete(lease)
    if (lease.position - lease.from < STEAL_BYTES) return
    const rate = this.#rateOf(lease)
    this.#streamRate = this.#streamRate === null ? rate : (this.#streamRate + rate) / 2
  }

  #begin(from: number, end: number): ActiveLease {
    const lease = { from, position: from, end, startedAtMs: this.clock.now() }
    this.#active.add(lease)
    return lease
  }

  #victim(): { readonly lease: ActiveLease; readonly at: number } | null {
    const active = [...this.#active]
    const views = active.map((lease) => ({
      position: lease.position,
      end: lease.end,
      rate: this.#rateOf(lease),
      ageSeconds: (this.clock.now() - lease.startedAtMs) / 1000,
    }))
    const theft = stealFrom(views, this.#streamRate)
    const lease = theft === null ? undefined : active[theft.index]
    return theft === null || lease === undefined ? null : { lease, at: theft.at }
  }

  #rateOf(lease: ActiveLease): number {
    return ((lease.position - lease.from) / Math.max(1, this.clock.now() - lease.startedAtMs)) * 1000
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
}
