// Finds a Chromium for the tests, or has Playwright install its own.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { modernNode, note, ROOT } from "./runtime.mjs"

const SYSTEM = [
  // Made for tests: no windows to draw, a fifth less work.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** Path of a browser, or null when there is none and none could be installed. */
export async function findBrowser() {
  const wished = process.env["GLIMMER_CHROMIUM"]
  const system = [wished, ...SYSTEM].find((path) => path && existsSync(path))
  if (system) return system
  const own = await playwrightsOwn()
  if (own !== null) return own
  note("No Chromium here: Playwright fetches one (about 170 MB, once).")
  const cli = join(ROOT, "node_modules/playwright/cli.js")
  const { status } = spawnSync(modernNode(), [cli, "install", "chromium"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    timeout: 10 * 60_000,
  })
  return status === 0 ? playwrightsOwn() : null
}

async function playwrightsOwn() {
  const { chromium } = await import("playwright")
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}
