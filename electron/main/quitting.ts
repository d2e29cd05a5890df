import { app } from "electron"
import type { Logger } from "#node/ports"

/** Stopping an engine that holds eighty gigabytes takes seconds; nothing may take longer than this, ms. */
const QUIT_WITHIN_MS = 20_000

/** Holds quitting back until everything is closed or the time is up. The answer tells whether it has begun. */
export function closeBeforeQuit(
  close: () => Promise<void>,
  log: Logger,
): { readonly quitting: () => boolean } {
  let state: "running" | "closing" | "closed" = "running"
  app.on("before-quit", (event) => {
    if (state === "closed") return
    event.preventDefault()
    if (state === "closing") return
    state = "closing"
    void end()
  })
  async function end(): Promise<void> {
    const inTime = await within(QUIT_WITHIN_MS, close())
    if (!inTime) log.error("closing took too long, so the program ends without", { ms: QUIT_WITHIN_MS })
    state = "closed"
    // Not `quit`: a page that objects to being closed has no say any more.
    app.exit(inTime ? 0 : 1)
  }
  return { quitting: () => state !== "running" }
}

/** Whether a piece of work ended in time; a failure counts as an end. */
function within(ms: number, work: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms)
    const settle = () => {
      clearTimeout(timer)
      resolve(true)
    }
    work.then(settle, settle)
  })
}
