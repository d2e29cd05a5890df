import { connect } from "../../renderer/rpc/connect"
import type { Wire } from "../../renderer/rpc/wire"
import { BrowserWindow } from "../fakes/electron-stub/electron"

/** The window that was opened last. */
export function currentWindow(): BrowserWindow {
  return BrowserWindow.all.at(-1)!
}

/** Resolves when the program has opened a window and its page and preload have run. */
export function pageLoaded(): Promise<void> {
  return until(() => BrowserWindow.all.length > 0 && currentWindow().webContents.window !== null)
}

/** What the built page does first: connect. Its globals are this program's for the moment. */
export async function openPage(): Promise<Wire> {
  await pageLoaded()
  Object.assign(globalThis, {
    window: currentWindow().webContents.window,
    location: { protocol: "glimmer:", origin: "glimmer://app" },
  })
  return connect()
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
