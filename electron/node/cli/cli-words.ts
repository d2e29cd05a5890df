import { createInstance, type i18n } from "i18next"
import type { CliPhrase, CliWordList } from "#common/data/words/cli-words"
import { cliWords as english } from "#common/data/words/cli.en"
import { cliWords as chinese } from "#common/data/words/cli.zh-CN"
import type { EngineStageWords } from "#common/data/words/engine-stage-words"
import { engineStages as stagesEnglish } from "#common/data/words/engine-stages.en"
import { engineStages as stagesChinese } from "#common/data/words/engine-stages.zh-CN"
import { problems as problemsEnglish } from "#common/data/words/problems.en"
import { problems as problemsChinese } from "#common/data/words/problems.zh-CN"
import type { SetupStepWords } from "#common/data/words/setup-step-words"
import { setupSteps as stepsEnglish } from "#common/data/words/setup-steps.en"
import { setupSteps as stepsChinese } from "#common/data/words/setup-steps.zh-CN"
import type { EngineStageId, EngineState } from "#common/domain/engine"
import type { Problem, ProblemCode } from "#common/domain/problem"
import { type ProblemWords, sentencesFor } from "#common/domain/problem-words"
import type { Language, Settings } from "#common/domain/settings"
import type { SetupPhase, SetupStepId } from "#common/domain/setup"
import { readableValues } from "./formats"

interface Words {
  readonly cli: CliWordList
  readonly steps: Readonly<Record<SetupStepId, SetupStepWords>>
  readonly stages: Readonly<Record<EngineStageId, EngineStageWords>>
  readonly problems: Readonly<Record<ProblemCode, ProblemWords>>
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: { cli: english, steps: stepsEnglish, stages: stagesEnglish, problems: problemsEnglish },
  "zh-CN": { cli: chinese, steps: stepsChinese, stages: stagesChinese, problems: problemsChinese },
}

/** What the command line says, in the person's language. */
export class CliWords {
  readonly language: Language
  readonly #words: Words
  readonly #fill: i18n

  constructor(environment: Readonly<Record<string, string | undefined>>, setting: Settings["language"]) {
    this.language = setting === "system" ? languageOf(environment) : setting
    this.#words = WORDS[this.language]
    // Only its interpolation is used: the words are typed records already.
    this.#fill = createInstance()
    void this.#fill.init({
      lng: this.language,
      resources: {},
      initAsync: false,
      interpolation: { escapeValue: false },
    })
  }

  say(phrase: CliPhrase): string {
    return this.#words.cli.say[phrase]
  }

  step(id: SetupStepId): string {
    return this.#words.steps[id].name
  }

  stage(id: EngineStageId): string {
    return this.#words.stages[id].name
  }

  state(state: EngineState): string {
    return this.#words.cli.states[state]
  }

  phase(phase: SetupPhase): string {
    return this.#words.cli.phases[phase]
  }

  /** What happened, the line that shows it, and what can be done: three lines. */
  problem(problem: Problem): string {
    const { what, todo } = sentencesFor(this.#words.problems[problem.code], problem.values)
    const fill = (template: string) =>
      this.#fill.services.interpolator.interpolate(
        template,
        readableValues(problem.values),
        this.language,
        {},
      )
    const evidence = problem.evidence === null ? [] : [`    ${problem.evidence}`]
    return [fill(what), ...evidence, fill(todo)].join("\n")
  }
}

/** As the C library chooses: the first of these that is set counts. */
function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || ""
  return locale.toLowerCase().startsWith("zh") ? "zh-CN" : "en"
}
