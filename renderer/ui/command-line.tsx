import { CopyButton } from "./copy-button"
import { KEYBOARD_SCROLL } from "./keyboard-scroll"

export interface CommandLineProps {
  /** Program and arguments, unquoted. */
  readonly words: readonly string[]
  readonly label: string
}

/** A command line as typed by hand: flags on lines of their own, quoted where a shell needs it. */
export function CommandLine({ words, label }: CommandLineProps) {
  const lines = commandLines(words)
  return (
    <div className="relative rounded-card border border-line bg-sunken">
      <pre
        aria-label={label}
        {...KEYBOARD_SCROLL}
        className="thin-scroll overflow-x-auto p-3 pr-12 text-12 leading-relaxed"
      >
        {lines.join(" \\\n  ")}
      </pre>
      <CopyButton text={() => lines.join(" \\\n  ")} className="absolute top-1.5 right-1.5" />
    </div>
  )
}

/** The words grouped so that a flag stands with its value. */
export function commandLines(words: readonly string[]): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    const startsLine = last === undefined || word.startsWith("--")
    if (startsLine) lines.push(quoted(word))
    else lines[lines.length - 1] = `${last} ${quoted(word)}`
  }
  return lines
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
