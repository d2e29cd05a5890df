// Lets plain Node run our sources and our bundles as Electron would: `electron` is the stub beside this file, and
// names without an extension are TypeScript files, as for the bundler.
import { registerHooks } from "node:module"

const STUB = new URL("./electron.ts", import.meta.url).href

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === "electron") return { url: STUB, shortCircuit: true }
    const ours =
      specifier.startsWith(".") &&
      !/\.\w+$/.test(specifier) &&
      context.parentURL?.includes("/node_modules/") === false
    return nextResolve(ours ? `${specifier}.ts` : specifier, context)
  },
})
