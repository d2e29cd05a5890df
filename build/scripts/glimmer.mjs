#!/usr/bin/env node
// The command line from a clone: installs and builds when needed, then runs the built program.
import { join } from "node:path"
import { become, ensureBuilt, ensureInstalled, modernNode, ROOT } from "./runtime.mjs"

ensureInstalled()
ensureBuilt()
become(modernNode(), [
  "--disable-warning=ExperimentalWarning",
  join(ROOT, "build/dist/main/cli.js"),
  ...process.argv.slice(2),
])
