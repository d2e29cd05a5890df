import { emptyBucket, spend, type TokenBucket } from "#common/domain/transfer/token-bucket"
import type { Clock } from "../../ports"

/** One limit for all streams together. */
export class Bandwidth {
  #bytesPerSecond: number | null = null
  #bucket: TokenBucket

  constructor(private readonly clock: Clock) {
    this.#bucket = emptyBucket(clock.now())
  }

  /** Null: as fast as it goes. */
  limit(bytesPerSecond: number | null): void {
    this.#bytesPerSecond = bytesPerSecond
    this.#bucket = emptyBucket(this.clock.now())
  }

  /** Null when bytes may go on at once: most calls, which then cost nothing. Otherwise the wait. */
  spend(bytes: number, signal: AbortSignal): Promise<void> | null {
    if (this.#bytesPerSecond === null) return null
    const { bucket, waitMs } = spend(this.#bucket, bytes, this.#bytesPerSecond, this.clock.now())
    this.#bucket = bucket
    return waitMs < 1 ? null : this.clock.sleep(waitMs, signal)
  }
}
