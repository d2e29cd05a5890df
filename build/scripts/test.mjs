// `npm test`: everything that needs no engine. Ends with a line `N passed, N failed`.
import { join } from "node:path"
import { ensureInstalled, modernNode, note, ROOT } from "./runtime.mjs"

ensureInstalled()
const { findBrowser } = await import("./browser.mjs")
const { one, playwright, Tally, vitest } = await import("./tally.mjs")
const { pythonTests } = await import("./python-tests.mjs")

const tally = new Tally()
const node = modernNode()
const built = await one(tally, "build", node, [join(ROOT, "build/scripts/build.mjs"), "--quiet"])
await one(tally, "check: types, lint, walls, cycles, format, dead code", node, [
  join(ROOT, "build/scripts/check.mjs"),
])
await vitest(tally, "unit and service tests", [])
pythonTests(tally)
const browser = built ? await findBrowser() : null
if (browser === null) {
  note("The tests in a browser could not run: there is no Chromium here and none could be installed.")
  tally.add({ passed: 0, failed: 1 })
} else {
  await playwright(tally, "tests in a browser", ["--project=ui", "--project=desktop"], {
    GLIMMER_CHROMIUM: browser,
  })
}
tally.end()
