import { describe, expect, it } from "vitest"
import { LOG_RULES } from "#common/data/log-rules/index"
import { CAUSE_CLASSES } from "#common/domain/diagnosis/cause-classes"
import { diagnose } from "#common/domain/diagnosis/diagnosis"
import { readLog } from "../../scorers/diagnosis-score"

/**
 * Gathered from threads, from the sources of thirteen versions of vLLM and from the tools around it, and labelled
 * before the doctor saw them. At first sight it was right in 218 of 241 failures, sure but wrong in 2, and found
 * something in 10 of 55 texts without a failure. A half of them that was held back (106 of 112 right) and a last set
 * of 59 (45 of 47 right, 2 of 12 not left alone) measured what it had learned; the rules know them all since.
 */
interface GatheredLog {
  readonly id: string
  /** Null: nothing failed. */
  readonly class: string | null
  /** What is as right, where a log names two causes that are one. */
  readonly also?: readonly string[]
  readonly log: string
}

const gathered = readLog("unseen-cases.jsonl")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as GatheredLog)
const failures = gathered.filter((entry) => entry.class !== null)
const healthy = gathered.filter((entry) => entry.class === null)

describe("gathered logs", () => {
  it("show their first cause in 97 of 100, and a wrong one surely in at most 1", () => {
    const misses: string[] = []
    let sureAndWrong = 0
    for (const { id, class: wanted, also = [], log } of failures) {
      const [first] = diagnose(log, LOG_RULES)
      if (first !== undefined && [wanted, ...also].includes(first.class)) continue
      misses.push(`${id}: ${wanted}, but ${first?.class}`)
      if (first?.confidence === "high") sureAndWrong += 1
    }
    expect(misses.length / failures.length <= 0.03 ? [] : misses).toEqual([])
    expect(sureAndWrong / failures.length).toBeLessThanOrEqual(0.01)
  }, 60_000)

  it.each(healthy)("show nothing where nothing failed: $id", ({ log }) => {
    expect(diagnose(log, LOG_RULES)).toEqual([])
  })

  // What only facts beside a log can show has no log of its own; the rest must not fall out of the set.
  it("hold every cause that a log can show", () => {
    const beside = ["orphan-processes", "engine-killed", "engine-cause-unknown", "cpu-memory-short"]
    const known = new Set([...failures.map((entry) => entry.class), ...beside])
    expect(CAUSE_CLASSES.filter((name) => !known.has(name))).toEqual([])
  })
})
