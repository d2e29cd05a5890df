import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** What is shipped beside the program's code. */
export interface Resources {
  /** Python files that run inside the engine's environment. */
  readonly pythonScripts: string
  readonly selftestModel: string
  /** The built page. */
  readonly rendererFolder: string
}

/**
 * Finds the shipped files: in a package they lie under Electron's resources, in a clone where they are kept. Looks
 * upwards from the running file, so the layout of the bundle does not matter.
 */
export function findResources(): Resources {
  const start = dirname(fileURLToPath(import.meta.url))
  const pythonScripts = find(start, ["python", "electron/python"], "template_probe.py")
  return {
    pythonScripts,
    selftestModel: join(pythonScripts, "selftest/model"),
    rendererFolder: find(start, ["renderer", "build/dist/renderer"], "index.html"),
  }
}

/** The first folder of these names, here or further up, that holds `proof`. */
function find(start: string, names: readonly string[], proof: string): string {
  const packaged =
    "resourcesPath" in process && typeof process.resourcesPath === "string" ? [process.resourcesPath] : []
  for (let folder = start; ; folder = dirname(folder)) {
    for (const base of [...packaged, folder]) {
      for (const name of names) {
        // The page's source has an index.html too; only the built one lies among bundles.
        if (existsSync(join(base, name, proof)) && !existsSync(join(base, name, "tsconfig.json")))
          return join(base, name)
      }
    }
    if (dirname(folder) === folder) throw new Error(`the program is incomplete: ${names[0]} is missing`)
  }
}
