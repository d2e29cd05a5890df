import { fileURLToPath } from "node:url"
import tailwindcss from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { defineConfig } from "electron-vite"

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Which libraries are in a bundle, with the texts of their licences: packages carry them along. */
const license = { fileName: ".vite/license.json" }

/**
 * Three bundles. Everything is bundled, so a package needs no node_modules and no file of a library can be missing
 * where the program runs; only what the runtime itself provides stays outside.
 */
export default defineConfig({
  main: {
    build: {
      outDir: at("dist/main"),
      emptyOutDir: false,
      externalizeDeps: false,
      minify: false,
      // From this machine's disk, in parts: nobody waits for it to be sent.
      chunkSizeWarningLimit: Infinity,
      license,
      rolldownOptions: {
        input: { index: at("../electron/main/index.ts"), cli: at("../electron/node/cli/index.ts") },
        output: { chunkFileNames: "chunks/[name]-[hash].js" },
        // Optional native speed-ups of `ws`; it works without them.
        external: ["electron", "bufferutil", "utf-8-validate"],
      },
    },
  },
  preload: {
    build: {
      outDir: at("dist/preload"),
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at("../electron/preload/index.ts") },
        // A sandboxed preload is CommonJS or nothing.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: at("../renderer"),
    // The desktop serves the page under its own scheme, `serve` under the root of a host: both are "/".
    base: "/",
    plugins: [react(), tailwindcss()],
    build: {
      outDir: at("dist/renderer"),
      // The files of earlier builds stay for those who still run them, see build/scripts/stale-files.mjs.
      emptyOutDir: false,
      minify: true,
      chunkSizeWarningLimit: Infinity,
      license,
      // Inlined assets would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: at("../renderer/index.html") },
        // How long a plugin took is nothing that whoever starts the program can use.
        checks: { pluginTimings: false },
      },
    },
  },
})
