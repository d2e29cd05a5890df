import type { Problem, ProblemCode } from "./problem"

/** What is said about a problem in one language. `{{name}}` stands for a value of it. */
export interface ProblemWords extends Sentences {
  /** The same, told more exactly; used where all the values it names are known. */
  readonly known?: Partial<Sentences>
}

/** The words of one area. */
export type ProblemWordsOf = Partial<Readonly<Record<ProblemCode, ProblemWords>>>

interface Sentences {
  /** What happened, in one sentence. */
  readonly what: string
  /** Why that is so, or how one can tell. */
  readonly why?: string
  /** What to do, best first. */
  readonly todo: string
}

/** The sentences that fit what is known of a problem, their values still to be filled in. */
export function sentencesFor(words: ProblemWords, values: Problem["values"]): Sentences {
  const pick = (plain: string | undefined, exact: string | undefined) =>
    exact !== undefined && namesIn(exact).every((name) => isKnown(values[name])) ? exact : plain
  const why = pick(words.why, words.known?.why)
  return {
    what: pick(words.what, words.known?.what) ?? words.what,
    ...(why === undefined ? {} : { why }),
    todo: pick(words.todo, words.known?.todo) ?? words.todo,
  }
}

function namesIn(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, name]) => name ?? [])
}

function isKnown(value: string | number | undefined): boolean {
  return value !== undefined && value !== ""
}
