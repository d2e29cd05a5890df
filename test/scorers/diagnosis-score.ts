import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { LOG_RULES } from "#common/data/log-rules/index"
import type { Cause } from "#common/domain/diagnosis/cause"
import { diagnose } from "#common/domain/diagnosis/diagnosis"

/** A log whose cause is known. */
export interface KnownFailure {
  readonly id: string
  readonly class: string
  readonly log: string
}

/** How the doctor did on a set of known failures. */
export interface DiagnosisScore {
  readonly cases: number
  readonly right: number
  /** Named something else, and was sure of it. */
  readonly confidentlyWrong: number
  readonly misses: readonly string[]
}

/** Runs the doctor over known failures: the first cause must be the known one. */
export function scoreDiagnosis(failures: readonly KnownFailure[]): DiagnosisScore {
  const misses: string[] = []
  let confidentlyWrong = 0
  for (const failure of failures) {
    const causes = diagnose(failure.log, LOG_RULES)
    const [first] = causes
    if (first?.class === failure.class) continue
    if (first?.confidence === "high") confidentlyWrong += 1
    misses.push(`${failure.id}: ${failure.class}, but ${named(causes)}`)
  }
  return { cases: failures.length, right: failures.length - misses.length, confidentlyWrong, misses }
}

function named(causes: readonly Cause[]): string {
  if (causes.length === 0) return "nothing was named"
  return causes.map((cause) => `${cause.class} (${cause.confidence}, line ${cause.evidence.line})`).join(", ")
}

/** Known failures from a file of one JSON object a line. */
export function knownFailures(name: string): readonly KnownFailure[] {
  return readLog(name)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as KnownFailure)
}

/** A captured text from test/fixtures/logs. */
export function readLog(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/logs/${name}`, import.meta.url)), "utf8")
}
