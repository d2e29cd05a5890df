import type { Cause } from "#common/domain/diagnosis/cause"
import type { Fix } from "#common/domain/diagnosis/fix"
import { commandOfFix } from "#common/domain/diagnosis/fix-command"
import { problemFromCause } from "#common/domain/diagnosis/problem-from-cause"
import type { CliWords } from "./cli-words"
import { distributionFamily } from "./distribution"

/** What went wrong, likeliest first: what happened, why, the line that shows it, and what can be done. */
export async function causeLines(causes: readonly Cause[], words: CliWords): Promise<readonly string[]> {
  const pages = await Promise.all(causes.map((cause) => pageOf(cause, words)))
  return pages.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines]))
}

async function pageOf(cause: Cause, words: CliWords): Promise<readonly string[]> {
  const { confidence, evidence, fixes } = cause
  const shared = await words.shared()
  const { what, why, todo } = shared.sentences(problemFromCause(cause))
  const labels = fixes
    .filter(({ by }) => by !== "explanation")
    .map((fix) => `  - ${labelOf(fix, shared.fix(fix))}`)
  const place =
    evidence.text === "" ? [] : [words.say("evidence", { line: evidence.line }), `    ${evidence.text}`]
  return [
    `${what} ${words.say(SURE[confidence], { class: cause.class })}`,
    ...why,
    ...place,
    todo,
    ...(labels.length === 0 ? [] : [words.say("can-do"), ...labels]),
  ]
}

const SURE = { high: "sure-high", medium: "sure-medium", low: "sure-low" } as const

/** With the exact command, where a person has to type one. */
function labelOf(fix: Fix, label: string): string {
  const command = commandOfFix(fix, distributionFamily())
  return command === null ? label : `${label}: ${command}`
}
