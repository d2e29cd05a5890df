import { text as readAll } from "node:stream/consumers"
import type { Command } from "commander"
import type { Message } from "#common/domain/chat"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { CliWords } from "../cli-words"
import { EXIT, runCommand, type SessionContext } from "../command"
import { converse, textOf, type ToolAnswers } from "../conversation"
import { defineCommand } from "../define"
import { followUntil } from "../follow"
import { ask } from "../question"
import { UsageError } from "../usage"
import { listValue } from "../values"

interface ChatOptions {
  readonly yes?: boolean
  readonly allow?: readonly string[]
  readonly json?: boolean
}

/** `glimmer chat [message]`: one question, or a conversation. */
export function chatCommand(program: Command, words: CliWords): void {
  const { options, arguments: named } = words.help
  defineCommand(program, words, "chat", "chat")
    .argument("[message]", named.message)
    .option("--allow <tool>", options.allow, listValue)
    .option("-y, --yes", options.yes)
    .option("--json", options.json)
    .action(async (typed: string | undefined, chosen: ChatOptions) => {
      await runCommand(words, chosen, async (context) => {
        const message = await messageOf(typed, chosen)
        if (message?.trim() === "") {
          throw new UsageError(words.say("missing-argument", { argument: "message" }), "glimmer chat")
        }
        await requireTools(context, chosen.allow ?? [])
        await requireReady(context)
        const answers = { allowAll: chosen.yes ?? false, allow: chosen.allow ?? [] }
        if (message === null) return conversation(context, answers)
        return oneAnswer(context, message, answers, chosen.json ?? false)
      })
    })
}

/** What was typed; else, on a pipe, everything that comes through it; null where a conversation is to begin. */
async function messageOf(typed: string | undefined, { json }: ChatOptions): Promise<string | null> {
  if (typed !== undefined && typed !== "-") return typed
  if (process.stdin.isTTY && typed === undefined && !json) return null
  return readAll(process.stdin)
}

async function requireTools({ client, words }: SessionContext, allowed: readonly string[]): Promise<void> {
  if (allowed.length === 0) return
  const names = (await client.chat.tools()).map(({ name }) => name)
  const tool = allowed.find((one) => !names.includes(one))
  if (tool === undefined) return
  throw new UsageError(words.say("unknown-tool", { tool, tools: names.join(", ") }), "glimmer chat")
}

/** An engine that is just starting is waited for: who starts and then chats should not have to know. */
async function requireReady({ client, terminal, words, signal }: SessionContext): Promise<void> {
  const { state, problem } = await followUntil(
    await client.engine.watch({}, { signal }),
    (view) => {
      const starting = view.state === "starting" || view.state === "loading"
      if (starting)
        terminal.progress(words.say("waiting-for-engine", { state: words.list.states[view.state] }))
      return !starting
    },
    signal,
  )
  if (state !== "ready") throw new ProblemError(problem ?? makeProblem("engine-not-ready"))
}

async function oneAnswer(
  context: SessionContext,
  message: string,
  answers: ToolAnswers,
  json: boolean,
): Promise<number> {
  const { client, terminal, words } = context
  const thread = await client.chat.createThread()
  const quiet = json ? { ...context, terminal: { ...terminal, write: () => undefined } } : context
  const answer = await converse(quiet, thread.id, message, answers)
  if (json) terminal.result(JSON.stringify({ text: textOf(answer), message: answer }, null, 2))
  else await tellProblem(answer, context)
  if (answer.status === "stopped") terminal.note(words.say("interrupted"))
  return answer.status === "complete"
    ? EXIT.done
    : answer.status === "stopped"
      ? EXIT.interrupted
      : EXIT.failed
}

async function conversation(context: SessionContext, answers: ToolAnswers): Promise<number> {
  const { client, terminal, words, signal } = context
  const thread = await client.chat.createThread()
  const history: string[] = []
  terminal.note(terminal.faint(words.say("conversation")))
  for (;;) {
    const text = await ask("> ", signal, history)
    if (text === null || text.trim() === "/bye") return EXIT.done
    if (text.trim() === "") continue
    await tellProblem(await converse(context, thread.id, text, answers), context)
  }
}

async function tellProblem({ problem }: Message, { terminal, words }: SessionContext): Promise<void> {
  if (problem !== null) terminal.note(await words.problem(problem))
}
