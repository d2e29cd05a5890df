// Lets plain Node resolve our sources as the bundler does: names without their extension.
import { registerHooks } from "node:module"

registerHooks({
  resolve(specifier, context, nextResolve) {
    const ours = specifier.startsWith(".") && !/\.\w+$/.test(specifier)
    return nextResolve(ours ? `${specifier}.ts` : specifier, context)
  },
})
