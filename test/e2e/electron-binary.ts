import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

/**
 * Electron's binary and a display to show it on, or the sentence why there is no window test. Looks for files only:
 * loading the package `electron` would start to download the binary.
 */
export function electronBinary(
  environment: NodeJS.ProcessEnv,
): { readonly path: string; readonly why: null } | { readonly path: null; readonly why: string } {
  const override = environment["ELECTRON_OVERRIDE_DIST_PATH"]
  const folder = dirname(createRequire(import.meta.url).resolve("electron/package.json"))
  const path = join(override ?? join(folder, "dist"), "electron")
  if (!existsSync(path)) {
    return {
      path: null,
      why: "Electron's binary is not on this machine (`npx install-electron --no` fetches it).",
    }
  }
  if (!environment["DISPLAY"] && !environment["WAYLAND_DISPLAY"]) {
    return { path: null, why: "There is no display for a window (`xvfb-run` provides one)." }
  }
  return { path, why: null }
}
