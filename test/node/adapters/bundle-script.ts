import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "vite"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** Makes a program of its own out of a few lines that may import `#node/...`; returns the path of the file to run. */
export async function bundleScript(folder: string, name: string, source: string): Promise<string> {
  const entry = join(folder, `${name}.ts`)
  await writeFile(entry, source)
  await build({
    root,
    configFile: false,
    logLevel: "silent",
    resolve: { alias: { "#node": join(root, "electron/node"), "#common": join(root, "electron/common") } },
    build: {
      ssr: entry,
      outDir: join(folder, "out"),
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: "[name].mjs" } },
    },
    ssr: { noExternal: true },
  })
  return join(folder, "out", `${name}.mjs`)
}
