import { basename, join } from "node:path"
import { type CheckFinding, finding } from "#common/domain/checks/check"
import type { EngineInstall } from "#common/domain/setup"
import type { Files } from "../../../ports"
import { engineFolders } from "../../setup/engine-folders"
import { loadLock } from "../../setup/saved-lock"
import type { Check } from "../check-world"

/** What earlier engines left behind: processes first, for they hold memory. */
export const leftoversCheck: Check = async (world) => {
  const { processes, halfMadeEngines, orphanedCaches } = await world.leftovers()
  const [first] = processes
  if (first !== undefined) {
    return finding(
      "processes-left-over",
      { count: processes.length, pid: first.pid },
      { fix: { kind: "end-leftovers", by: "program" } },
    )
  }
  const fix = { kind: "free-disk", by: "program", path: world.home.root } as const
  if (halfMadeEngines.length > 0)
    return finding("engines-half-made", { count: halfMadeEngines.length }, { fix })
  if (orphanedCaches.length > 0) return finding("caches-left-over", { count: orphanedCaches.length }, { fix })
  return finding("nothing-left-over")
}

/** Whether the engine is still what was built: its packages by the lock, their files by what each recorded. */
export const engineIntegrityCheck: Check = async (world) => {
  const engine = await world.engine()
  if (engine === null) return finding("no-engine")
  const packages = await packagesFolder(world.ports.files, engineFolders(world.home, engine.id).environment)
  if (packages === null) return damaged(1, "site-packages")
  const installed = (await world.ports.files.list(packages)).flatMap(({ name }) =>
    name.endsWith(".dist-info") ? [name] : [],
  )
  const lock = await loadLock(world.ports.files, world.home, engine.id).catch(() => null)
  const changed = changedPackages(engine, installed, lock?.wheels ?? [])
  if (changed[0] !== undefined) {
    return finding(
      "engine-packages-changed",
      { count: changed.length, package: changed[0] },
      { fix: { kind: "rebuild-engine", by: "program" } },
    )
  }
  return filesOf(world.ports.files, packages, installed, world.signal)
}

function damaged(files: number, file: string): CheckFinding {
  return finding("engine-files-missing", { files, file }, { fix: { kind: "rebuild-engine", by: "program" } })
}

async function packagesFolder(files: Files, environment: string): Promise<string | null> {
  const library = join(environment, "lib")
  const python = (await files.list(library)).find(({ name }) => /^python3\.\d+$/.test(name))
  return python === undefined ? null : join(library, python.name, "site-packages")
}

/** Packages of the lock that are not installed in just that version. */
function changedPackages(
  engine: EngineInstall,
  installed: readonly string[],
  locked: readonly { readonly packageName: string; readonly version: string }[],
): readonly string[] {
  const known = new Set(installed.map((name) => normalized(name.slice(0, -".dist-info".length))))
  const wanted = locked.map(({ packageName, version }) => `${packageName}-${version}`)
  const missing = wanted.filter((name) => !known.has(normalized(name)))
  // vLLM itself is built here and may carry a local version (`+cpu`).
  const vllm = installed.some((name) => name.startsWith(`vllm-${engine.version}`))
  return vllm ? missing : ["vllm", ...missing]
}

/** Names are compared as pip does: case and the three separators make no difference. */
function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-")
}

/** How many files are asked for at once. */
const AT_ONCE = 64

/**
 * Compiled libraries of all packages and every file of vLLM, by presence and size: what is half written after a power
 * cut or a full disk. Comparing all 50,000 files would take longer than a check may.
 */
async function filesOf(
  files: Files,
  packages: string,
  installed: readonly string[],
  signal: AbortSignal,
): Promise<CheckFinding> {
  const records = await Promise.all(
    installed.map(async (info) => ({ info, text: await files.readText(join(packages, info, "RECORD")) })),
  )
  const wanted = records.flatMap(({ info, text }) => recordedFiles(text ?? "", info.startsWith("vllm-")))
  const bad: string[] = records.flatMap(({ info, text }) => (text === null ? [join(info, "RECORD")] : []))
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    signal.throwIfAborted()
    await Promise.all(
      wanted.slice(at, at + AT_ONCE).map(async ({ path, bytes }) => {
        const info = await files.info(join(packages, path))
        if (info === null || (bytes !== null && info.bytes !== bytes)) bad.push(path)
      }),
    )
  }
  const [first] = bad.toSorted()
  return first === undefined
    ? finding("engine-whole", { packages: installed.length, files: wanted.length })
    : damaged(bad.length, basename(first))
}

/** Lines of a RECORD: `path,hash,bytes`; the path is quoted where it holds a comma. */
function recordedFiles(
  record: string,
  all: boolean,
): readonly { readonly path: string; readonly bytes: number | null }[] {
  return record.split("\n").flatMap((line) => {
    const parts = /^("(?:[^"]|"")*"|[^,]*),[^,]*,(\d*)\s*$/.exec(line)
    const path = parts?.[1]?.replaceAll('"', "") ?? ""
    const isCode = /\.so(\.\d+)*$/.test(path) || (all && path.endsWith(".py"))
    if (path === "" || !isCode) return []
    return [{ path, bytes: parts?.[2] === "" || parts?.[2] === undefined ? null : Number(parts[2]) }]
  })
}
