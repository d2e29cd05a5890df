import type { Message, ToolPart } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import type { SessionContext } from "./command"
import { ask } from "./question"
import type { SharedWords } from "./shared-words"

/** Which tools may run without asking, as the person said on the command line. */
export interface ToolAnswers {
  readonly allowAll: boolean
  readonly allow: readonly string[]
}

/**
 * Sends one message and shows the answer as it is written; asks before each tool. Resolves with the answer when it
 * is complete, stopped or failed; Ctrl-C stops it. On a pipe nobody can be asked, so what was not allowed beforehand
 * is refused.
 */
export async function converse(
  context: SessionContext,
  threadId: string,
  text: string,
  answers: ToolAnswers,
): Promise<Message> {
  const { client, signal, interruption } = context
  await client.chat.send({ threadId, text, attachments: [] })
  const stopped = new AbortController()
  const stop = () => {
    stopped.abort(new Error("interrupted"))
    void client.chat.stop({ threadId }).catch(() => undefined)
  }
  signal.addEventListener("abort", stop, { once: true })
  try {
    return await interruption.during(stop, async () => {
      const shown = new ShownAnswer(context, await context.words.shared(), answers, threadId, stopped.signal)
      let messages: readonly Message[] = []
      for await (const frame of await client.chat.watch({ threadId })) {
        if (frame.messages !== null) messages = frame.messages
        for (const change of frame.changes) messages = applyChatChange(messages, change)
        const answer = messages.at(-1)
        if (answer?.role === "assistant" && (await shown.update(answer))) return answer
      }
      throw new Error("the conversation ended without an answer")
    })
  } finally {
    signal.removeEventListener("abort", stop)
  }
}

/** All text of a message, without calls and thoughts. */
export function textOf(message: Message): string {
  return message.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("")
}

/** An answer as far as it stands on the screen. */
class ShownAnswer {
  #written = ""
  /** Characters of each part that stand on the screen. */
  readonly #shown = new Map<number, number>()
  readonly #decided = new Set<string>()
  readonly #told = new Set<string>()

  constructor(
    private readonly context: SessionContext,
    private readonly shared: SharedWords,
    private readonly answers: ToolAnswers,
    private readonly threadId: string,
    private readonly stopped: AbortSignal,
  ) {}

  /** Shows what is new; true when nothing more will come. */
  async update(answer: Message): Promise<boolean> {
    const { terminal, words } = this.context
    const last = answer.parts.at(-1)
    if (last?.type === "reasoning" && last.endedAtMs === null) terminal.progress(words.say("thinking"))
    // In their order: one frame may bring a tool's result and the words that follow it.
    for (const [index, part] of answer.parts.entries()) {
      if (part.type === "text") this.#write(index, part.text)
      else if (part.type === "tool") await this.#showCall(part)
    }
    if (answer.status === "streaming" || answer.status === "waiting") return false
    this.#endLine()
    return true
  }

  #write(index: number, text: string): void {
    const piece = text.slice(this.#shown.get(index) ?? 0)
    if (piece === "") return
    this.#shown.set(index, text.length)
    this.#written += piece
    this.context.terminal.write(piece)
  }

  async #showCall(part: ToolPart): Promise<void> {
    const { terminal, words, client } = this.context
    const { callId, toolName, argumentsText, state, result, problem } = part
    if (state !== "writing" && this.#isNew(callId)) {
      this.#endLine()
      terminal.note(terminal.faint(`→ ${toolName}(${argumentsText})`))
    }
    if (state === "waiting" && !this.#decided.has(callId)) {
      this.#decided.add(callId)
      const allow = await this.#mayRun(toolName)
      const decision = { threadId: this.threadId, callId, allow, remember: false, argumentsText: null }
      await client.chat.decide(decision)
    }
    if (state === "done" && this.#isNew(`${callId} done`)) terminal.note(terminal.faint(`← ${result ?? ""}`))
    if (state === "failed" && problem !== null && this.#isNew(`${callId} failed`)) {
      terminal.note(this.shared.sentences(problem).what)
    }
    if (state === "refused" && this.#isNew(`${callId} refused`)) {
      terminal.note(words.say(terminal.interactive ? "refused" : "refused-unasked", { tool: toolName }))
    }
  }

  async #mayRun(toolName: string): Promise<boolean> {
    const { terminal, words } = this.context
    if (this.answers.allowAll || this.answers.allow.includes(toolName)) return true
    if (!terminal.interactive) return false
    const answer = await ask(`${words.say("may-run")} `, this.stopped)
    return answer !== null && words.say("yes-letters").split(" ").includes(answer.trim().toLowerCase())
  }

  #isNew(key: string): boolean {
    if (this.#told.has(key)) return false
    this.#told.add(key)
    return true
  }

  /** What was written so far stands in a line of its own. */
  #endLine(): void {
    if (this.#written !== "" && !this.#written.endsWith("\n") && this.#isNew(`end ${this.#written.length}`)) {
      this.context.terminal.write("\n")
    }
  }
}
