import type { Message } from "#common/domain/chat"
import { makeProblem } from "#common/domain/problem"
import type { ChatFeed } from "./chat-feed"
import { MARKDOWN_EN, MARKDOWN_ZH, message, text, tool } from "./chats"

export interface ScriptContext {
  readonly feed: ChatFeed
  readonly threadId: string
  /** The answer that this one is another version of. */
  readonly formerId: string | null
  readonly signal: AbortSignal
  /** ms between two pieces of text. */
  readonly paceMs: number
  /** What the person says to a tool call. */
  readonly decided: (
    callId: string,
  ) => Promise<{ readonly allow: boolean; readonly argumentsText: string | null }>
}

/** Plays an answer to `question`; what it is depends on a word in the question, so that a test can ask for it. */
export async function playAnswer(context: ScriptContext, question: string): Promise<void> {
  const answer = message(context.threadId, "assistant", [], {
    status: "streaming",
    figures: null,
    context: null,
  })
  if (context.formerId === null) context.feed.change({ type: "message-start", message: answer })
  else context.feed.branch(context.formerId, answer)
  try {
    if (/3000/.test(question)) await write(context, answer.id, longAnswer(3000), 240)
    else if (/calculat|算/.test(question)) await callCalculator(context, answer.id)
    else if (/fail|失败/.test(question)) return await failHalfway(context, answer.id)
    else await write(context, answer.id, /[\u4e00-\u9fff]/.test(question) ? MARKDOWN_ZH : MARKDOWN_EN, 12)
    finish(context.feed, answer.id, "complete")
  } catch (error) {
    if (!context.signal.aborted) throw error
    finish(context.feed, answer.id, "stopped")
  }
}

async function callCalculator(context: ScriptContext, messageId: string): Promise<void> {
  await write(context, messageId, "Let me work that out.", 8)
  const { callId, argumentsText } = tool("calculator", { expression: "18450 * (1 + 0.0375) ^ 12" })
  context.feed.change({ type: "tool-start", messageId, callId, toolName: "calculator", step: 0 })
  context.feed.change({ type: "tool-arguments", messageId, callId, text: argumentsText })
  context.feed.change(
    { type: "tool-state", messageId, callId, change: { state: "waiting" } },
    { type: "message-state", messageId, change: { status: "waiting" } },
  )
  const decision = await context.decided(callId)
  const atMs = Date.now()
  const change = decision.allow
    ? { state: "done" as const, result: "28696.7405", startedAtMs: atMs, endedAtMs: atMs + 3 }
    : { state: "refused" as const }
  const edited = decision.argumentsText === null ? {} : { argumentsText: decision.argumentsText }
  context.feed.change(
    { type: "tool-state", messageId, callId, change: { ...change, ...edited } },
    { type: "message-state", messageId, change: { status: "streaming" } },
  )
  await write(
    context,
    messageId,
    decision.allow ? "After 12 years it is **28,696.74**." : "I can't work it out without the calculator.",
    8,
  )
}

async function failHalfway(context: ScriptContext, messageId: string): Promise<void> {
  await write(context, messageId, "The main points of the contract:\n\n1. The lease runs from", 8)
  context.feed.change({
    type: "message-state",
    messageId,
    change: {
      status: "failed",
      problem: makeProblem("engine-lost", {}, "EngineCore encountered an issue."),
    },
  })
}

async function write(
  context: ScriptContext,
  messageId: string,
  whole: string,
  pieceLength: number,
): Promise<void> {
  for (let at = 0; at < whole.length; at += pieceLength) {
    context.signal.throwIfAborted()
    context.feed.change({ type: "text-delta", messageId, text: whole.slice(at, at + pieceLength) })
    await new Promise((resolve) => setTimeout(resolve, context.paceMs))
  }
}

function finish(feed: ChatFeed, messageId: string, status: Message["status"]): void {
  feed.change({
    type: "message-state",
    messageId,
    change: {
      status,
      figures: { promptTokens: 412, answerTokens: 286, timeToFirstTokenMs: 118, writingMs: 3420 },
      context: { usedTokens: 698, limitTokens: 32_768, estimated: false },
    },
  })
}

/** An answer of many lines: paragraphs, lists and code in turn. */
function longAnswer(lines: number): string {
  const parts: string[] = []
  for (let n = 1; parts.length < lines; n++) {
    parts.push(
      `## Part ${n}`,
      "",
      `Paragraph ${n} with **bold**, \`code\` and a few more words to fill the line.`,
      "",
    )
    for (let item = 1; item <= 6; item++) parts.push(`- Item ${n}.${item} of the list`)
    parts.push(
      "",
      "```ts",
      ...Array.from({ length: 8 }, (_, at) => `const value${at} = compute(${n}, ${at})`),
      "```",
      "",
    )
  }
  return parts.slice(0, lines).join("\n")
}

/** The question of a person as a message. */
export function questionOf(threadId: string, words: string, attachments: Message["attachments"]): Message {
  return message(threadId, "user", [text(words)], { attachments })
}
