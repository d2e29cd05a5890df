import type { CodeHighlighterPlugin, HighlightResult } from "streamdown"

/** A piece of a line in one colour; the colour knows both themes. */
export interface HighlightedPiece {
  readonly text: string
  readonly colour: string
}
export type HighlightedLine = readonly HighlightedPiece[]

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
  return result.tokens.map((line) =>
    line.map(({ content, htmlStyle }) => ({ text: content, colour: colourOf(htmlStyle) })),
  )
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
