import { setTimeout as sleep } from "node:timers/promises"
import type { Clock } from "../ports"

/** The time of this machine. */
export function createClock(): Clock {
  return {
    now: () => Date.now(),
    sleep: async (ms, signal) => {
      try {
        await sleep(ms, undefined, signal === undefined ? {} : { signal })
      } catch (error) {
        signal?.throwIfAborted()
        throw error
      }
    },
  }
}
