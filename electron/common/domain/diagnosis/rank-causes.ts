import type { Cause } from "./cause"
import type { CompiledRules, CompiledSign } from "./compiled-rules"
import { FACT_TESTS, valuesOfFacts, type Fact } from "./fact"
import type { Fix } from "./fix"
import type { Finding, LogRun } from "./log-run"
import { makeFix } from "./make-fix"
import type { CauseRule, Confidence, LogStage, Sign, SignRank } from "./rule"
import type { Values } from "./template"

/** A cause in question, before it is known whether another one explains it. */
interface Candidate {
  readonly rule: CauseRule
  readonly rank: SignRank
  readonly confidence: Confidence
  readonly line: number
  readonly text: string
  readonly values: Values
  /** Only ever said by lines that were no errors. */
  readonly isMild: boolean
  readonly order: number
}

const RANKS: readonly SignRank[] = ["cause", "weak", "wrapper", "notice"]

/**
 * The causes of what a run shows, first cause first: by weight, then by the line at which it showed. What only wraps a
 * cause, and what another cause explains, is left out.
 */
export function rankCauses(rules: CompiledRules, run: LogRun, facts: readonly Fact[]): Cause[] {
  const fromLog = bestPerClass(logCandidates(run))
  const all = [...fromLog, ...factCandidates(rules, facts, fromLog)].sort(firstCauseFirst)
  const heaviest = all[0]?.rank ?? "notice"
  if (heaviest !== "cause" && heaviest !== "weak") return lastResort(rules, run, facts, all)
  const standing = withoutExplained(withoutOvercome(all.filter(({ rank }) => rank === heaviest)))
  return standing.map((candidate) => toCause(candidate, run, facts))
}

function logCandidates(run: LogRun): Candidate[] {
  const candidates: Candidate[] = []
  for (const [sign, findings] of run.findings) {
    const finding = findings.find((place) => fits(sign.sign, place, run))
    if (finding !== undefined) candidates.push(toCandidate(sign, finding))
  }
  return candidates
}

function toCandidate({ rule, sign, order }: CompiledSign, finding: Finding): Candidate {
  return {
    rule,
    rank: sign.rank ?? "cause",
    confidence: sign.confidence,
    line: finding.line,
    text: finding.text,
    values: finding.values,
    isMild: finding.isMild,
    order,
  }
}

function fits(sign: Sign, finding: Finding, run: LogRun): boolean {
  if (sign.with?.every((mark) => run.marks.has(mark)) === false) return false
  if (sign.without?.some((mark) => run.marks.has(mark)) === true) return false
  if (sign.during === undefined) return true
  const stage = stageOf(finding, run)
  return stage !== null && sign.during.includes(stage)
}

function stageOf(finding: Finding, run: LogRun): LogStage | null {
  return finding.stage ?? finding.stageByLog ?? run.firstStage
}

/** Keeps the best sign of each class and adds what its other signs know. */
function bestPerClass(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const candidate of [...candidates].sort(firstCauseFirst)) {
    const known = best.get(candidate.rule.class)
    best.set(candidate.rule.class, known === undefined ? candidate : withMore(known, candidate))
  }
  return [...best.values()]
}

function withMore(known: Candidate, other: Candidate): Candidate {
  return {
    ...known,
    isMild: known.isMild && (other.isMild || other.rank !== known.rank),
    values: { ...other.values, ...known.values },
  }
}

function firstCauseFirst(a: Candidate, b: Candidate): number {
  return RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || a.line - b.line || a.order - b.order
}

function factCandidates(
  rules: CompiledRules,
  facts: readonly Fact[],
  fromLog: readonly Candidate[],
): Candidate[] {
  if (facts.length === 0) return []
  const classes = new Set(fromLog.map(({ rule }) => rule.class))
  const candidates: Candidate[] = []
  for (const rule of rules.book.causes) {
    for (const { test, confidence, rank = "cause", after } of rule.facts ?? []) {
      const values = FACT_TESTS[test](facts)
      if (values === null || after?.some((name) => classes.has(name)) === false) continue
      candidates.push({ rule, rank, confidence, line: 0, text: "", values, isMild: false, order: 0 })
    }
  }
  return candidates
}

/** What was only warned of did not stop a start that goes on to fail of something else, unless it explains that. */
function withoutOvercome(candidates: readonly Candidate[]): readonly Candidate[] {
  const failures = candidates.filter(({ isMild }) => !isMild).map(({ rule }) => rule.class)
  return failures.length === 0
    ? candidates
    : candidates.filter(({ isMild, rule }) => !isMild || rule.beats?.some((name) => failures.includes(name)))
}

/** Drops what another cause in the list says it explains. */
function withoutExplained(candidates: readonly Candidate[]): Candidate[] {
  const explained = new Set<string>()
  for (const { rule } of candidates) {
    if (explained.has(rule.class)) continue
    for (const name of rule.beats ?? []) explained.add(name)
  }
  return candidates.filter(({ rule }) => !explained.has(rule.class))
}

/** Nothing names a cause: say so with the most telling line, or that there is only a wrapper, or a mere notice. */
function lastResort(
  rules: CompiledRules,
  run: LogRun,
  facts: readonly Fact[],
  candidates: readonly Candidate[],
): Cause[] {
  const wrapper = candidates.find(({ rank }) => rank === "wrapper")
  const [first] = run.telling
  if (first !== undefined) {
    const unknown = rules.book.causes.find((rule) => rule.class === "engine-cause-unknown")
    const lines = run.telling.map(({ text }) => text).join("\n")
    if (unknown === undefined) return []
    const candidate = { rule: unknown, rank: "weak", confidence: "low", isMild: false, order: 0 } as const
    return [toCause({ ...candidate, ...first, values: { lines } }, run, facts)]
  }
  const notice = candidates.find(({ rank }) => rank === "notice")
  // A start that went on after the notice has something else to show, or is well.
  const last = wrapper ?? (run.cameFar && notice?.line !== 0 ? undefined : notice)
  return last === undefined ? [] : [toCause(last, run, facts)]
}

/** Nobody can end a process, leave out a card or fetch a file that was not named. */
function isUsable(fix: Fix): boolean {
  if (fix.kind === "end-process") return fix.pid !== null
  if (fix.kind === "leave-out-gpu") return fix.gpu !== null
  return fix.kind !== "refetch-file" || fix.file !== null
}

function toCause(candidate: Candidate, run: LogRun, facts: readonly Fact[]): Cause {
  const around: Values = { ...valuesOfFacts(facts), ...run.values }
  const values: Record<string, string | number> = {}
  for (const name of candidate.rule.also ?? []) {
    const value = around[name]
    if (value !== undefined) values[name] = value
  }
  Object.assign(values, candidate.values)
  return {
    class: candidate.rule.class,
    confidence: candidate.confidence,
    evidence: { line: candidate.line, text: candidate.text },
    values,
    fixes: candidate.rule.fixes.map((fix) => makeFix(fix, { ...around, ...values })).filter(isUsable),
  }
}
