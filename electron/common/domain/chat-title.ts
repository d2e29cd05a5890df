/** Longest title, in characters as people count them. */
const LONGEST_TITLE = 60

/**
 * A title out of the first thing a person wrote: its first line with words, without marks of Markdown, cut between
 * words where the language has gaps. Empty when there is nothing to make one of.
 */
export function titleFrom(text: string): string {
  const line = text.split("\n").map(withoutMarks).find(hasWords) ?? ""
  const characters = [
    ...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(line.slice(0, 2000)),
  ]
  if (characters.length <= LONGEST_TITLE) return line.slice(0, 2000)
  const cut = characters
    .slice(0, LONGEST_TITLE - 1)
    .map(({ segment }) => segment)
    .join("")
  const gap = cut.lastIndexOf(" ")
  // A gap far from the end would throw away most of a title in a language without gaps.
  return `${(gap > cut.length * 0.6 ? cut.slice(0, gap) : cut).trimEnd()}…`
}

function withoutMarks(line: string): string {
  return line
    .replace(/^[\s#>*+-]+/, "")
    .replaceAll(/[`*_~]{2,}|`/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
}

function hasWords(line: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(line)
}
