import { makeProblem, type Problem, type ProblemCode } from "#common/domain/problem"
import { readResolutionFailure } from "#common/domain/resolve/resolution-failure"
import type { RunResult } from "../../ports"

/** Signs by which the tools of a setup say what is wrong, most specific first. */
const SIGNS: readonly { readonly sign: RegExp; readonly code: ProblemCode }[] = [
  { sign: /no space left on device|os error 28|\bENOSPC\b|disk quota exceeded/iu, code: "disk-full" },
  { sign: /permission denied|os error 13|\bEACCES\b|read-only file system/iu, code: "permission-denied" },
  {
    sign: /certificate|invalid peer certificate|self.signed|unknownissuer|\bSSL\b/iu,
    code: "ssl-cert-failed",
  },
  { sign: /407 proxy|proxy authentication required|tunnel error|proxy connect/iu, code: "proxy-refused" },
  {
    sign: /dns error|failed to lookup address|connection refused|connection reset|timed? ?out|network is unreachable|error sending request|request failed after/iu,
    code: "index-unreachable",
  },
]

/**
 * The problem behind a failed tool run: by the signs in its output, else `fallback`. The evidence is the line that
 * carries the sign, or the last line that says anything.
 */
export function commandProblem(
  result: RunResult,
  fallback: ProblemCode,
  values: Problem["values"] = {},
): Problem {
  const output = `${result.stderr}\n${result.stdout}`
  const missing = readResolutionFailure(output)
  if (missing !== null) {
    const { name, wanted, available } = missing
    return makeProblem(
      "index-lacks-package",
      { ...values, package: name, wanted, available: available ?? "" },
      lineWith(output, /no solution found|because/iu) ?? name,
    )
  }
  for (const { sign, code } of SIGNS) {
    const evidence = lineWith(output, sign)
    if (evidence !== null) return makeProblem(code, values, evidence)
  }
  const why =
    result.end === "timeout" ? `no end after ${Math.round(result.durationMs / 1000)} s` : lastLine(output)
  return makeProblem(fallback, values, why)
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
