import { type Cause } from "./cause"
import { compileRules, type CompiledRules, type CompiledSign, type Meaning } from "./compiled-rules"
import type { Fact } from "./fact"
import { readLogLine, visibleLines, type LogLine } from "./log-line"
import { LogRun, type TellingLine } from "./log-run"
import type { Pattern } from "./pattern-index"
import { ConversationQuote, isMentioned } from "./quoted-text"
import { rankCauses } from "./rank-causes"
import type { RuleBook } from "./rule"
import { stageOfFrames } from "./stage-of-frames"
import type { Template, Values } from "./template"
import { passThrough, TracebackTracker } from "./traceback"

export interface DiagnosisOptions {
  /** The most causes to name. */
  readonly maxCauses?: number
}

/** Reads a log as it comes and says at any moment what went wrong so far. */
export interface Diagnosis {
  /** The next line, without its line end. */
  feed(line: string): void
  /** Something true beside the log. */
  facts(fact: Fact): void
  /** What went wrong so far, likeliest first; nothing for a healthy log. */
  result(): Cause[]
}

/** Starts a diagnosis. Its memory does not grow with the log. */
export function createDiagnosis(rules: RuleBook, options: DiagnosisOptions = {}): Diagnosis {
  return new LogReader(compileRules(rules), options.maxCauses ?? 5)
}

/** The causes in a whole log. */
export function diagnose(text: string, rules: RuleBook, options: DiagnosisOptions = {}): Cause[] {
  const diagnosis = createDiagnosis(rules, options)
  let start = 0
  while (start < text.length) {
    const end = text.indexOf("\n", start)
    diagnosis.feed(text.slice(start, end === -1 ? text.length : end))
    start = end === -1 ? text.length : end + 1
  }
  return diagnosis.result()
}

/** Evidence is shown and kept; a line of a megabyte is neither. */
const MAX_EVIDENCE = 600

class LogReader implements Diagnosis {
  private readonly known: Fact[] = []
  private readonly tracebacks = new TracebackTracker()
  private run = new LogRun()
  /** The run before this one in the same log: it counts while the present one shows nothing. */
  private previous: LogRun | null = null
  private number = 0
  private readonly conversation = new ConversationQuote()
  /** uv tells the causes of a warning, or of a try that it repeats, in lines of their own. */
  private explainsWarning = false

  constructor(
    private readonly rules: CompiledRules,
    private readonly maxCauses: number,
  ) {}

  feed(line: string): void {
    this.number += 1
    for (const visible of visibleLines(line)) this.read(visible)
  }

  facts(fact: Fact): void {
    this.known.push(fact)
  }

  result(): Cause[] {
    const causes = rankCauses(this.rules, this.run, this.known)
    const earlier = this.previous
    const found =
      causes.length === 0 && earlier !== null && !this.run.isUp
        ? rankCauses(this.rules, earlier, this.known)
        : causes
    return found.slice(0, this.maxCauses)
  }

  private read(visible: string): void {
    if (this.conversation.feed(visible)) return
    // Causes stand further in than what they explain.
    if (!visible.startsWith(" ")) this.explainsWarning = /^(?:warning: |DEBUG |TRACE )/.test(visible)
    const patterns = this.rules.index.candidates(withSingleSpaces(visible))
    if (patterns.length === 0 && !this.tracebacks.mayTake(visible)) return
    const line = this.inContext(readLogLine(visible))
    if (this.tracebacks.feed(line, this.number) || patterns.length === 0) return
    let named = false
    for (const pattern of patterns) {
      // What a rule reads in a line, be it only a wrapper, is not told once more as something unknown.
      if (named && pattern.meaning.is === "telling") return
      // Most lines of a log are mere information: whether a pattern may be read from them costs less than reading.
      const isOpen = mayShow(pattern.meaning, line) && this.run.isOpenFor(pattern.meaning)
      const values = isOpen ? pattern.template.match(line.text) : null
      if (values === null) continue
      if (pattern.meaning.is === "harmless") return
      named = this.take(pattern, line, values) || named
    }
  }

  private inContext(line: LogLine): LogLine {
    const explains = this.explainsWarning && /^(?:cause|Caused by): /.test(line.text)
    return explains ? { ...line, level: "warning" } : line
  }

  /** Takes what a line shows; true when a rule names something by it. */
  private take({ meaning, template }: Pattern<Meaning>, line: LogLine, values: Values): boolean {
    switch (meaning.is) {
      case "run":
        if (meaning.mark === "started" && this.run.isOver(line.process)) this.startNewRun()
        this.run.mark(meaning.mark, this.number, line.process)
        this.run.learn(values)
        break
      case "stage":
        this.run.enter(meaning.stage)
        break
      case "mark":
        this.run.see(meaning.name, values)
        break
      case "telling":
        this.run.tell(this.evidenceOf(line))
        break
      case "sign":
        return this.takeSign(meaning.sign, template, line, values)
      default:
    }
    return false
  }

  private takeSign(sign: CompiledSign, template: Template, line: LogLine, values: Values): boolean {
    const { sign: wanted } = sign
    if (sign.butNot.some((other) => other.match(line.text) !== null)) return false
    if (line.level === null && isMentioned(line.text, template)) return false
    const frames = this.tracebacks.framesAt(line.process, this.number)
    if (wanted.below !== undefined && !passThrough(frames, wanted.below)) return false
    if (wanted.notBelow !== undefined && passThrough(frames, wanted.notBelow)) return false
    this.run.found(sign, {
      ...this.evidenceOf(line),
      values,
      isMild: line.level !== null && line.level !== "error",
      stage: stageOfFrames(frames, this.rules.book.stages),
    })
    // What may turn out not to count, by where it stood, is told as well.
    return wanted.during === undefined && wanted.with === undefined && wanted.without === undefined
  }

  private startNewRun(): void {
    this.previous = this.run
    this.run = new LogRun()
  }

  private evidenceOf(line: LogLine): TellingLine {
    return { line: this.number, text: line.text.slice(0, MAX_EVIDENCE) }
  }
}

/** Patterns look for words with one space between them. */
function withSingleSpaces(text: string): string {
  return text.includes("  ") || text.includes("\t") ? text.replace(/\s+/g, " ") : text
}

/** Whether a line of this level may show what a pattern stands for. */
function mayShow(meaning: Meaning, { level }: LogLine): boolean {
  if (level === null || level === "error") return true
  if (meaning.is === "telling") return false
  // Debug output quotes settings and settings' names; nothing happens there.
  if (meaning.is !== "sign") return level !== "debug" || meaning.is !== "mark"
  const from = meaning.sign.sign.from ?? "error"
  return from === "any" || (from === "warning" && level === "warning")
}
