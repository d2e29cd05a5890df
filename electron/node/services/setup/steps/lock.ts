import { KERNEL_SOURCES, type KernelSource } from "#common/data/kernel-sources"
import { KNOWN_FAULTS } from "#common/data/known-faults"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import { compareVersions } from "#common/domain/resolve/versions"
import type { SetupRequest } from "#common/domain/setup"
import type { Home } from "../../../home"
import type { Archives, Ports } from "../../../ports"
import { type EngineLock, lockEngine, newestVersion } from "../lock-engine"
import type { EngineStore } from "../engine-store"
import { saveLock } from "../saved-lock"
import { type Step, type StepContext, textFact } from "../step"
import { uvOf } from "../uv"

/** Versions looked at before giving up: an index that lags behind lacks a file or two, not a year. */
const MAX_CANDIDATES = 5

type LockPorts = Pick<Ports, "processes" | "files" | "http" | "clock">

/** Chooses the version and knows every file of it, before anything large moves. */
export function lockStep(ports: LockPorts, home: Home, archives: Archives, store: EngineStore): Step {
  return async (context) => {
    const tools = toolsOf(ports, home, archives, context)
    const startedAtMs = ports.clock.now()
    // What people know as "the newest vLLM", also where its kernels for this machine do not exist yet.
    const newest = await newestVersion(tools, "vllm", [])
    context.line(
      `the index answered in ${ports.clock.now() - startedAtMs} ms; newest vLLM: ${newest ?? "none"}`,
    )
    const passedOver: { version: string; problem: Problem }[] = []
    for (const source of sourcesFor(context)) {
      if (!(await answers(ports, source, newest, context))) continue
      const lock = await newestThatLocks(tools, source, context, passedOver)
      if (lock === null) continue
      const place = await placeFor(store, lock, context.request)
      await saveLock(ports.files, home, place.engineId, lock)
      return { ...place, ...facts({ lock, source, newest, passedOver }) }
    }
    const last = passedOver.at(-1)
    if (last !== undefined) throw new ProblemError(last.problem)
    // An index that never offered one is another trouble than versions that were tried in vain.
    throw new ProblemError(
      context.rejected.length === 0
        ? makeProblem("index-lacks-package", { package: "vllm" })
        : makeProblem("no-version-works", { target: context.request.target }),
    )
  }
}

type Tools = Parameters<typeof lockEngine>[0]

function toolsOf(ports: LockPorts, home: Home, archives: Archives, context: StepContext): Tools {
  const tools = context.facts("tools")
  return {
    uv: uvOf(ports, home, tools),
    http: ports.http,
    archives,
    python: textFact(tools, "python"),
    signal: context.signal,
    line: context.line,
  }
}

/** Sources that suit the target and the driver, best first. */
function sourcesFor(context: StepContext): readonly KernelSource[] {
  const driver = context.facts("check")["driver"]
  return KERNEL_SOURCES.filter((source) => {
    if (source.target !== context.request.target) return false
    return (
      source.minimumDriver === null ||
      (typeof driver === "string" && compareVersions(driver, String(source.minimumDriver)) >= 0)
    )
  })
}

/** An index of its own must answer within seconds, or the next source is taken; the usual one is known to. */
async function answers(
  ports: LockPorts,
  source: KernelSource,
  newest: string | null,
  { signal, line }: StepContext,
): Promise<boolean> {
  for (const template of source.extraIndexes) {
    const url = `${template.replace("{version}", newest ?? "")}/`
    try {
      const response = await ports.http.request({
        method: "HEAD",
        url,
        signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
        idleTimeoutMs: 5000,
      })
      await response.cancel()
      if (response.status >= 500) throw new Error(`HTTP ${response.status}`)
    } catch (error) {
      signal.throwIfAborted()
      line(`${source.id}: ${url} does not answer (${problemOf(error).evidence ?? "no answer"})`)
      return false
    }
  }
  return true
}

/** Goes down from the newest version until one resolves. Null when none does; `passedOver` says why. */
async function newestThatLocks(
  tools: Tools,
  source: KernelSource,
  context: StepContext,
  passedOver: { version: string; problem: Problem }[],
): Promise<EngineLock | null> {
  const exclude = [...context.rejected]
  const insisted = context.request.version
  for (let tries = 0; tries < MAX_CANDIDATES; tries++) {
    const version = insisted ?? (await newestVersion(tools, source.packageName, exclude))
    if (version === null) return null
    const fault = insisted === null ? knownFault(version, context.request) : null
    try {
      if (fault !== null) throw new ProblemError(fault)
      context.line(`trying ${source.packageName} ${version} from ${source.id}`)
      return await lockEngine(tools, source, version)
    } catch (error) {
      const problem = problemOf(error)
      context.line(`${version}: ${problem.code} ${problem.evidence ?? ""}`)
      // Only what the version lacks is the version's fault; a broken network would condemn them all.
      if (problem.code !== "index-lacks-package" && problem.code !== "known-fault") throw error
      passedOver.push({ version, problem })
      if (insisted !== null) return null
      exclude.push(version)
    }
  }
  return null
}

function knownFault(version: string, request: SetupRequest): Problem | null {
  const fault = KNOWN_FAULTS.find((known) => known.version === version && known.target === request.target)
  return fault === undefined ? null : makeProblem("known-fault", { version }, fault.evidence)
}

/**
 * The folder's name. The same files make the same engine, so one that is there and has answered is used again; to
 * build it anew all the same, it gets a name beside it, and the old one stays as the way back.
 */
async function placeFor(
  store: EngineStore,
  lock: EngineLock,
  request: SetupRequest,
): Promise<{ readonly engineId: string; readonly reused: boolean }> {
  const usual = `${lock.version}-${request.target}-${lock.hash}`
  let engineId = usual
  for (let copy = 2; (await store.find(engineId)) !== null; copy++) {
    if (!request.rebuild) return { engineId, reused: true }
    engineId = `${usual}-${copy}`
  }
  return { engineId, reused: false }
}

function facts(found: {
  readonly lock: EngineLock
  readonly source: KernelSource
  readonly newest: string | null
  readonly passedOver: readonly { version: string; problem: Problem }[]
}) {
  const { lock, source, newest } = found
  const files = [lock.kernels, lock.source, ...lock.wheels]
  // The first version passed over is the one people will ask about.
  const passed = found.passedOver[0]
  return {
    version: lock.version,
    newest,
    passedOver: passed?.version ?? null,
    passedOverWhy: passed?.problem.code ?? null,
    missingPackage: text(passed?.problem.values["package"]),
    missingWanted: text(passed?.problem.values["wanted"]),
    missingAvailable: text(passed?.problem.values["available"]),
    source: source.id,
    official: source.official,
    torch: lock.torch,
    files: files.length,
    // Indexes that tell no sizes leave this to the download step.
    knownBytes: files.reduce((sum, file) => sum + (file.bytes ?? 0), 0),
    unknownSizes: files.filter((file) => file.bytes === null).length,
  }
}

function text(value: string | number | undefined): string | null {
  return value === undefined || value === "" ? null : String(value)
}
