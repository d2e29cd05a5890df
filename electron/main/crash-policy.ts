/** Crashes within this time belong together, ms. */
const TOGETHER_MS = 60_000
/** So many of them are no accident any more. */
const MOST_RELOADS = 3

/** What to do when the page's process is gone: nothing, load it again, or leave it to the person. */
export function judgeCrash(
  reason: string,
  crashesAtMs: readonly number[],
  nowMs: number,
): "ignore" | "reload" | "ask" {
  // Closing a window ends its process too.
  if (reason === "clean-exit") return "ignore"
  const recent = crashesAtMs.filter((atMs) => nowMs - atMs < TOGETHER_MS)
  return recent.length >= MOST_RELOADS ? "ask" : "reload"
}
