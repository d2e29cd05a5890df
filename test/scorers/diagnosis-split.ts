import { createHash } from "node:crypto"

/**
 * Whether a failure belongs to the third that rules are never written from. Decided by the id alone, so that the
 * split was fixed before a single rule existed and stays the same when cases are added.
 */
export function isHeldBack(id: string): boolean {
  return createHash("sha256").update(id).digest().readUInt32BE(0) % 3 === 0
}
