// `npm run test:engine`: the whole path with a real vLLM: built from source, served, asked, killed and found again.
// Needs the package index and about 16 GB of disk for its time; takes ten to twenty minutes on two cores.
// `--provoked` brings failures about instead, each to be named and cured; GLIMMER_ENGINE_HOME names a home that has an
// engine already. Pictures go to build/report.
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
  const [title, project] = process.argv.includes("--provoked")
    ? ["failures of a real engine, named and cured", "provoked"]
    : ["the whole path with a real engine", "engine"]
  await playwright(tally, title, [`--project=${project}`, "--workers=1"], { GLIMMER_CHROMIUM: browser })
}
tally.end()
