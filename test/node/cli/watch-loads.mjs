// Notes every file of ours that a program loads in the file that LOADED names: `node --import ./watch-loads.mjs …`.
import { appendFileSync } from "node:fs"
import { registerHooks } from "node:module"

registerHooks({
  load(url, context, nextLoad) {
    if (url.startsWith("file:")) appendFileSync(process.env["LOADED"], `${url}\n`)
    return nextLoad(url, context)
  },
})
