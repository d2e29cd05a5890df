/** What a server does instead of what it should. */
export type ServerFault =
  /** Hangs up after so many bytes of body; before the head when negative. */
  | { readonly kind: "drop"; readonly afterBytes: number }
  /** Sends no more after so many bytes, and stays connected. */
  | { readonly kind: "stall"; readonly afterBytes: number }
  /** Answers with a status instead of the file. */
  | { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Sends the whole file with status 200, whatever was asked. */
  | { readonly kind: "ignore-range" }
  /** As above, and hangs up after so many bytes. */
  | { readonly kind: "ignore-range-and-drop"; readonly afterBytes: number }
  /** Sends another part than the one asked for, and says so. */
  | { readonly kind: "shift-range"; readonly by: number }
  /** Announces a length that is off by so much; hangs up after the real bytes. */
  | { readonly kind: "wrong-length"; readonly by: number }
  /** Announces another total size. */
  | { readonly kind: "wrong-total"; readonly by: number }
  /** Sends one byte wrong. */
  | { readonly kind: "corrupt"; readonly at: number }
  /** Squeezes the body although that was declined. */
  | { readonly kind: "gzip" }
  /** Sends so few bytes a second. */
  | { readonly kind: "trickle"; readonly bytesPerSecond: number }
  /** Tells no length: chunked, or ended by hanging up. */
  | { readonly kind: "no-length"; readonly framing: "chunked" | "close" }

/** A fault, and which requests it hits. */
export interface PlannedFault {
  readonly fault: ServerFault
  /** How many requests it hits before it is over. */
  readonly times: number
  /** Only requests whose range begins at or behind this byte. */
  readonly from: number
}
