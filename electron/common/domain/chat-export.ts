import type { KeptMessage, Message, MessagePart, Thread, ToolCallState } from "./chat"
import type { Language } from "./settings"

/** One conversation as a file of its own. */
export interface ExportedThread {
  readonly fileName: string
  readonly mediaType: "text/markdown" | "application/json"
  readonly text: string
}

/** What an exported conversation says beside the words of its speakers. */
export interface ChatExportWords {
  readonly untitled: string
  readonly person: string
  /** A model whose name was not kept. */
  readonly model: string
  readonly thinking: string
  readonly tool: string
  readonly result: string
  readonly attached: string
  /** Ends of a call or an answer that are not what one expects. */
  readonly states: Readonly<Record<Exclude<ToolCallState, "done">, string>>
  readonly stopped: string
  readonly brokenOff: string
}

/** The open branch as a person reads it. `timeZone`: an IANA name; the machine's own when left out. */
export function exportMarkdown(
  thread: Thread,
  branch: readonly Message[],
  words: ChatExportWords,
  language: Language,
  timeZone?: string,
): ExportedThread {
  const time = new Intl.DateTimeFormat(language, {
    dateStyle: "long",
    timeStyle: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  const title = thread.title === "" ? words.untitled : thread.title
  const messages = branch.map((message) => messageAsMarkdown(message, words, time))
  const text = `${[`# ${title}`, time.format(thread.createdAtMs), ...messages].join("\n\n")}\n`
  return { fileName: `${fileNameOf(title)}.md`, mediaType: "text/markdown", text }
}

/** Everything that is kept of a conversation, all branches, for programs; but where files lie is nobody's business. */
export function exportJson(
  thread: Thread,
  messages: readonly KeptMessage[],
  headId: string | null,
  words: ChatExportWords,
): ExportedThread {
  const exported = messages.map(({ attachments, ...message }) => ({
    ...message,
    attachments: attachments.map(({ name, bytes }) => ({ name, bytes })),
  }))
  const all = { format: "glimmer-conversation", version: 1, thread, headId, messages: exported }
  const text = `${JSON.stringify(all, null, 2)}\n`
  const title = thread.title === "" ? words.untitled : thread.title
  return { fileName: `${fileNameOf(title)}.json`, mediaType: "application/json", text }
}

function messageAsMarkdown(message: Message, words: ChatExportWords, time: Intl.DateTimeFormat): string {
  const speaker = message.role === "user" ? words.person : (message.modelName ?? words.model)
  const end =
    message.status === "stopped" ? words.stopped : message.status === "failed" ? words.brokenOff : null
  return [
    `## ${speaker}`,
    `<small>${time.format(message.createdAtMs)}</small>`,
    ...message.attachments.map(({ name }) => `- ${words.attached} ${inlineCode(name)}`),
    ...message.parts.map((part) => partAsMarkdown(part, words)),
    ...(end === null ? [] : [`*${end}*`]),
  ]
    .filter((block) => block.trim() !== "")
    .join("\n\n")
}

function partAsMarkdown(part: MessagePart, words: ChatExportWords): string {
  switch (part.type) {
    case "text":
      return part.text
    case "reasoning":
      return [`> **${words.thinking}**`, ...part.text.trim().split("\n")].join("\n> ")
    case "tool": {
      const state = part.state === "done" ? [] : [`*${words.states[part.state]}*`]
      const result = part.result === null ? [] : [words.result, codeBlock(part.result)]
      const call = [`**${words.tool} ${inlineCode(part.toolName)}**`, codeBlock(part.argumentsText)]
      return [...call, ...state, ...result].join("\n\n")
    }
  }
}

/** Fenced by more backticks than the text has in a row, so that nothing in it ends the block. */
function codeBlock(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}\n${text}\n${fence}`
}

function inlineCode(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1)
  return text.includes("`") ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

/** Longest name, in characters; disks take 255 bytes, and a Chinese character is three. */
const LONGEST_FILE_NAME = 60

/** A title as a name that every system's disk takes. */
function fileNameOf(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, " ").replaceAll(/\s+/g, " ")
  const characters = Array.from(new Intl.Segmenter().segment(plain), ({ segment }) => segment)
  const name = characters
    .slice(0, LONGEST_FILE_NAME)
    .join("")
    .replaceAll(/^[\s.]+|[\s.]+$/g, "")
  return name === "" ? "glimmer" : name
}
