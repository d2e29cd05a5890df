import { LOG_RULES } from "#common/data/log-rules/index"
import { diagnose } from "#common/domain/diagnosis/diagnosis"
import { problemFromCause } from "#common/domain/diagnosis/problem-from-cause"
import { makeProblem, type Problem, type ProblemCode } from "#common/domain/problem"
import { readResolutionFailure } from "#common/domain/resolve/resolution-failure"
import type { RunResult } from "../../ports"

/**
 * The problem behind a failed tool run: what the doctor reads from its output with certainty, else `fallback` with
 * the last line that says anything. A package that an index lacks is named.
 */
export function commandProblem(
  result: RunResult,
  fallback: ProblemCode,
  values: Problem["values"] = {},
): Problem {
  const output = `${result.stdout}\n${result.stderr}`
  const missing = readResolutionFailure(output)
  if (missing !== null) {
    const { name, wanted, available } = missing
    return makeProblem(
      "index-lacks-package",
      { ...values, package: name, wanted, available: available ?? "" },
      lineWith(output, /because/iu) ?? name,
    )
  }
  const cause = diagnose(output, LOG_RULES).find((candidate) => candidate.confidence === "high")
  if (cause !== undefined) {
    const problem = problemFromCause(cause)
    return { ...problem, ...reached(problem, output), values: { ...values, ...problem.values } }
  }
  const waited = `no end after ${Math.round(result.durationMs / 1000)} s`
  return makeProblem(fallback, values, result.end === "timeout" ? waited : lastLine(output))
}

/** uv says first that it tried and last what stood in the way; the last is what people can act on. */
function reached(problem: Problem, output: string): Partial<Problem> {
  if (problem.code !== "network-timeout-pip") return {}
  const deepest = output.split("\n").findLast((line) => /^\s*cause: /u.test(line))
  return { code: "index-unreachable", evidence: deepest?.trim().replace("cause: ", "") ?? problem.evidence }
}

function lineWith(output: string, sign: RegExp): string | null {
  const line = output.split("\n").find((candidate) => sign.test(candidate))
  return line === undefined
    ? null
    : line
        .trim()
        .replace(/^(?:error|cause): /u, "")
        .slice(0, 500)
}

function lastLine(output: string): string | null {
  const line = output.split("\n").findLast((candidate) => candidate.trim() !== "")
  return line === undefined ? null : line.trim().slice(0, 500)
}
