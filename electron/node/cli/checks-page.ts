import type { CheckResult, ChecksView } from "#common/domain/checks/check"
import { commandOfFix } from "#common/domain/diagnosis/fix-command"
import type { CliWords } from "./cli-words"
import { distributionFamily } from "./distribution"
import { alignRows } from "./rows"
import { padTo, widthOf } from "./text-width"

/** One line for each check, below it what helps where something is wrong. */
export async function checkLines(view: ChecksView, words: CliWords): Promise<readonly string[]> {
  const shared = await words.shared()
  const results = view.checks.flatMap(({ result }) => result ?? [])
  const levels = words.list.checkLevels
  const width = Math.max(...Object.values(levels).map(widthOf))
  const rows = results.map(
    (result) =>
      [
        `${padTo(levels[result.level], width)}  ${shared.check(result.id)}`,
        words.together(shared.finding(result), ...cureOf(result, words, shared)),
      ] as const,
  )
  const tookMs = (view.endedAtMs ?? 0) - (view.startedAtMs ?? 0)
  return [...alignRows(rows), "", words.say("checks-took", { count: results.length, tookMs })]
}

/** Only where something is wrong: advice beside good news reads like a warning. */
function cureOf(
  { fix, level }: CheckResult,
  words: CliWords,
  shared: Awaited<ReturnType<CliWords["shared"]>>,
): readonly string[] {
  if (fix === null || (level !== "warning" && level !== "error")) return []
  const command = commandOfFix(fix, distributionFamily())
  return [words.say("checks-cure", { fix: command ?? shared.fix(fix) })]
}
