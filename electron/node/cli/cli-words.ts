import type { CliHelpWords } from "#common/data/words/cli-help-words"
import { cliHelp as helpEnglish } from "#common/data/words/cli-help.en"
import { cliHelp as helpChinese } from "#common/data/words/cli-help.zh-CN"
import type { CliPhrase, CliWordList } from "#common/data/words/cli-words"
import { cliWords as english } from "#common/data/words/cli.en"
import { cliWords as chinese } from "#common/data/words/cli.zh-CN"
import { fillIn } from "#common/domain/fill-in"
import type { Problem } from "#common/domain/problem"
import type { Language } from "#common/domain/settings"
import { type Formats, formatsFor } from "./formats"
import { type ProblemSentences, SharedWords } from "./shared-words"

const WORDS: Readonly<Record<Language, { readonly list: CliWordList; readonly help: CliHelpWords }>> = {
  en: { list: english, help: helpEnglish },
  "zh-CN": { list: chinese, help: helpChinese },
}

/** What the command line says, in the person's language. */
export class CliWords {
  /** How figures are written. */
  readonly formats: Formats
  readonly help: CliHelpWords
  /** Words for states, phases and the like. */
  readonly list: CliWordList
  #shared: Promise<SharedWords> | null = null

  constructor(readonly language: Language) {
    this.formats = formatsFor(language)
    this.help = WORDS[language].help
    this.list = WORDS[language].list
  }

  say(phrase: CliPhrase, values: Readonly<Record<string, string | number>> = {}): string {
    return fillIn(this.list.say[phrase], values, this.formats)
  }

  /** What happened, why, the line that shows it, and what can be done. */
  async problem(problem: Problem): Promise<string> {
    const { what, why, todo } = await this.sentences(problem)
    const evidence = problem.evidence === null ? [] : [`    ${problem.evidence}`]
    return [this.together(what, ...why), ...evidence, todo].join("\n")
  }

  /** The sentences about a problem, with the advice that fits a terminal. */
  async sentences(problem: Problem): Promise<ProblemSentences> {
    const said = (await this.shared()).sentences(problem)
    const here = this.list.todo[problem.code]
    return here === undefined ? said : { ...said, todo: fillIn(here, problem.values, this.formats) }
  }

  /** The catalogues that every front door shares: large, and most commands end without them. */
  shared(): Promise<SharedWords> {
    return (this.#shared ??= SharedWords.load(this.language, this.formats))
  }

  /** Sentences in one line, as the language sets them. */
  together(...sentences: readonly string[]): string {
    return sentences.join(this.language === "en" ? " " : "")
  }
}
