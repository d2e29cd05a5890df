import { setTimeout as sleep } from "node:timers/promises"
import type { GlimmerClient } from "#common/contract/index"
import { makeProblem, ProblemError, problemOf } from "#common/domain/problem"
import type { CliWords } from "./cli-words"
import { type Interruption, listenForInterruption } from "./interruption"
import { openSession, type Session } from "./session"
import { processTerminal, type Terminal } from "./terminal"
import { UsageError } from "./usage"

/** How a command ended, as the shell sees it; what was interrupted ends with 128 and the signal's number. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** How long what a Glimmer said last may take to arrive after its end, ms. */
const LAST_ANSWER_MS = 100

/** What every command has. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly words: CliWords
  readonly interruption: Interruption
  /** Aborted when the person interrupts, or nobody reads the results any more. */
  readonly signal: AbortSignal
}

/** What a command has that works with the services. */
export interface SessionContext extends CommandContext {
  readonly client: GlimmerClient
  readonly session: Session
}

export interface CommandManners {
  readonly json?: boolean | undefined
  /** Ends the engine when the command ends and the home was its own. */
  readonly stopEngine?: boolean
  /** Doing it twice is as good as once: when a short-lived Glimmer goes away in the middle, it is done again. */
  readonly repeatable?: boolean
}

/** Runs a command's work and says what went wrong in the person's language. */
export async function runAlone(
  words: CliWords,
  manners: CommandManners,
  work: (context: CommandContext) => Promise<number>,
): Promise<void> {
  const interruption = listenForInterruption()
  const unread = new AbortController()
  const terminal = processTerminal(() => unread.abort(new Error("nobody reads the results")))
  const signal = AbortSignal.any([interruption.signal, unread.signal])
  try {
    process.exitCode = await work({ terminal, words, interruption, signal })
    if (interruption.signal.aborted && process.exitCode !== EXIT.done) {
      process.exitCode = interruption.exitCode ?? EXIT.failed
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (unread.signal.aborted) return
    process.exitCode = interruption.exitCode ?? EXIT.failed
    if (interruption.signal.aborted) return terminal.note(words.say("interrupted"))
    const { problemFromWire } = await import("./problem-from-wire")
    const problem = problemFromWire(error) ?? problemOf(error)
    if (manners.json) terminal.result(JSON.stringify({ problem }))
    else terminal.note(await words.problem(problem))
  }
}

/** The same with a session around the work: the services of the running Glimmer, or one of its own. */
export async function runCommand(
  words: CliWords,
  manners: CommandManners,
  work: (context: SessionContext) => Promise<number>,
): Promise<void> {
  await runAlone(words, manners, async (context) => {
    const first = await oneSession(context, manners, work)
    if (typeof first === "number") return first
    // It was another command's, which has done its work. Ours is not done: now the home is free.
    if (first.short && manners.repeatable) {
      context.terminal.note(words.say("restarting"))
      const second = await oneSession(context, manners, work)
      if (typeof second === "number") return second
    }
    throw new ProblemError(makeProblem("connection-lost", { pid: first.pid }))
  })
}

/** Works in one session; the exit code, or whose session it was that broke. */
async function oneSession(
  context: CommandContext,
  manners: CommandManners,
  work: (context: SessionContext) => Promise<number>,
): Promise<number | { readonly pid: number; readonly short: boolean }> {
  const session = await openSession(context.signal)
  const { client, owner, closed } = session
  const gone = new Promise<"gone">((resolve) => {
    closed.addEventListener("abort", () => resolve("gone"), { once: true })
  })
  try {
    const done = work({ ...context, client, session })
    done.catch(() => undefined)
    const end = await Promise.race([done, gone])
    if (end !== "gone") return end
    // The last answer can arrive together with the end.
    const last = await Promise.race([done, sleep(LAST_ANSWER_MS)])
    if (typeof last === "number") return last
    return { pid: owner?.pid ?? 0, short: owner?.frontDoor === "terminal" }
  } catch (error) {
    if (!closed.aborted) throw error
    return { pid: owner?.pid ?? 0, short: owner?.frontDoor === "terminal" }
  } finally {
    await session.close({ stopEngine: manners.stopEngine ?? false })
  }
}
