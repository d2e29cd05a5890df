import type { Template } from "./template"

/** Texts in quotes that stand in a sentence, not after a colon as what a program was told. */
const QUOTED =
  /(?<!: )`([^`]+)`|“([^”]+)”|「([^」]+)」|(?<=^|[^:=]\s)"([^"]+)"(?=$|[\s.,;:!?)）。，])|(?<=^|[^:=]\s)'([^']+)'(?=$|[\s.,;:!?)）。，])/g

/** What people and the model wrote, in the answers of a server. */
const WRITTEN = /"(?:content|text|reasoning|reasoning_content|output_text)"\s*:\s*"((?:[^"\\]|\\.)*)"/g

/** Whoever reports a failure calls it one, before or after the words that he quotes. */
const REPORTS =
  /\b(?:error|fail|fatal|exception|unable|cannot|can't|could not|denied|refused|assert|abort|crash|died|killed|panic)|错误|失败|无法|异常/i
const ADVISES = /^\W*(?:if|when|whenever)\b|如果|例如/i

/** Lines that are about failures and report none: talk, code, titles of tests that passed, a history of changes. */
const ABOUT =
  /^(?:raise \w|with \w+[.(]|except \w|print\(|[✓✔☑] |(?:user|assistant|human|用户|助手)[:：] )|^(?:HEAD is now at |\* )?(?=\d*[a-f])[0-9a-f]{7,40} \w*\W|\b(?:passed|PASSED)$/

/**
 * Whether a line merely mentions what a pattern looks for, as notes and manuals do: the words stand wholly inside
 * quotes, and nothing around them says that they are a failure's.
 */
export function isMentioned(text: string, template: Template): boolean {
  if (/^[\w.]*(?:Error|Exception)\b/.test(text)) return false
  if (ABOUT.test(text)) return true
  const isData = /^[{[]/.test(text)
  const quoted = [...text.matchAll(isData ? WRITTEN : QUOTED)].map(
    (found) => found.slice(1).find(Boolean) ?? "",
  )
  if (!quoted.some((part) => template.match(part) !== null)) return false
  if (isData) return true
  const around = text.replace(QUOTED, " ")
  return ADVISES.test(around) || !REPORTS.test(around)
}

/** A prompt or an answer that goes over several lines ends at the latest where a program speaks again. */
const MAX_LINES = 200
const OPENS = /\b(?:prompt|output): (['"])/
const SPEAKS = /^(?:\([A-Z]\w+ |(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)(?: \d|:\s{3,}))/

/** What ends a quote that its line leaves open; null when the line ends it. */
function endOf(rest: string, quote: string): string | null {
  return rest.includes(`${quote},`) || rest.trimEnd().endsWith(quote) ? null : `${quote},`
}

/** Follows what people and the model wrote, where a request log keeps its line ends: it is nobody's report. */
export class ConversationQuote {
  private end: string | null = null
  private lines = 0

  /** Takes a line; true when it goes on with a text that an earlier line began. */
  feed(line: string): boolean {
    if (this.end !== null && this.lines < MAX_LINES && !SPEAKS.test(line)) {
      this.lines += 1
      if (line.includes(this.end)) this.end = null
      return true
    }
    const opened = line.includes("rompt: ") || line.includes("utput: ") ? OPENS.exec(line) : null
    this.end = opened === null ? null : endOf(line.slice(opened.index + opened[0].length), opened[1] ?? "")
    this.lines = 0
    return false
  }
}
