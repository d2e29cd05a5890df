import { LOG_RULES } from "#common/data/log-rules/index"
import type { Fix } from "#common/domain/diagnosis/fix"
import { makeFix } from "#common/domain/diagnosis/make-fix"
import type { Problem } from "#common/domain/problem"

/** What can be done about a problem that the doctor knows, best first; nothing for one it does not. */
export function fixesFor(problem: Problem): readonly Fix[] {
  const rule = LOG_RULES.causes.find((one) => one.class === problem.code)
  return rule === undefined ? [] : rule.fixes.map((template) => makeFix(template, problem.values))
}
