import { join } from "node:path"
import type { ForeignEngine } from "#common/domain/hardware"
import type { Home } from "../../home"
import type { Ports } from "../../ports"
import { pythonPrefixes } from "./python-prefixes"

/** A network folder that does not answer must not hold up the report, ms. */
const TIME_LIMIT_MS = 2000

type EnginePorts = Pick<Ports, "files" | "environment" | "clock">

/**
 * The vLLMs in the person's own Pythons, told by the files their installation left; nothing of them is ever run.
 * After the time limit those found so far.
 */
export async function findForeignEngines(ports: EnginePorts, home: Home): Promise<readonly ForeignEngine[]> {
  const found = new Map<string, ForeignEngine>()
  const limit = new AbortController()
  await Promise.race([
    search(ports, home, found).finally(() => limit.abort()),
    ports.clock.sleep(TIME_LIMIT_MS, limit.signal).catch(() => undefined),
  ])
  return [...found.values()].toSorted((a, b) => (a.python < b.python ? -1 : 1))
}

async function search(ports: EnginePorts, home: Home, found: Map<string, ForeignEngine>): Promise<void> {
  const prefixes = await pythonPrefixes(ports)
  const candidates = await Promise.all(prefixes.map((prefix) => packageFolders(ports, prefix)))
  // The first Python that leads to a folder of packages is the one it is named after.
  const prefixOf = new Map<string, string>()
  for (const { packages, prefix } of candidates.flat()) {
    // Glimmer's own engines are not foreign, wherever a link makes them appear.
    const own = packages.startsWith(join(home.root, "/"))
    if (!own && !prefixOf.has(packages)) prefixOf.set(packages, prefix)
  }
  await Promise.all(
    [...prefixOf].map(async ([packages, prefix]) => {
      const version = await installedVersion(ports, packages)
      if (version !== null) found.set(packages, { python: await pythonOf(ports, prefix), version })
    }),
  )
}

/** Where a Python below `prefix` keeps its packages, links resolved. Debian and Fedora have folders of their own. */
async function packageFolders(
  { files }: EnginePorts,
  prefix: string,
): Promise<readonly { readonly packages: string; readonly prefix: string }[]> {
  const folders = await Promise.all(
    ["lib", "lib64", "local/lib", "local/lib64"].map(async (folder) => {
      const library = join(prefix, folder)
      const entries = await files.list(library).catch(() => [])
      const pythons = entries.filter(({ name }) => /^python3(\.\d+)?$/.test(name))
      return pythons.flatMap(({ name }) => [
        join(library, name, "site-packages"),
        join(library, name, "dist-packages"),
      ])
    }),
  )
  const real = await Promise.all(folders.flat().map((path) => files.realPath(path).catch(() => null)))
  return real.filter((packages) => packages !== null).map((packages) => ({ packages, prefix }))
}

/** What the package's own description says; the folder's name only tells where it is. */
async function installedVersion({ files }: EnginePorts, packages: string): Promise<string | null> {
  const entries = await files.list(packages).catch(() => [])
  const about = entries.find(({ name }) => /^vllm-[^-]+\.dist-info$/.test(name))
  if (about === undefined) return null
  const metadata = await files.readText(join(packages, about.name, "METADATA")).catch(() => null)
  return /^Version: (\S+)/m.exec(metadata ?? "")?.[1] ?? null
}

async function pythonOf({ files }: EnginePorts, prefix: string): Promise<string> {
  for (const name of ["python", "python3"]) {
    const path = join(prefix, "bin", name)
    if ((await files.info(path).catch(() => null)) !== null) return path
  }
  // Packages installed with `--user` have no Python beside them.
  return prefix
}
