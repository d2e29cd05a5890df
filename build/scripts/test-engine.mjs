// `npm run test:engine`: the whole path with a real vLLM: built from source, served, asked, killed and found again.
// Needs the package index and about 16 GB of disk for its time; takes ten to twenty minutes on two cores.
import { ensureBuilt, ensureInstalled, note } from "./runtime.mjs"

ensureInstalled()
ensureBuilt()
const { findBrowser } = await import("./browser.mjs")
const { playwright, Tally } = await import("./tally.mjs")

const tally = new Tally()
const browser = await findBrowser()
if (browser === null) {
  note("The story needs a browser: there is no Chromium here and none could be installed.")
  tally.add({ passed: 0, failed: 1 })
} else {
  await playwright(tally, "the whole path with a real engine", ["--project=engine", "--workers=1"], {
    GLIMMER_CHROMIUM: browser,
  })
}
tally.end()
