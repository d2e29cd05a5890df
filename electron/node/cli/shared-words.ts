import type { CheckWords } from "#common/data/words/check-words"
import type { EngineStageWords } from "#common/data/words/engine-stage-words"
import type { SetupStepWords } from "#common/data/words/setup-step-words"
import type { CheckFinding, CheckId } from "#common/domain/checks/check"
import type { Fix, FixKind } from "#common/domain/diagnosis/fix"
import { detailsOf, type FixWords, labelFor } from "#common/domain/diagnosis/fix-words"
import type { EngineStageId } from "#common/domain/engine"
import { fillIn } from "#common/domain/fill-in"
import type { PlanReason, PlanReasonCode } from "#common/domain/plan/reasons"
import type { Problem, ProblemCode } from "#common/domain/problem"
import { type ProblemWords, sentencesFor } from "#common/domain/problem-words"
import type { Language } from "#common/domain/settings"
import type { SetupStepId } from "#common/domain/setup"
import type { Formats } from "./formats"

interface Catalogues {
  readonly problems: Readonly<Record<ProblemCode, ProblemWords>>
  readonly fixes: Readonly<Record<FixKind, FixWords>>
  readonly steps: Readonly<Record<SetupStepId, SetupStepWords>>
  readonly stages: Readonly<Record<EngineStageId, EngineStageWords>>
  readonly reasons: Readonly<Record<PlanReasonCode, string>>
  readonly checks: CheckWords
}

/** What is said about a problem. */
export interface ProblemSentences {
  readonly what: string
  /** One sentence, or none where the first says it all. */
  readonly why: readonly string[]
  readonly todo: string
}

/** The words that terminal, window and browser share, in one language. */
export class SharedWords {
  private constructor(
    private readonly words: Catalogues,
    private readonly formats: Formats,
  ) {}

  static async load(language: Language, formats: Formats): Promise<SharedWords> {
    return new SharedWords(await (language === "en" ? english() : chinese()), formats)
  }

  sentences({ code, values }: Problem): ProblemSentences {
    const { what, why, todo } = sentencesFor(this.words.problems[code], values)
    const fill = (sentence: string) => fillIn(sentence, values, this.formats)
    return { what: fill(what), why: why === undefined ? [] : [fill(why)], todo: fill(todo) }
  }

  step(id: SetupStepId): string {
    return this.words.steps[id].name
  }

  stage(id: EngineStageId): string {
    return this.words.stages[id].name
  }

  reason({ code, values }: PlanReason): string {
    return fillIn(this.words.reasons[code], values, this.formats)
  }

  check(id: CheckId): string {
    return this.words.checks.names[id]
  }

  finding({ says, values }: CheckFinding): string {
    return fillIn(this.words.checks.says[says], values, this.formats)
  }

  fix(fix: Fix): string {
    return fillIn(labelFor(this.words.fixes[fix.kind], fix), detailsOf(fix), this.formats)
  }
}

async function english(): Promise<Catalogues> {
  const [problems, fixes, steps, stages, reasons, checks] = await Promise.all([
    import("#common/data/words/problems.en"),
    import("#common/data/words/fixes.en"),
    import("#common/data/words/setup-steps.en"),
    import("#common/data/words/engine-stages.en"),
    import("#common/data/words/plan-reasons.en"),
    import("#common/data/words/checks.en"),
  ])
  return {
    problems: problems.problems,
    fixes: fixes.fixes,
    steps: steps.setupSteps,
    stages: stages.engineStages,
    reasons: reasons.planReasons,
    checks: checks.checkWords,
  }
}

async function chinese(): Promise<Catalogues> {
  const [problems, fixes, steps, stages, reasons, checks] = await Promise.all([
    import("#common/data/words/problems.zh-CN"),
    import("#common/data/words/fixes.zh-CN"),
    import("#common/data/words/setup-steps.zh-CN"),
    import("#common/data/words/engine-stages.zh-CN"),
    import("#common/data/words/plan-reasons.zh-CN"),
    import("#common/data/words/checks.zh-CN"),
  ])
  return {
    problems: problems.problems,
    fixes: fixes.fixes,
    steps: steps.setupSteps,
    stages: stages.engineStages,
    reasons: reasons.planReasons,
    checks: checks.checkWords,
  }
}
