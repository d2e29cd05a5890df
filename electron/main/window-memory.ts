import { readFileSync, writeFileSync } from "node:fs"
import type { BrowserWindow } from "electron"
import type { KeptPlacement } from "./window-placement"

/** What the file holds, whatever that is; undefined when there is none. */
export function recallPlacement(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return undefined
  }
}

/** Remembers where the window was when it closes. Losing it is no loss worth a message. */
export function rememberPlacement(window: BrowserWindow, path: string): void {
  window.on("close", () => {
    const placement: KeptPlacement = { ...window.getNormalBounds(), maximised: window.isMaximized() }
    try {
      writeFileSync(path, `${JSON.stringify(placement)}\n`)
    } catch {
      // The next window stands where windows usually stand.
    }
  })
}
