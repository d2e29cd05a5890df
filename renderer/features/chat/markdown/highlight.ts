import type { CodeHighlighterPlugin, HighlightResult } from "streamdown"

/** A piece of a line in one colour; the colour knows both themes. */
export interface HighlightedPiece {
  /** Where in the line it begins. */
  readonly at: number
  readonly text: string
  readonly colour: string
}

export interface HighlightedLine {
  readonly number: number
  readonly length: number
  readonly pieces: readonly HighlightedPiece[]
}

/** A line whose colours are not known yet; `from` is where in its line the text begins. */
export function plainLine(number: number, text: string, from = 0): HighlightedLine {
  return { number, length: from + text.length, pieces: [{ at: from, text, colour: "inherit" }] }
}

let loading: Promise<CodeHighlighterPlugin> | null = null

/** Colours for code, line by line; null for a language nobody knows. Grammars are fetched when first met. */
export async function highlight(
  code: string,
  language: string,
  growing: boolean,
): Promise<readonly HighlightedLine[] | null> {
  loading ??= loadPlugin()
  const plugin = await loading
  if (!plugin.supportsLanguage(language)) return null
  const options = { code, language, themes: plugin.getThemes(), isIncomplete: growing }
  const result = await new Promise<HighlightResult>((resolve) => {
    const known = plugin.highlight(options, resolve)
    if (known !== null) resolve(known)
  })
  return result.tokens.map((tokens, number) => {
    let length = 0
    const pieces = tokens.map(({ content, htmlStyle }) => {
      const piece = { at: length, text: content, colour: colourOf(htmlStyle) }
      length += content.length
      return piece
    })
    return { number, length, pieces }
  })
}

async function loadPlugin(): Promise<CodeHighlighterPlugin> {
  const { createCodePlugin } = await import("@streamdown/code")
  // The usual pair has comments too faint to read.
  return createCodePlugin({ themes: ["github-light-high-contrast", "github-dark-high-contrast"] })
}

function colourOf(style: Readonly<Record<string, string>> | undefined): string {
  const light = style?.["color"]
  const dark = style?.["--shiki-dark"]
  return light === undefined || dark === undefined ? "inherit" : `light-dark(${light}, ${dark})`
}
