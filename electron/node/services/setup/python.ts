import { join } from "node:path"
import { PYTHON_BUILD_SOURCES } from "#common/data/mirrors"
import { PYTHON_MINORS, PYTHON_PREFERENCE } from "#common/data/setup-steps"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Ports } from "../../ports"
import { commandProblem } from "./command-failure"
import type { Uv } from "./uv"

/** A Python an engine can be built with. */
export interface FoundPython {
  readonly path: string
  readonly version: string
  /** `Python.h` is there: Triton compiles small C files when an engine starts. */
  readonly headers: boolean
}

/** One line of JSON about the interpreter that runs it; no import beyond the standard library. */
const ABOUT = [
  "import json,os,sys,sysconfig",
  "h=os.path.join(sysconfig.get_path('include') or '','Python.h')",
  "print(json.dumps([sys.executable,'%d.%d.%d'%sys.version_info[:3],os.path.exists(h),sys.implementation.name]))",
].join("\n")

/**
 * The best Python on this machine: one with headers before one without, then the release vLLM is used with most.
 * Looks where uv looks, and where it does not: pyenv's versions, which PATH hides behind shims. Else one is
 * downloaded. Errors: `python-missing` when a wished one does not do, `python-download-failed` when there is none
 * and none can be had.
 */
export async function preparePython(
  ports: Pick<Ports, "processes" | "files" | "environment">,
  uv: Uv,
  wished: string | null,
  options: { readonly signal: AbortSignal; readonly onLine: (line: string) => void },
): Promise<FoundPython> {
  if (wished !== null) {
    const found = await ask(ports, wished, options.signal)
    if (found !== null) return found
    throw new ProblemError(makeProblem("python-missing", { path: wished }))
  }
  const found: FoundPython[] = []
  for (const candidate of await candidates(ports, uv, options.signal)) {
    const python = await ask(ports, candidate, options.signal)
    if (python !== null && !found.some((other) => other.path === python.path)) found.push(python)
  }
  const best = found.toSorted((a, b) => preference(b) - preference(a))[0]
  if (best !== undefined) return best
  return downloadPython(ports, uv, options)
}

async function candidates(
  ports: Pick<Ports, "processes" | "files" | "environment">,
  uv: Uv,
  signal: AbortSignal,
): Promise<string[]> {
  const paths: string[] = []
  const home = ports.environment["HOME"]
  const pyenv = ports.environment["PYENV_ROOT"] ?? (home ? join(home, ".pyenv") : null)
  if (pyenv !== null) {
    for (const entry of await ports.files.list(join(pyenv, "versions"))) {
      paths.push(join(pyenv, "versions", entry.name, "bin/python3"))
    }
  }
  for (const minor of PYTHON_PREFERENCE) {
    const named = await ports.processes.which(`python3.${minor}`)
    if (named !== null) paths.push(named)
  }
  const plain = await ports.processes.which("python3")
  if (plain !== null) paths.push(plain)
  const range = `>=3.${PYTHON_MINORS.oldest},<3.${PYTHON_MINORS.newest + 1}`
  const byUv = await uv.run("uv python find", ["python", "find", "--no-python-downloads", range], {
    signal,
    timeoutMs: 30_000,
  })
  if (byUv.exitCode === 0) paths.push(byUv.stdout.trim())
  return paths
}

/** Asks an interpreter about itself; null when it is none, or none that vLLM allows. */
async function ask(
  ports: Pick<Ports, "processes">,
  path: string,
  signal: AbortSignal,
): Promise<FoundPython | null> {
  const result = await ports.processes.run(
    // -I: nothing of the person's own environment takes part.
    { name: "python", program: path, arguments: ["-I", "-c", ABOUT], signal },
    { timeoutMs: 15_000 },
  )
  const answer = result.exitCode === 0 ? parseAnswer(result.stdout) : null
  const minor = Number(answer?.version.split(".")[1])
  const allowed = minor >= PYTHON_MINORS.oldest && minor <= PYTHON_MINORS.newest
  return answer !== null && allowed && answer.version.startsWith("3.") ? answer : null
}

function parseAnswer(text: string): FoundPython | null {
  const match = /\["(?<path>[^"]+)", "(?<version>[\d.]+)", (?<headers>true|false), "cpython"\]/u.exec(text)
  const { path, version, headers } = match?.groups ?? {}
  return path && version ? { path, version, headers: headers === "true" } : null
}

function preference(python: FoundPython): number {
  const place = PYTHON_PREFERENCE.indexOf(Number(python.version.split(".")[1]))
  return (python.headers ? 100 : 0) - (place === -1 ? 50 : place)
}

async function downloadPython(
  ports: Pick<Ports, "processes" | "files" | "environment">,
  uv: Uv,
  options: { readonly signal: AbortSignal; readonly onLine: (line: string) => void },
): Promise<FoundPython> {
  const wanted = `3.${PYTHON_PREFERENCE[0]}`
  let evidence: string | null = null
  for (const source of PYTHON_BUILD_SOURCES) {
    options.onLine(`Python ${wanted}: ${source.url ?? "uv's own source"}`)
    const install = await uv.run("uv python install", ["python", "install", wanted], {
      ...options,
      timeoutMs: 15 * 60_000,
      environment: source.url === null ? {} : { UV_PYTHON_INSTALL_MIRROR: source.url },
    })
    options.signal.throwIfAborted()
    if (install.exitCode === 0) {
      const found = await uv.run("uv python find", ["python", "find", "--managed-python", wanted], options)
      const python = found.exitCode === 0 ? await ask(ports, found.stdout.trim(), options.signal) : null
      if (python !== null) return python
    }
    const failure = commandProblem(install, "python-download-failed")
    if (failure.code === "disk-full" || failure.code === "permission-denied") throw new ProblemError(failure)
    evidence = failure.evidence
  }
  throw new ProblemError(
    makeProblem("python-download-failed", { version: wanted, oldest: `3.${PYTHON_MINORS.oldest}` }, evidence),
  )
}
