import { createHash } from "node:crypto"
import { parse as parseToml } from "smol-toml"
import { z } from "zod"
import type { KernelSource } from "#common/data/kernel-sources"
import { BUILD_REQUIREMENTS } from "#common/data/setup-steps"
import { makeProblem, ProblemError } from "#common/domain/problem"
import {
  fileNameOf,
  type LockedArchive,
  type LockedFile,
  type LockedPackage,
  sourceOf,
  wheelsToFetch,
} from "#common/domain/resolve/locked-files"
import { requirementsOf } from "#common/domain/resolve/requirements"
import type { Archives, Http } from "../../ports"
import { commandProblem } from "./command-failure"
import { openRemoteFile } from "./remote-file"
import type { Uv } from "./uv"

/** Everything an engine is made of, file by file. */
export interface EngineLock {
  readonly version: string
  readonly sourceId: string
  /** Names the set of files: the same files give the same id. */
  readonly hash: string
  readonly torch: string
  /** The wheel whose compiled kernels are used. */
  readonly kernels: LockedFile
  /** vLLM's own source. */
  readonly source: LockedFile
  /** What is installed around it. */
  readonly wheels: readonly LockedFile[]
  readonly pylock: string
}

interface Tools {
  readonly uv: Uv
  readonly http: Http
  readonly archives: Archives
  readonly python: string
  readonly signal: AbortSignal
  readonly line: (text: string) => void
}

/**
 * The newest version of a package that the index offers and `exclude` does not name; null when there is none
 * (left). Errors: as {@link commandProblem}, for example `index-unreachable`.
 */
export async function newestVersion(
  tools: Tools,
  packageName: string,
  exclude: readonly string[],
): Promise<string | null> {
  const requirement = [packageName, exclude.map((version) => `!=${version}`).join(",")].join("")
  const result = await compile(tools, "newest version", [requirement], ["--no-deps"])
  if (result.ok) return result.packages.find((entry) => entry.name === packageName)?.version ?? null
  if (result.problem.code === "index-lacks-package") return null
  throw new ProblemError(result.problem)
}

/** Locks one version. Errors: `index-lacks-package` and whatever else keeps uv from resolving it. */
export async function lockEngine(tools: Tools, source: KernelSource, version: string): Promise<EngineLock> {
  const indexes = source.extraIndexes.map((url) => url.replace("{version}", version))
  const [kernelPackage, sourcePackage] = await Promise.all([
    lockOne(tools, `${source.packageName}==${version}${source.localVersion}`, indexes, []),
    // The source has no local version and always comes from the usual index.
    lockOne(tools, `vllm==${version}`, [], ["--no-binary", "vllm"]),
  ])
  const kernels = wheelsToFetch([kernelPackage]).files[0]
  const sourceFile = sourceOf(sourcePackage)
  if (kernels === undefined || sourceFile === null) {
    const file = kernels === undefined ? "wheel" : "sdist"
    throw lacking(source.packageName, version, file)
  }
  const requirements = [...(await requirementsFor(tools, source, kernels, version)), ...BUILD_REQUIREMENTS]
  const dependencies = await compileOrThrow(tools, "lock", requirements, indexArguments(indexes))
  const installed = dependencies.packages.filter((entry) => entry.name !== source.packageName)
  const { files, withoutWheel } = wheelsToFetch(installed)
  if (withoutWheel[0] !== undefined) throw lacking(withoutWheel[0], "", "wheel")
  return {
    version,
    sourceId: source.id,
    hash: hashOf([kernels, sourceFile, ...files]),
    torch: installed.find((entry) => entry.name === "torch")?.version ?? "",
    kernels,
    source: sourceFile,
    wheels: files,
    pylock: dependencies.pylock,
  }
}

/**
 * What the kernels' release needs. On an index of its own the package is simply asked for. The community build names
 * a torch (`+cpu`) that the usual index does not have, so its requirements are read from the wheel and asked for one
 * by one: torch's companions then resolve to the release that fits, which an override of torch would not see to.
 */
async function requirementsFor(
  tools: Tools,
  source: KernelSource,
  kernels: LockedFile,
  version: string,
): Promise<readonly string[]> {
  if (source.packageName === "vllm") return [`vllm==${version}${source.localVersion}`]
  const wheel = await openRemoteFile(tools.http, kernels.url, tools.signal)
  const metadata = await tools.archives.readEntry(wheel, (name) => name.endsWith(".dist-info/METADATA"))
  if (metadata === null) throw lacking(kernels.packageName, version, "METADATA")
  return requirementsOf(metadata)
}

async function lockOne(
  tools: Tools,
  requirement: string,
  indexes: readonly string[],
  args: readonly string[],
): Promise<LockedPackage> {
  const result = await compileOrThrow(
    tools,
    `lock ${requirement}`,
    [requirement],
    ["--no-deps", ...indexArguments(indexes), ...args],
  )
  const found = result.packages[0]
  if (found === undefined) throw lacking(requirement, "", "package")
  return found
}

function indexArguments(indexes: readonly string[]): readonly string[] {
  // The project's own indexes carry a few packages each; for all others the usual index must be able to win.
  return indexes.length === 0
    ? []
    : [...indexes.flatMap((url) => ["--index", url]), "--index-strategy", "unsafe-best-match"]
}

type Compiled = { readonly pylock: string; readonly packages: readonly LockedPackage[] }

async function compileOrThrow(
  tools: Tools,
  name: string,
  requirements: readonly string[],
  args: readonly string[],
): Promise<Compiled> {
  const result = await compile(tools, name, requirements, args)
  if (!result.ok) throw new ProblemError(result.problem)
  return result
}

async function compile(
  tools: Tools,
  name: string,
  requirements: readonly string[],
  args: readonly string[],
): Promise<
  ({ readonly ok: true } & Compiled) | { readonly ok: false; readonly problem: ProblemError["problem"] }
> {
  const result = await tools.uv.run(
    name,
    // The requirements come by standard input: nothing to write, nothing to clean up.
    [
      "pip",
      "compile",
      "-",
      "--python",
      tools.python,
      "--format",
      "pylock.toml",
      "--no-header",
      "--quiet",
      ...args,
    ],
    { signal: tools.signal, timeoutMs: 5 * 60_000, input: `${requirements.join("\n")}\n` },
  )
  tools.signal.throwIfAborted()
  if (result.exitCode !== 0) {
    for (const text of result.stderr.split("\n")) tools.line(text)
    return { ok: false, problem: commandProblem(result, "lock-failed", { step: name }) }
  }
  return { ok: true, pylock: result.stdout, packages: readPylock(result.stdout) }
}

const archiveSchema = z.object({
  url: z.string().optional(),
  path: z.string().optional(),
  size: z.union([z.number(), z.bigint()]).optional(),
  hashes: z.record(z.string(), z.string()),
})
const pylockSchema = z.object({
  packages: z.array(
    z.object({
      name: z.string(),
      version: z.string().optional(),
      wheels: z.array(archiveSchema).optional(),
      sdist: archiveSchema.optional(),
    }),
  ),
})

/** Reads `pylock.toml` (PEP 751). Files without a SHA-256 are left out: nothing unchecked is ever installed. */
function readPylock(text: string): LockedPackage[] {
  return pylockSchema.parse(parseToml(text)).packages.map((entry) => ({
    name: entry.name,
    version: entry.version ?? "",
    wheels: (entry.wheels ?? []).flatMap((wheel) => archiveOf(wheel) ?? []),
    sdist: entry.sdist === undefined ? null : archiveOf(entry.sdist),
  }))
}

function archiveOf(raw: z.infer<typeof archiveSchema>): LockedArchive | null {
  const sha256 = raw.hashes["sha256"]
  if (raw.url === undefined || sha256 === undefined) return null
  return { url: raw.url, sha256, bytes: raw.size === undefined ? null : Number(raw.size) }
}

function hashOf(files: readonly LockedFile[]): string {
  const names = files.map((file) => `${fileNameOf(file.url)} ${file.sha256}`).toSorted()
  return createHash("sha256").update(names.join("\n")).digest("hex").slice(0, 8)
}

function lacking(packageName: string, version: string, what: string): ProblemError {
  return new ProblemError(
    makeProblem(
      "index-lacks-package",
      { package: packageName, wanted: version, available: "" },
      `no ${what}`,
    ),
  )
}
