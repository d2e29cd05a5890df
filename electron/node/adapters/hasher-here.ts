import { createHash, type Hash } from "node:crypto"
import { open } from "node:fs/promises"
import type { FileHash } from "../ports"

const PIECE_BYTES = 256 * 1024

/** The hash of a small file, taken on the thread that asks: a few milliseconds at most. */
export async function hashHere(path: string): Promise<FileHash> {
  const file = await open(path)
  let now: Step = { bytes: 0, hash: createHash("sha256") }
  let before: Step | null = null
  return {
    async advance(bytes) {
      const next = { bytes: now.bytes, hash: now.hash.copy() }
      const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(PIECE_BYTES, bytes - next.bytes)))
      while (next.bytes < bytes) {
        const { bytesRead } = await file.read(
          buffer,
          0,
          Math.min(buffer.length, bytes - next.bytes),
          next.bytes,
        )
        if (bytesRead === 0) throw new Error(`the file ends at ${next.bytes} of ${bytes} bytes`)
        next.hash.update(buffer.subarray(0, bytesRead))
        next.bytes += bytesRead
      }
      before = now
      now = next
      return next.hash.copy().digest("hex")
    },
    async retreat() {
      now = before ?? now
      before = null
    },
    close: () => file.close(),
  }
}

interface Step {
  readonly bytes: number
  readonly hash: Hash
}
