// Builds main, preload and renderer into build/dist.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { build } from "electron-vite"
import { note, ROOT } from "./runtime.mjs"

const quiet = process.argv.includes("--quiet")
const startedAt = Date.now()
process.env["NODE_ENV"] ??= "production"
await build({
  root: ROOT,
  configFile: join(ROOT, "build/electron.vite.config.ts"),
  logLevel: quiet ? "warn" : "info",
})
mkdirSync(join(ROOT, "build/dist"), { recursive: true })
writeFileSync(join(ROOT, "build/dist/.built"), `${new Date().toISOString()}\n`)
if (!quiet) note(`built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
