const CODE = /(```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`)/

/** Does a text hold a formula? Prices in dollars are none. */
export function hasMath(text: string): boolean {
  return text.includes("$$") || text.includes("\\(") || text.includes("\\[")
}

/** Models write formulas as `\( … \)` and `\[ … \]`; the parser reads `$$`. Code is left as it is. */
export function withDollarMath(text: string): string {
  return text
    .split(CODE)
    .map((piece, index) =>
      index % 2 === 1 ? piece : piece.replace(/\\[()]/g, "$$$$").replace(/\\[[\]]/g, "\n$$$$\n"),
    )
    .join("")
}
