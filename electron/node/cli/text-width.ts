import { stripVTControlCharacters } from "node:util"

/** Characters that take two columns in a terminal: East Asian wide and full-width ones, and pictures. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u
/** What may not stand at the beginning of a line, and what may not stand at its end. */
const CLOSING = "，。、：；！？）》」』】”’…"
const OPENING = "（《「『【“‘"

/** Columns a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of stripVTControlCharacters(text)) width += widthOfCharacter(character)
  return width
}

/** The text, filled up with spaces to so many columns. */
export function padTo(text: string, columns: number, side: "left" | "right" = "right"): string {
  const fill = " ".repeat(Math.max(0, columns - widthOf(text)))
  return side === "right" ? text + fill : fill + text
}

/** The text without what is beyond so many columns. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let width = 0
  let kept = ""
  for (const character of stripVTControlCharacters(text)) {
    width += widthOfCharacter(character)
    if (width > columns - 1) break
    kept += character
  }
  return `${kept}…`
}

/** Lines of at most so many columns, broken at spaces and between Chinese characters. */
export function wrapTo(text: string, columns: number): readonly string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, columns))
}

function wrapLine(line: string, columns: number): readonly string[] {
  const lines: string[] = []
  let current = ""
  for (const piece of piecesOf(line)) {
    if (current.trim() !== "" && widthOf(current + piece.trimEnd()) > columns) {
      lines.push(current.trimEnd())
      current = piece.trimStart()
    } else current += piece
  }
  return [...lines, current.trimEnd()]
}

/** What is never broken: words with the space behind them, Chinese characters with the marks that cling to them. */
function piecesOf(line: string): readonly string[] {
  const pieces: string[] = []
  for (const character of line) {
    const last = pieces.at(-1) ?? ""
    const before = /.$/su.exec(last)?.[0] ?? ""
    const clings = CLOSING.includes(character) || OPENING.includes(before)
    const goesOn = !WIDE.test(character) && !WIDE.test(before) && (before !== " " || character === " ")
    if (last !== "" && (clings || goesOn || (character === " " && before !== ""))) {
      pieces[pieces.length - 1] = last + character
    } else pieces.push(character)
  }
  return pieces
}

function widthOfCharacter(character: string): number {
  if (NO_WIDTH.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}
