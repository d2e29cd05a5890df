// Builds main, preload and renderer into build/dist.
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { build } from "electron-vite"
import { note, ROOT } from "./runtime.mjs"
import { removeStale } from "./stale-files.mjs"

const BUILT = join(ROOT, "build/dist/.built")
const quiet = process.argv.includes("--quiet")
const startedAt = Date.now()
process.env["NODE_ENV"] ??= "production"
// A build that is cut off leaves no mark of having been done.
rmSync(BUILT, { force: true })
await build({
  root: ROOT,
  configFile: join(ROOT, "build/electron.vite.config.ts"),
  logLevel: quiet ? "warn" : "info",
})
for (const bundle of ["main", "preload", "renderer"]) removeStale(join(ROOT, "build/dist", bundle), startedAt)
mkdirSync(join(ROOT, "build/dist"), { recursive: true })
writeFileSync(BUILT, `${new Date().toISOString()}\n`)
if (!quiet) note(`built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
