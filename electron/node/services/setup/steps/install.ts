import { ProblemError } from "#common/domain/problem"
import type { Home } from "../../../home"
import type { Ports } from "../../../ports"
import { commandProblem } from "../command-failure"
import { engineFolders, wheelPath } from "../engine-folders"
import { loadLock } from "../saved-lock"
import { type Step, textFact } from "../step"
import { uvOf } from "../uv"
import { withWaiting } from "../waiting-progress"

/** Seconds it usually takes to unpack 3 GB of wheels on a disk of the usual kind. */
const USUAL_SECONDS = 25

/** A new environment with everything around vLLM, from the files on disk alone. */
export function installStep(ports: Pick<Ports, "processes" | "files" | "clock">, home: Home): Step {
  return async (context) => {
    const engineId = textFact(context.facts("lock"), "engineId")
    const tools = context.facts("tools")
    const folders = engineFolders(home, engineId)
    const lock = await loadLock(ports.files, home, engineId)
    const uv = uvOf(ports, home, tools)
    // A half-filled environment of an interrupted attempt is not worth telling apart: filling one takes seconds.
    await ports.files.remove(folders.environment)
    await ports.files.makeFolder(home.engines)
    const made = await uv.run(
      "uv venv",
      ["venv", "--python", textFact(tools, "python"), "--no-project", folders.environment],
      { signal: context.signal, onLine: context.line },
    )
    if (made.exitCode !== 0) throw new ProblemError(commandProblem(made, "install-failed"))
    const wheels = lock.wheels.map((file) => wheelPath(home, file))
    const installed = await withWaiting(ports.clock, USUAL_SECONDS, context.report, (setLine) =>
      uv.run(
        "uv pip install",
        [
          ...["pip", "install", "--python", folders.python],
          // The lock has already decided: nothing is looked up, nothing is added.
          ...["--no-deps", "--offline", "--no-index", ...wheels],
        ],
        {
          signal: context.signal,
          onLine: (text) => {
            setLine(text)
            context.line(text)
          },
        },
      ),
    )
    context.signal.throwIfAborted()
    if (installed.exitCode !== 0) throw new ProblemError(commandProblem(installed, "install-failed"))
    await ports.files.writeText(`${folders.environment}/pylock.toml`, lock.pylock)
    return { packages: wheels.length, environment: folders.environment }
  }
}
