import { createInterface } from "node:readline/promises"
import type { GlimmerClient } from "#common/contract/index"
import type { Message, ToolPart } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import type { CommandContext } from "./command"

/** Which tools may run without asking, as the person said on the command line. */
export interface ToolAnswers {
  readonly allowAll: boolean
  readonly allow: readonly string[]
}

/**
 * Sends one message and shows the answer as it is written; asks before each tool. Resolves with the answer when it
 * is complete, stopped or failed. On a pipe nobody can be asked, so what was not allowed beforehand is refused.
 */
export async function converse(
  context: CommandContext,
  client: GlimmerClient,
  threadId: string,
  text: string,
  answers: ToolAnswers,
): Promise<Message> {
  const { terminal, signal } = context
  await client.chat.send({ threadId, text, attachments: [] })
  let messages: readonly Message[] = []
  let written = 0
  const decided = new Set<string>()
  const shown = new Set<string>()
  const stop = () => void client.chat.stop({ threadId })
  signal.addEventListener("abort", stop, { once: true })
  try {
    for await (const frame of await client.chat.watch({ threadId })) {
      if (frame.messages !== null) messages = frame.messages
      for (const change of frame.changes) messages = applyChatChange(messages, change)
      const answer = messages.at(-1)
      if (answer?.role !== "assistant") continue
      const said = textOf(answer)
      terminal.write(said.slice(written))
      written = said.length
      for (const part of answer.parts) {
        if (part.type !== "tool") continue
        showCall(context, part, shown)
        if (part.state === "waiting" && !decided.has(part.callId)) {
          decided.add(part.callId)
          const allow = await mayRun(context, part, answers)
          const decision = { threadId, callId: part.callId, allow, remember: false, argumentsText: null }
          await client.chat.decide(decision)
        }
      }
      if (answer.status !== "streaming" && answer.status !== "waiting") {
        if (written > 0) terminal.write("\n")
        return answer
      }
    }
  } finally {
    signal.removeEventListener("abort", stop)
  }
  throw new Error("the conversation ended without an answer")
}

/** All text of a message, without calls and thoughts. */
export function textOf(message: Message): string {
  return message.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("")
}

function showCall({ terminal, words }: CommandContext, part: ToolPart, shown: Set<string>): void {
  const key = `${part.callId} ${part.state}`
  if (shown.has(key)) return
  shown.add(key)
  if (part.state === "waiting") terminal.note(`→ ${part.toolName}(${part.argumentsText})`)
  if (part.state === "done") terminal.note(`← ${part.result ?? ""}`)
  if (part.state === "failed" && part.problem !== null) terminal.note(words.problem(part.problem))
  if (part.state === "refused") terminal.note(words.say("refused"))
}

async function mayRun({ terminal, words, signal }: CommandContext, part: ToolPart, answers: ToolAnswers) {
  if (answers.allowAll || answers.allow.includes(part.toolName)) return true
  if (!terminal.interactive) return false
  const input = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await input.question(`${words.say("may-run")} `, { signal })
    return /^(?:y|yes|j|是|好|可以)$/iu.test(answer.trim())
  } finally {
    input.close()
  }
}
