import { MACHINE_FAULTS } from "#common/data/machine-faults"
import { SELFTEST_MODEL_NAME, SELFTEST_SIZE } from "#common/data/selftest"
import type { EngineStartRequest } from "#common/domain/engine"
import type { MachineReport } from "#common/domain/hardware"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import { selftestSettings } from "#common/domain/selftest-settings"
import type { Home } from "../../../home"
import type { EngineKey } from "../../engine/engine-key"
import type { EngineLogReader } from "../../engine/engine-log-reader"
import { EngineRun } from "../../engine/engine-run"
import type { EnginePorts } from "../../engine/engine-service"
import { launch, prepareLaunch } from "../../engine/launch-engine"
import { type RunRecord, RunRecords } from "../../engine/run-record"
import { runSelftest } from "../../engine/selftest"
import { type Step, type StepContext, textFact, VersionRejected } from "../step"
import { waitingProgress } from "../waiting-progress"

/** Seconds from launch to the last answer on a usual machine. */
const USUAL_SECONDS = 100
/** A self-test that takes longer hangs. */
const LIMIT_MS = 25 * 60_000

/** What the self-test needs to know beside the ports. */
export interface SelftestSurroundings {
  readonly home: Home
  readonly pythonScripts: string
  readonly engineKey: EngineKey
  readonly modelPath: string
  readonly machine: () => Promise<MachineReport>
  readonly newReader: (record: RunRecord) => EngineLogReader
  /** The person's model is the self-test model itself: then the server that has just answered goes on serving. */
  readonly keepServing: (request: EngineStartRequest) => boolean
}

/** Serves the self-test model with the new engine, on the person's own hardware, and has a conversation with it. */
export function selftestStep(ports: EnginePorts, around: SelftestSurroundings): Step {
  const records = new RunRecords(ports.files, around.home)
  return async (context) => {
    const version = textFact(context.facts("lock"), "version")
    const report = await around.machine()
    const request = selftestRequest(context.request.target, report, around.modelPath)
    const prepared = await prepareLaunch(ports, around.home, around.pythonScripts, {
      engineId: textFact(context.facts("lock"), "engineId"),
      target: context.request.target,
      request,
      chatTemplate: null,
      apiKey: await around.engineKey.current(),
    })
    const startedAtMs = ports.clock.now()
    const record = await launch(ports, around.home, records, prepared)
    const { run, answered } = watch(ports, around, record, context)
    let keep = false
    try {
      const signal = AbortSignal.any([context.signal, AbortSignal.timeout(LIMIT_MS)])
      await answered(signal)
      const readyMs = ports.clock.now() - startedAtMs
      const { atMs, ...selftest } = await runSelftest(ports, run.address, readyMs, signal)
      keep = around.keepServing(request)
      return { atMs, ...selftest, serving: keep }
    } catch (error) {
      context.signal.throwIfAborted()
      throw judged(error, version)
    } finally {
      if (keep) await run.release()
      else {
        await run.stop()
        await records.remove(record.runId)
      }
    }
  }
}

/** The request with which the self-test model is served, here and in the trial. */
function selftestRequest(
  target: "cuda" | "cpu",
  report: MachineReport,
  modelPath: string,
): EngineStartRequest {
  const settings = selftestSettings(target, report.gpus, SELFTEST_SIZE)
  return { modelPath, modelName: SELFTEST_MODEL_NAME, settings }
}

/** Follows the run; `answered` resolves with its first answer and throws what ended it instead. */
function watch(
  ports: EnginePorts,
  around: SelftestSurroundings,
  record: RunRecord,
  context: StepContext,
): { readonly run: EngineRun; readonly answered: (signal: AbortSignal) => Promise<void> } {
  const first = Promise.withResolvers<void>()
  const startedAtMs = ports.clock.now()
  const onLine = (text: string) => {
    context.line(text)
    context.report(waitingProgress(USUAL_SECONDS, (ports.clock.now() - startedAtMs) / 1000, text))
  }
  const run = new EngineRun(ports, record, onLine, around.newReader(record), {
    progress: () => undefined,
    served: () => undefined,
    answered: () => first.resolve(),
    gone: (problem) => first.reject(new ProblemError(problem ?? makeProblem("engine-killed"))),
  })
  return {
    run,
    answered: (signal) => {
      signal.addEventListener("abort", () => first.reject(signal.reason), { once: true })
      return first.promise
    },
  }
}

/** The version's fault, unless the cause is one that any version would have met. */
function judged(error: unknown, version: string): ProblemError {
  const problem: Problem = isTimeout(error)
    ? makeProblem("selftest-no-answer", { version }, `no answer after ${LIMIT_MS / 60_000} min`)
    : problemOf(error)
  const known = { ...problem, values: { version, ...problem.values } }
  return MACHINE_FAULTS.includes(problem.code) ? new ProblemError(known) : new VersionRejected(version, known)
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError"
}
