import { join } from "node:path"
import { ProblemError } from "#common/domain/problem"
import type { EngineTarget } from "#common/domain/hardware"
import type { Home } from "../../../home"
import type { Ports, RunResult } from "../../../ports"
import { commandProblem } from "../command-failure"
import { type EngineFolders, engineFolders, wheelPath } from "../engine-folders"
import { type EngineLock } from "../lock-engine"
import { loadLock } from "../saved-lock"
import { type Step, type StepContext, textFact, VersionRejected } from "../step"
import { pathWith, uvOf } from "../uv"
import { withWaiting } from "../waiting-progress"

/** A path that no program has. */
const NO_PROGRAM = "/nonexistent/not-used-by-glimmer"
/** Seconds the build usually takes with ready kernels. */
const USUAL_SECONDS = 30

type BuildPorts = Pick<Ports, "processes" | "files" | "clock" | "environment">

/**
 * vLLM from its own source, with the kernels of the same release: no compiler for them, no GitHub, and always the
 * same result. uv keeps what it built, so a kill after it costs nothing.
 */
export function buildStep(ports: BuildPorts, home: Home, pythonScripts: string): Step {
  return async (context) => {
    const engineId = textFact(context.facts("lock"), "engineId")
    const lock = await loadLock(ports.files, home, engineId)
    const folders = engineFolders(home, engineId)
    const uv = uvOf(ports, home, context.facts("tools"))
    const startedAtMs = ports.clock.now()
    const result = await withWaiting(ports.clock, USUAL_SECONDS, context.report, (setLine) =>
      uv.run(
        "uv pip install vllm",
        [
          ...[
            "pip",
            "install",
            "--verbose",
            "--python",
            folders.python,
            "--no-deps",
            "--reinstall-package",
            "vllm",
          ],
          // What the build needs stands in the environment already, from the lock.
          ...["--no-build-isolation", "--offline", "--no-index", wheelPath(home, lock.source)],
        ],
        {
          signal: context.signal,
          timeoutMs: 60 * 60_000,
          environment: buildEnvironment(ports, home, lock, folders, context.request.target),
          onLine: (text) => {
            setLine(text)
            context.line(text)
          },
        },
      ),
    )
    requireSuccess(result, lock.version, context)
    const added = await completeKernels(ports, pythonScripts, wheelPath(home, lock.kernels), folders, context)
    return { kernelsAdded: added, tookMs: ports.clock.now() - startedAtMs }
  }
}

function buildEnvironment(
  ports: BuildPorts,
  home: Home,
  lock: EngineLock,
  folders: EngineFolders,
  target: EngineTarget,
): Record<string, string | undefined> {
  return {
    VLLM_USE_PRECOMPILED: "1",
    // A file, so that vLLM's build looks nothing up: not the commit, not the nightly wheels, not GitHub.
    VLLM_PRECOMPILED_WHEEL_LOCATION: wheelPath(home, lock.kernels),
    VLLM_TARGET_DEVICE: target === "cpu" ? "cpu" : "cuda",
    // cmake and ninja of the environment.
    PATH: pathWith(folders.python, ports.environment["PATH"]),
    // The optional front end in Rust comes ready with the kernels or not at all: a Rust that happens to be installed
    // must not start to compile, with a network it may not have.
    CARGO: NO_PROGRAM,
    RUSTC: NO_PROGRAM,
  }
}

/**
 * vLLM's build takes a fixed list of files from the kernels' wheel and forgets some (the AVX2 and AVX512 variants
 * of the CPU kernels); without them the engine dies at its first start on most processors.
 */
async function completeKernels(
  ports: BuildPorts,
  pythonScripts: string,
  kernels: string,
  folders: EngineFolders,
  context: StepContext,
): Promise<number> {
  const result = await ports.processes.run(
    {
      name: "complete kernels",
      program: folders.python,
      arguments: [join(pythonScripts, "complete_kernels.py"), kernels],
      signal: context.signal,
    },
    { timeoutMs: 5 * 60_000, onLine: context.line },
  )
  context.signal.throwIfAborted()
  if (result.exitCode !== 0) throw new ProblemError(commandProblem(result, "build-failed"))
  return [...result.stdout.matchAll(/\.so"/gu)].length
}

/** A build that fails for no reason of disk or network is the version's fault. */
function requireSuccess(result: RunResult, version: string, context: StepContext): void {
  context.signal.throwIfAborted()
  if (result.exitCode === 0) return
  const failure = commandProblem(result, "build-failed", { version })
  throw failure.code === "build-failed" ? new VersionRejected(version, failure) : new ProblemError(failure)
}
