import { CodeBox } from "./code-box"

export interface CommandLineProps {
  /** Program and arguments, unquoted. */
  readonly words: readonly string[]
  readonly label: string
}

/** A command line as typed by hand: flags on lines of their own, quoted where a shell needs it. */
export function CommandLine({ words, label }: CommandLineProps) {
  return <CodeBox label={label} code={commandLines(words).join(" \\\n  ")} />
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
