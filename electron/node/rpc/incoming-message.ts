import { z } from "zod"

/** A call, or the caller's "never mind". Streams towards the services and files are not part of the contract. */
const incomingSchema = z.union([
  z.strictObject({
    i: z.string().min(1).max(40),
    p: z.strictObject({ u: z.string().startsWith("/").max(200), b: z.unknown().optional() }),
  }),
  z.strictObject({ i: z.string().min(1).max(40), t: z.literal(4) }),
])

/**
 * The first gate of every wire: is this a message of our protocol at all? The library's own reader trusts its
 * caller and would throw where nobody catches.
 */
export function isIncomingMessage(data: unknown): data is string {
  if (typeof data !== "string") return false
  try {
    return incomingSchema.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}
