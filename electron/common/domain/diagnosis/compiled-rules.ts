import { AnchorIndex } from "./anchor-index"
import { RUN_MARKS, type CauseRule, type LogStage, type RuleBook, type RunMark, type Sign } from "./rule"
import { compileTemplate, type Template } from "./template"

/** What a pattern stands for when it matches. */
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

export interface Pattern {
  readonly template: Template
  readonly meaning: Meaning
}

/** A rule book made ready to read with: all patterns behind one index of the texts they look for. */
export class CompiledRules {
  readonly signs: readonly CompiledSign[]
  private readonly patterns: readonly Pattern[]
  private readonly index: AnchorIndex
  private readonly patternsOfAnchor: readonly (readonly number[])[]
  /** The line at which a pattern was last found: each is tried once a line. */
  private readonly lastTried: Float64Array
  private searches = 0

  constructor(readonly book: RuleBook) {
    const patterns: Pattern[] = []
    const add = (says: readonly string[], meaning: Meaning) => {
      for (const source of says) {
        patterns.push({ template: compileTemplate(source, book.phrases), meaning })
      }
    }
    add(book.harmless, { is: "harmless" })
    for (const mark of RUN_MARKS) add(book.runs[mark], { is: "run", mark })
    for (const { stage, says } of book.stages.marks) add(says, { is: "stage", stage })
    for (const [name, says] of Object.entries(book.marks)) add(says, { is: "mark", name })
    this.signs = book.causes
      .flatMap((rule) => rule.signs.map((sign) => ({ rule, sign })))
      .map(({ rule, sign }, order) => ({
        rule,
        sign,
        order,
        butNot: (sign.butNot ?? []).map((source) => compileTemplate(source, book.phrases)),
      }))
    for (const sign of this.signs) add(sign.sign.says, { is: "sign", sign })
    add(book.telling, { is: "telling" })

    const byAnchor = new Map<string, number[]>()
    for (const [index, { template }] of patterns.entries()) {
      for (const anchor of template.anchors) {
        byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), index])
      }
    }
    this.patterns = patterns
    this.index = new AnchorIndex([...byAnchor.keys()])
    this.patternsOfAnchor = [...byAnchor.values()]
    this.lastTried = new Float64Array(patterns.length)
  }

  /** Patterns that may match the text, in the order of the book; none for most lines of most logs. */
  candidates(text: string): readonly Pattern[] {
    this.searches += 1
    let found: number[] | null = null
    this.index.search(text, (anchor) => {
      for (const pattern of this.patternsOfAnchor[anchor] ?? []) {
        if (this.lastTried[pattern] === this.searches) continue
        this.lastTried[pattern] = this.searches
        found = found ?? []
        found.push(pattern)
      }
    })
    return found === null ? NOTHING : toPatterns(found, this.patterns)
  }
}

const NOTHING: readonly Pattern[] = []

function toPatterns(found: number[], patterns: readonly Pattern[]): readonly Pattern[] {
  if (found.length > 1) found.sort((a, b) => a - b)
  const result: Pattern[] = []
  for (const index of found) {
    const pattern = patterns[index]
    if (pattern !== undefined) result.push(pattern)
  }
  return result
}

const COMPILED = new WeakMap<RuleBook, CompiledRules>()

/** The compiled form of a rule book, made once. */
export function compileRules(book: RuleBook): CompiledRules {
  const known = COMPILED.get(book)
  if (known !== undefined) return known
  const compiled = new CompiledRules(book)
  COMPILED.set(book, compiled)
  return compiled
}
