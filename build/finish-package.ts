import { existsSync } from "node:fs"
import { readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"

/** What the build writes about the libraries in a bundle. */
const LIBRARIES = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    identifier: z.string().optional(),
    text: z.string().optional(),
  }),
)
type Library = z.infer<typeof LIBRARIES>[number]

/** Libraries that reach the page by its style sheets, where the build does not see them. */
const IN_STYLE_SHEETS = ["@fontsource-variable/inter", "tailwindcss"]

/** Without one of these a package would install and then fail on the machine of the person who installed it. */
const INDISPENSABLE = [
  "resources/app.asar",
  "resources/app.asar.unpacked/package.json",
  "resources/app.asar.unpacked/build/dist/main/cli.js",
  "resources/app.asar.unpacked/build/dist/renderer/index.html",
  "resources/python/template_probe.py",
  "resources/python/glimmer_glm4_0414_tool_parser.py",
  "resources/python/selftest/model/config.json",
  "glimmer",
]

/**
 * Completes the folder that is packed: what a given Electron distribution has too much goes, licences of the libraries
 * come. Fails when something indispensable is missing.
 */
export async function finishPackage(context: {
  readonly appOutDir: string
  readonly packager: { readonly projectDir: string }
}): Promise<void> {
  const { appOutDir } = context
  const root = context.packager.projectDir
  // The builder removes them from what it downloads, and leaves them in what it is given.
  for (const left of ["version", "resources/default_app.asar"])
    await rm(join(appOutDir, left), { force: true })
  await writeFile(join(appOutDir, "LICENSE.libraries.txt"), licenceText(await librariesOf(root)))
  const missing = INDISPENSABLE.filter((path) => !existsSync(join(appOutDir, path)))
  if (missing.length > 0) throw new Error(`the package would lack ${missing.join(", ")}`)
}

async function librariesOf(root: string): Promise<readonly Library[]> {
  const bundled = await Promise.all(
    ["main", "renderer"].map(async (bundle) => {
      const path = join(root, "build/dist", bundle, ".vite/license.json")
      return LIBRARIES.parse(JSON.parse(await readFile(path, "utf8")))
    }),
  )
  const styled = await Promise.all(IN_STYLE_SHEETS.map((name) => installed(root, name)))
  const all = new Map(
    [...bundled.flat(), ...styled].map((library) => [`${library.name}@${library.version}`, library]),
  )
  return Promise.all(
    [...all.values()]
      .toSorted((one, other) => (one.name < other.name ? -1 : 1))
      .map(async (library) => {
        // The Apache License wants what a NOTICE says to be passed on.
        const notice = await readOptional(join(root, "node_modules", library.name, "NOTICE"))
        return { ...library, text: [library.text, notice].filter((text) => text).join("\n\n") }
      }),
  )
}

async function installed(root: string, name: string): Promise<Library> {
  const folder = join(root, "node_modules", name)
  const { version, license } = z
    .object({ version: z.string(), license: z.string() })
    .parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")))
  return { name, version, identifier: license, text: await readFile(join(folder, "LICENSE"), "utf8") }
}

async function readOptional(path: string): Promise<string | null> {
  return existsSync(path) ? readFile(path, "utf8") : null
}

/** One text for all libraries that say the same. */
function licenceText(libraries: readonly Library[]): string {
  const byText = Map.groupBy(libraries, ({ text = "", identifier = "" }) => `${text.trim()}\n${identifier}`)
  const sections = [...byText.values()].map((same) => {
    const names = same.map(({ name, version, identifier }) => `${name} ${version} (${identifier ?? "?"})`)
    const text = same[0]?.text?.trim()
    return `${names.join("\n")}\n\n${text ? text : "This library brings no text beside the name of its licence."}\n`
  })
  return `Libraries and fonts that are part of Glimmer\n\n${sections.join(`\n${"-".repeat(80)}\n\n`)}`
}
