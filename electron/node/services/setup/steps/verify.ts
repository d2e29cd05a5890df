import { makeProblem, ProblemError } from "#common/domain/problem"
import { dependencyComplaints } from "#common/domain/resolve/dependency-complaints"
import type { Home } from "../../../home"
import type { Ports } from "../../../ports"
import { commandProblem } from "../command-failure"
import { engineFolders } from "../engine-folders"
import { probeEnvironment } from "../environment-probe"
import { type Step, textFact, VersionRejected } from "../step"
import { uvOf } from "../uv"
import { withWaiting } from "../waiting-progress"

/** Seconds the first import usually takes: Python compiles some ten thousand files on the way. */
const USUAL_SECONDS = 40

/** Imports vLLM where it was built and compares what is installed with what each package asks for. */
export function verifyStep(
  ports: Pick<Ports, "processes" | "clock">,
  home: Home,
  pythonScripts: string,
): Step {
  return async (context) => {
    const { signal, line, report } = context
    const version = textFact(context.facts("lock"), "version")
    const folders = engineFolders(home, textFact(context.facts("lock"), "engineId"))
    const check = await uvOf(ports, home, context.facts("tools")).run(
      "uv pip check",
      ["pip", "check", "--python", folders.python],
      { signal, onLine: line },
    )
    const complaint = dependencyComplaints(`${check.stdout}\n${check.stderr}`)[0]
    if (complaint !== undefined) {
      throw new VersionRejected(version, makeProblem("verify-failed", { version }, complaint.text))
    }
    const probe = await withWaiting(ports.clock, USUAL_SECONDS, report, () =>
      probeEnvironment(ports, { python: folders.python, pythonScripts, signal, onLine: line }),
    )
    signal.throwIfAborted()
    if (probe.result.exitCode !== 0 || probe.report === null) {
      throw new ProblemError(commandProblem(probe.result, "verify-failed", { version }))
    }
    if (probe.report.error !== null) {
      throw new VersionRejected(version, makeProblem("verify-failed", { version }, probe.report.error))
    }
    return { vllm: probe.report.vllm, torch: probe.report.torch, torchCuda: probe.report.torchCuda }
  }
}
