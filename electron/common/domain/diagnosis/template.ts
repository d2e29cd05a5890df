/**
 * Patterns of log messages in a form that can be read aloud. Text stands for itself, whatever its case, its kind of
 * quotes and its spacing. Beside it there are, in signs that no log uses:
 *
 * - `…` anything, or nothing
 * - `«name»` a value, up to the text after it; `«name:kind»` a value of a {@link ValueKind}
 * - `«=name»` the same value once more
 * - `«@phrase»` one of the wordings of a phrase, in any language
 * - `‹this|that›` one of several; an empty one may be missing
 * - `^` first and `$` last: the message begins or ends here
 */
export interface Template {
  readonly source: string
  /** Lower-case pieces of which at least one stands in every text that matches: a cheap test before the real one. */
  readonly anchors: readonly string[]
  /** The values in a text that matches; null when it does not. */
  match(text: string): Values | null
}

/** What a message says beside its words. Sizes in bytes. */
export type Values = Readonly<Record<string, string | number>>

/** Wordings of the same thing, by name: what the C library says in other languages. */
export type Phrases = Readonly<Record<string, readonly string[]>>

const VALUE_KINDS = {
  text: { pattern: ".+?", read: (text: string) => text.trim() },
  word: { pattern: "[^\\s'\"`,;()\\[\\]{}‘’“”]+", read: (text: string) => text.replace(/[.:]$/, "") },
  /** Of a class, with its modules. */
  name: { pattern: "[A-Za-z_][\\w.]*", read: (text: string) => text },
  path: { pattern: "[^\\s'\"`‘’“”]+", read: (text: string) => text.replace(/[:,.]$/, "") },
  /** Where a program asks a model's server: a browser's or a scanner's addresses are no concern of it. */
  route: {
    pattern:
      "/(?:[\\w.-]*/)*(?:v\\d+|api|openai|chat|completions|messages|responses|generate|models|embeddings)(?![\\w-])[^\\s'\"]*",
    read: (text: string) => text,
  },
  version: { pattern: "\\d+(?:\\.\\w+)*(?:\\+[\\w.]+)?", read: (text: string) => text },
  int: { pattern: "\\d[\\d,]*", read: (text: string) => readNumber(text) },
  number: { pattern: "-?\\d+(?:\\.\\d+)?", read: (text: string) => readNumber(text) },
  /** A number with its unit, as bytes. */
  size: { pattern: "\\d+(?:\\.\\d+)?\\s*(?:[KMGT]i?B|bytes)", read: (text: string) => readSize(text) },
  /** A number of GiB whose unit stands elsewhere, as bytes. */
  gib: { pattern: "-?\\d+(?:\\.\\d+)?", read: (text: string) => Math.round(readNumber(text) * 1024 ** 3) },
} as const

/** What a value looks like. */
export type ValueKind = keyof typeof VALUE_KINDS

type Piece =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "gap" }
  | { readonly is: "value"; readonly name: string; readonly kind: ValueKind }
  | { readonly is: "same"; readonly name: string }
  | { readonly is: "choice"; readonly choices: readonly (readonly Piece[])[] }

/** Compiles a pattern; throws on one that could match everything or names an unknown kind or phrase. */
export function compileTemplate(source: string, phrases: Phrases): Template {
  const starts = source.startsWith("^")
  const ends = source.endsWith("$")
  const pieces = parsePieces(source.slice(starts ? 1 : 0, ends ? -1 : undefined), phrases)
  const groups: { readonly name: string; readonly kind: ValueKind }[] = []
  const body = pieces.map((piece, index) => toPattern(piece, index === pieces.length - 1, groups)).join("")
  const before = starts ? "^\\s*" : beginsWithLetter(pieces[0]) ? "(?<![A-Za-z0-9])" : ""
  const expression = new RegExp(`${before}${body}${ends ? "\\s*$" : ""}`, "i")
  const anchors = bestAnchors(pieces)
  if (anchors === null) throw new Error(`The pattern has no text to look for: ${source}`)
  return {
    source,
    anchors,
    match(text) {
      const found = expression.exec(text)
      return found === null ? null : readValues(groups, found)
    },
  }
}

function parsePieces(source: string, phrases: Phrases): Piece[] {
  const pieces: Piece[] = []
  for (const [token] of source.matchAll(/«[^»]*»|‹[^›]*›|…|[^«‹…]+/g)) pieces.push(parsePiece(token, phrases))
  return pieces
}

function parsePiece(token: string, phrases: Phrases): Piece {
  if (token === "…") return { is: "gap" }
  if (token.startsWith("‹")) {
    const choices = token.slice(1, -1).split("|")
    return { is: "choice", choices: choices.map((choice) => parsePieces(choice, phrases)) }
  }
  if (!token.startsWith("«")) return { is: "text", text: token }
  const inner = token.slice(1, -1)
  if (inner.startsWith("=")) return { is: "same", name: inner.slice(1) }
  if (inner.startsWith("@")) {
    const wordings = phrases[inner.slice(1)]
    if (wordings === undefined) throw new Error(`Unknown phrase: ${inner}`)
    return { is: "choice", choices: wordings.map((text) => [{ is: "text", text }]) }
  }
  const [name = "", kind = "text"] = inner.split(":")
  if (!isValueKind(kind)) throw new Error(`Unknown kind of value: ${inner}`)
  return { is: "value", name, kind }
}

function isValueKind(kind: string): kind is ValueKind {
  return Object.hasOwn(VALUE_KINDS, kind)
}

/** Such a pattern begins at the beginning of a word: `cc: not found` is not said of nvcc. */
function beginsWithLetter(piece: Piece | undefined): boolean {
  if (piece?.is === "choice") return piece.choices.every(([first]) => beginsWithLetter(first))
  return piece?.is === "text" && /^[A-Za-z0-9]/.test(piece.text)
}

function toPattern(piece: Piece, last: boolean, groups: { name: string; kind: ValueKind }[]): string {
  switch (piece.is) {
    case "text":
      return textPattern(piece.text)
    case "gap":
      // Bounded, so that a line of a megabyte costs what a line costs.
      return ".{0,1500}?"
    case "same":
      return `\\${groups.findIndex(({ name }) => name === piece.name) + 1}`
    case "value":
      groups.push({ name: piece.name, kind: piece.kind })
      return last && piece.kind === "text" ? "(.+)" : `(${VALUE_KINDS[piece.kind].pattern})`
    case "choice":
      return `(?:${piece.choices
        .map((choice) => choice.map((inner) => toPattern(inner, false, groups)).join(""))
        .join("|")})`
  }
}

function textPattern(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/['"`]/g, "['\"`‘’“”「」]")
    .replace(/\s+/g, "\\s+")
}

/** The longest text that every match must hold; a choice counts by its shortest side. */
function bestAnchors(pieces: readonly Piece[]): string[] | null {
  let best: { readonly anchors: string[]; readonly strength: number } | null = null
  for (const piece of pieces) {
    const anchors = anchorsOf(piece)
    if (anchors === null) continue
    const strength = Math.min(...anchors.map(strengthOf))
    if (strength > (best?.strength ?? 2)) best = { anchors, strength }
  }
  return best?.anchors ?? null
}

function anchorsOf(piece: Piece): string[] | null {
  if (piece.is === "text") {
    const parts = piece.text.toLowerCase().split(/['"`]/)
    const longest = parts.reduce((a, b) => (strengthOf(b.trim()) > strengthOf(a.trim()) ? b : a), "")
    // A beginning is enough to find a line by, and keeps the index small.
    return longest.trim() === "" ? null : [longest.trim().replace(/\s+/g, " ").slice(0, 24).trim()]
  }
  if (piece.is !== "choice") return null
  const sides = piece.choices.map((choice) => bestAnchors(choice))
  return sides.every((side) => side !== null) ? sides.flat() : null
}

/** Chinese says in two signs what takes eight letters. */
function strengthOf(text: string): number {
  let strength = 0
  for (const character of text) strength += character > "\u2e80" ? 3 : 1
  return strength
}

function readValues(
  groups: readonly { readonly name: string; readonly kind: ValueKind }[],
  found: RegExpExecArray,
): Values {
  const values: Record<string, string | number> = {}
  for (const [index, { name, kind }] of groups.entries()) {
    const text = found[index + 1]
    if (text !== undefined) values[name] = VALUE_KINDS[kind].read(text)
  }
  return values
}

function readNumber(text: string): number {
  return Number(text.replaceAll(",", ""))
}

const UNITS: Readonly<Record<string, number>> = {
  bytes: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
}

function readSize(text: string): number {
  const unit = text.replace(/[\d.\s]/g, "").toLowerCase()
  return Math.round(Number.parseFloat(text) * (UNITS[unit] ?? 1))
}
