import { problemOf } from "#common/domain/problem"
import type { GlimmerClient } from "#common/contract/index"
import { CliWords } from "./cli-words"
import { problemFromWire } from "./problem-from-wire"
import { openSession, type Session } from "./session"
import { processTerminal, type Terminal } from "./terminal"

/** How a command ended, as the shell sees it. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** What a command's work gets. */
export interface CommandContext {
  readonly client: GlimmerClient
  readonly session: Session
  readonly terminal: Terminal
  readonly words: CliWords
  /** Aborted by Ctrl-C; a second Ctrl-C ends the program at once. */
  readonly signal: AbortSignal
}

/** Runs a command's work with a session around it and says what went wrong in the person's language. */
export async function runCommand(
  options: { readonly json?: boolean | undefined; readonly stopEngine?: boolean },
  work: (context: CommandContext) => Promise<number>,
): Promise<void> {
  await runAlone(options, async (alone) => {
    const session = await openSession()
    try {
      const { client } = session
      alone.words = new CliWords(process.env, await languageOf(client))
      return await work({ ...alone, client, session })
    } finally {
      await session.close({ stopEngine: options.stopEngine ?? false })
    }
  })
}

/** What a command has before there is a session. */
export interface AloneContext extends Pick<CommandContext, "terminal" | "signal"> {
  words: CliWords
}

/** The same without a session, for a command that opens its own. */
export async function runAlone(
  options: { readonly json?: boolean | undefined },
  work: (context: AloneContext) => Promise<number>,
): Promise<void> {
  const context: AloneContext = {
    terminal: processTerminal(),
    signal: onInterrupt(),
    words: new CliWords(process.env, "system"),
  }
  const { terminal, signal } = context
  try {
    process.exitCode = await work(context)
  } catch (error) {
    process.exitCode = signal.aborted ? EXIT.interrupted : EXIT.failed
    const problem = problemFromWire(error) ?? problemOf(error)
    if (signal.aborted) terminal.note(context.words.say("interrupted"))
    else if (options.json) terminal.result(JSON.stringify({ problem }))
    else terminal.note(context.words.problem(problem))
  }
}

async function languageOf(client: GlimmerClient) {
  for await (const frame of await client.settings.watch({})) return frame.state.language
  return "system" as const
}

function onInterrupt(): AbortSignal {
  const abort = new AbortController()
  process.on("SIGINT", () => {
    if (abort.signal.aborted) process.exit(EXIT.interrupted)
    abort.abort(new Error("interrupted"))
  })
  process.on("SIGTERM", () => abort.abort(new Error("terminated")))
  return abort.signal
}
