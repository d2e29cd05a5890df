import { PatternIndex, type Pattern } from "./pattern-index"
import { RUN_MARKS, type CauseRule, type LogStage, type RuleBook, type RunMark, type Sign } from "./rule"
import { compileTemplate, type Template } from "./template"

/** What a pattern of a rule book stands for. */
export type Meaning =
  | { readonly is: "sign"; readonly sign: CompiledSign }
  | { readonly is: "stage"; readonly stage: LogStage }
  | { readonly is: "run"; readonly mark: RunMark }
  | { readonly is: "mark"; readonly name: string }
  | { readonly is: "harmless" }
  | { readonly is: "telling" }

export interface CompiledSign {
  readonly rule: CauseRule
  readonly sign: Sign
  /** Place in the book: between equals the earlier one wins. */
  readonly order: number
  readonly butNot: readonly Template[]
}

/** A rule book made ready to read with. */
export interface CompiledRules {
  readonly book: RuleBook
  readonly index: PatternIndex<Meaning>
}

/** The compiled form of a rule book, made once. */
export function compileRules(book: RuleBook): CompiledRules {
  const known = COMPILED.get(book)
  if (known !== undefined) return known
  const compiled = { book, index: new PatternIndex(patternsOf(book)) }
  COMPILED.set(book, compiled)
  return compiled
}

const COMPILED = new WeakMap<RuleBook, CompiledRules>()

/** What a line tells of the run is read first; harmless lines show no sign; what is merely telling comes last. */
function patternsOf(book: RuleBook): Pattern<Meaning>[] {
  const patterns: Pattern<Meaning>[] = []
  const add = (says: readonly string[], meaning: Meaning) => {
    for (const source of says) patterns.push({ template: compileTemplate(source, book.phrases), meaning })
  }
  for (const mark of RUN_MARKS) add(book.runs[mark], { is: "run", mark })
  for (const { stage, says } of book.stages.marks) add(says, { is: "stage", stage })
  for (const [name, says] of Object.entries(book.marks)) add(says, { is: "mark", name })
  add(book.harmless, { is: "harmless" })
  for (const sign of signsOf(book)) add(sign.sign.says, { is: "sign", sign })
  add(book.telling, { is: "telling" })
  return patterns
}

function signsOf(book: RuleBook): CompiledSign[] {
  return book.causes
    .flatMap((rule) => rule.signs.map((sign) => ({ rule, sign })))
    .map(({ rule, sign }, order) => ({
      rule,
      sign,
      order,
      butNot: (sign.butNot ?? []).map((source) => compileTemplate(source, book.phrases)),
    }))
}
