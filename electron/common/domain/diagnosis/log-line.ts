import { openEnvelope } from "./log-envelope"
import { findPrefix } from "./log-prefixes"

/** How serious a program itself said a line is; null when the line carries no such mark. */
export type LogLevel = "debug" | "info" | "warning" | "error"

/** A line without what loggers, terminals and containers put around it. */
export interface LogLine {
  /** The message alone, spaces folded. */
  readonly text: string
  readonly level: LogLevel | null
  /** Which process wrote it, as far as the line says: "EngineCore 1924", "rank1", or "". */
  readonly process: string
  /** Spaces before the message: they tell a traceback's code from what it reports. */
  readonly indent: number
}

/** Longer lines are cut in the middle: what names a cause stands at their beginning or their end. */
const MAX_LENGTH = 24_000

/**
 * The visible lines in one raw line: terminal escapes gone, and each state of a progress bar, which overwrites itself
 * with a carriage return, as a line of its own.
 */
export function visibleLines(raw: string): readonly string[] {
  // A file that lost its end in a power cut goes on in zeros.
  const whole = raw.includes("\0") ? raw.replaceAll("\0", "") : raw
  const said = openEnvelope(whole) ?? whole
  const plain = said.includes("\u001B") ? stripEscapes(said) : said
  const cut = plain.length > MAX_LENGTH ? shorten(plain) : plain
  return cut.includes("\r") || cut.includes("\n") ? cut.split(/[\r\n]/).filter((part) => part !== "") : [cut]
}

/** Words that are no level: those of another logger's head are. */
const WORDS = /^(?!(?:TRACE|DEBUG|INFO|NOTICE|WARN|ERROR|CRITICAL|FATAL|warning))[A-Za-z]/

/** Reads a visible line. */
export function readLogLine(visible: string): LogLine {
  let text = visible
  let level: LogLevel | null = null
  let process = ""
  // Prefixes stack: a container's time, a process in brackets, the logger's own head.
  for (let round = 0; round < 8; round += 1) {
    const found = findPrefix(text)
    if (found === null) break
    const { prefix, groups } = found
    text = text.slice(groups[0].length)
    if (prefix.gives === "level") level = readLevel(groups[1]) ?? level
    // A worker's lines pass through its engine, which puts its own name before theirs: the last one wrote it.
    if (prefix.gives === "process") process = groups.slice(1).filter(Boolean).join(" ")
    if (prefix.isInnermost === true && WORDS.test(text)) break
  }
  // Python's own warnings come without a logger's head.
  if (level === null && /\b[A-Z]\w*Warning: /.test(text)) level = "warning"
  const indent = text.length - text.trimStart().length
  return { text: foldSpaces(text), level, process, indent }
}

function foldSpaces(text: string): string {
  const trimmed = text.trim()
  return /\s\s|[\t\u00A0]/.test(trimmed) ? trimmed.replace(/\s+/g, " ") : trimmed
}

function readLevel(name: string | undefined): LogLevel | null {
  switch (name?.charAt(0).toUpperCase()) {
    case "D":
    case "T":
      return "debug"
    case "I":
    case "N":
      return "info"
    case "W":
      return "warning"
    case "E":
    case "C":
    case "F":
      return "error"
    default:
      return null
  }
}

function stripEscapes(text: string): string {
  return text.replace(ESCAPES, "")
}

const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)
// Colours and cursor movements, window titles and links, and the two-letter sequences.
const ESCAPES = new RegExp(
  `${ESCAPE}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)|[@-Z\\\\-_])`,
  "g",
)

function shorten(text: string): string {
  return `${text.slice(0, MAX_LENGTH / 2)} … ${text.slice(-MAX_LENGTH / 2)}`
}
