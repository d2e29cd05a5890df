import { createInterface } from "node:readline/promises"
import type { Command } from "commander"
import { type CommandContext, EXIT, runCommand } from "../command"
import { converse, textOf, type ToolAnswers } from "../conversation"
import { followUntil } from "../follow"

interface ChatOptions {
  readonly yes?: boolean
  readonly allow?: readonly string[]
  readonly json?: boolean
}

/** `glimmer chat [message]`: one question, or a conversation. */
export function chatCommand(program: Command): void {
  program
    .command("chat")
    .argument("[message]", "one message; without it a conversation begins")
    .description("talk to the model that runs; asks before a tool runs")
    .option("--allow <tools...>", "tools that may run without asking")
    .option("-y, --yes", "every tool may run without asking")
    .option("--json", "print the answer with its tool calls as JSON")
    .action(async (message: string | undefined, options: ChatOptions) => {
      await runCommand(options, async (context) => {
        const { client, terminal } = context
        await requireReady(context)
        const answers: ToolAnswers = { allowAll: options.yes ?? false, allow: options.allow ?? [] }
        const thread = await client.chat.createThread()
        if (message === undefined) return conversation(context, thread.id, answers)
        const quiet = options.json
          ? { ...context, terminal: { ...terminal, write: () => undefined } }
          : context
        const answer = await converse(quiet, client, thread.id, message, answers)
        if (options.json) terminal.result(JSON.stringify({ text: textOf(answer), message: answer }, null, 2))
        if (answer.problem !== null && !options.json) terminal.note(context.words.problem(answer.problem))
        return answer.status === "complete" ? EXIT.done : EXIT.failed
      })
    })
}

/** An engine that is just starting is waited for: who starts and then chats should not have to know. */
async function requireReady({ client, terminal, words, signal }: CommandContext): Promise<void> {
  await followUntil(
    await client.engine.watch({}, { signal }),
    ({ state }) => {
      const starting = state === "starting" || state === "loading"
      if (starting) terminal.progress(words.state(state))
      return !starting
    },
    signal,
  )
}

async function conversation(
  context: CommandContext,
  threadId: string,
  answers: ToolAnswers,
): Promise<number> {
  const { client, terminal, words, signal } = context
  terminal.note(words.say("conversation"))
  for (;;) {
    const input = createInterface({ input: process.stdin, output: process.stderr })
    const text = await input.question("> ", { signal }).catch(() => null)
    input.close()
    if (text === null || text.trim() === "/bye") return EXIT.done
    if (text.trim() === "") continue
    const answer = await converse(context, client, threadId, text, answers)
    if (answer.problem !== null) terminal.note(words.problem(answer.problem))
  }
}
