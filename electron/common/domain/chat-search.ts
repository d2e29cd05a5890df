import type { KeptMessage } from "./chat"

/** A place where what was searched for stands. */
export interface SearchHit {
  readonly threadId: string
  /** Null when it stands in the title. */
  readonly messageId: string | null
  readonly role: KeptMessage["role"] | null
  readonly atMs: number
  readonly snippet: string
  /** Where the words stand in the snippet; `end` is the character behind. */
  readonly matches: readonly { readonly start: number; readonly end: number }[]
}

/** More words than this make no search narrower. */
const MOST_TERMS = 10

/** The words of a search: a text is found when it holds all of them, in any order and place. */
export function searchTerms(wanted: string): readonly string[] {
  const terms = wanted.replaceAll("\u0000", " ").split(/\s+/u)
  return [...new Set(terms.filter((term) => term !== ""))].slice(0, MOST_TERMS)
}

/** What can be found of a message: its words, without thoughts and tool calls. */
export function searchableText({ parts }: Pick<KeptMessage, "parts">): string {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n")
}

/** True when a text holds every term, in any case of letters. */
export function holdsAll(text: string, terms: readonly string[]): boolean {
  return terms.every((term) => patternOf([term]).test(text))
}

/** Characters shown before the first match, and in all. */
const BEFORE_MATCH = 40
const SNIPPET_LENGTH = 180

/** The part of a text around the first match, on one line, with all matches in it. */
export function snippetOf(text: string, terms: readonly string[]): Pick<SearchHit, "snippet" | "matches"> {
  const pattern = patternOf(terms)
  const first = Math.max(0, text.search(pattern))
  const from = outsidePair(text, first <= BEFORE_MATCH ? 0 : first - BEFORE_MATCH)
  const to = outsidePair(text, Math.min(text.length, from + SNIPPET_LENGTH))
  const [before, after] = [from > 0 ? "…" : "", to < text.length ? "…" : ""]
  // One character for one, so that positions hold.
  const line = text.slice(from, to).replaceAll(/\s/gu, " ")
  const matches = [...line.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: before.length + index,
    end: before.length + index + match.length,
  }))
  return { snippet: `${before}${line}${after}`, matches }
}

function patternOf(terms: readonly string[]): RegExp {
  const longestFirst = terms.toSorted((a, b) => b.length - a.length)
  return new RegExp(
    longestFirst.map((term) => term.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|"),
    "giu",
  )
}

/** Never between the halves of a character. */
function outsidePair(text: string, at: number): number {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at
}
