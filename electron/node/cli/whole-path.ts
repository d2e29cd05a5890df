import type { Message } from "#common/domain/chat"
import type { EngineView } from "#common/domain/engine"
import { targetFor } from "#common/domain/hardware"
import type { Problem } from "#common/domain/problem"
import type { SetupView, StepFacts } from "#common/domain/setup"
import type { SessionContext } from "./command"
import { beginSetup, setupToItsEnd, type SetupWish } from "./commands/setup"
import { converse, textOf } from "./conversation"
import { startAndShow } from "./engine-start"
import { stateNow } from "./follow"
import { findModelToStart, settingsFor } from "./model-to-start"

/** Questions that the self-test model answers with a tool. */
const QUESTIONS = { en: "What is 12 * 7?", "zh-CN": "12 * 7等于多少？" } as const

/** What became of a walk, for programs. Seconds and bytes as measured; null where nothing was measured. */
export interface WalkSummary {
  readonly ok: boolean
  readonly seconds: number
  readonly machine: {
    readonly gpus: readonly string[]
    readonly target: "cuda" | "cpu"
    readonly seconds: number
  } | null
  readonly setup: {
    readonly engine: string | null
    readonly engineBytes: number | null
    readonly steps: readonly {
      readonly id: string
      readonly seconds: number | null
      readonly facts: StepFacts
    }[]
  } | null
  readonly start: {
    readonly seconds: number
    readonly stages: readonly { readonly id: string; readonly seconds: number }[]
  } | null
  readonly chat: {
    readonly seconds: number
    readonly question: string
    readonly calls: readonly {
      readonly tool: string
      readonly arguments: string
      readonly result: string | null
    }[]
    readonly answer: string
  } | null
  readonly problem: Problem | null
}

/** Where a walk ended. */
export interface Walk {
  readonly summary: WalkSummary
  readonly problem: Problem | null
  /** The engine runs because of it. */
  readonly started: boolean
}

/** The whole path: look, build, test, start, and one chat in which a tool is called. Ends at the first failure. */
export async function walkWholePath(
  context: SessionContext,
  wish: SetupWish & { readonly json?: boolean },
): Promise<Walk> {
  const { client, terminal, words } = context
  const beganMs = performance.now()
  let summary: WalkSummary = {
    ...{ ok: false, seconds: 0, machine: null, setup: null, start: null, chat: null, problem: null },
  }
  const ended = (problem: Problem | null, started: boolean, ok = false): Walk => {
    return { summary: { ...summary, ok, problem, seconds: secondsSince(beganMs) }, problem, started }
  }

  const report = await client.machine.report({ refresh: true })
  const gpus = report.gpus.map((gpu) => gpu.name)
  const target = wish.target ?? targetFor(report)
  terminal.note(target === "cpu" ? words.say("cpu-trial") : gpus.join(", "))
  summary = { ...summary, machine: { gpus, target, seconds: secondsSince(beganMs) } }

  const setup = await keepingJourney(context, async () => {
    const before = await stateNow(await client.setup.watch({}))
    return setupToItsEnd(context, await beginSetup(context, before, wish))
  })
  summary = { ...summary, setup: setupOf(setup) }
  if (setup.snapshot.problem !== null || setup.current === null) return ended(setup.snapshot.problem, false)

  const startMs = performance.now()
  const model = await findModelToStart(client, "selftest")
  const settings = await settingsFor(client, model, {})
  const engine = await startAndShow(context, { modelId: model.id, settings })
  summary = { ...summary, start: { seconds: secondsSince(startMs), stages: stagesOf(engine) } }
  if (engine.state !== "ready") return ended(engine.problem, true)

  const chatMs = performance.now()
  const question = QUESTIONS[words.language]
  const thread = await client.chat.createThread()
  const answer = await talk(context, thread.id, question, wish.json ?? false)
  const calls = callsOf(answer)
  summary = { ...summary, chat: { seconds: secondsSince(chatMs), question, calls, answer: textOf(answer) } }
  return ended(answer.problem, true, answer.status === "complete" && calls.length > 0)
}

function secondsSince(fromMs: number): number {
  return Math.round(performance.now() - fromMs) / 1000
}

/**
 * The trial's model is the self-test model: saying so while the engine is made lets the server that was tested go on
 * serving. What the person had chosen before stays chosen.
 */
async function keepingJourney<T>({ client }: SessionContext, work: () => Promise<T>): Promise<T> {
  const { modelId } = await stateNow(await client.settings.watchJourney({}))
  await client.settings.updateJourney({ modelId: "selftest" })
  try {
    return await work()
  } finally {
    await client.settings.updateJourney({ modelId })
  }
}

/** The transcript is the result, unless a program reads that: then it goes to the people beside it. */
async function talk(
  context: SessionContext,
  threadId: string,
  question: string,
  json: boolean,
): Promise<Message> {
  const { terminal } = context
  const answers = { allowAll: true, allow: [] }
  if (!json) {
    terminal.result(`> ${question}`)
    return converse(context, threadId, question, answers)
  }
  terminal.note(`> ${question}`)
  const quiet = { ...context, terminal: { ...terminal, write: () => undefined } }
  const answer = await converse(quiet, threadId, question, answers)
  terminal.note(textOf(answer))
  return answer
}

function setupOf({ snapshot, current }: SetupView): WalkSummary["setup"] {
  const steps = snapshot.steps.map(({ id, startedAtMs, endedAtMs, facts }) => ({
    id,
    seconds: startedAtMs === null || endedAtMs === null ? null : (endedAtMs - startedAtMs) / 1000,
    facts: facts ?? {},
  }))
  return { engine: current?.id ?? null, engineBytes: current?.bytes ?? null, steps }
}

function stagesOf({ stages }: EngineView) {
  return stages.flatMap(({ id, startedAtMs, endedAtMs }) =>
    endedAtMs === null ? [] : [{ id, seconds: (endedAtMs - startedAtMs) / 1000 }],
  )
}

function callsOf(answer: Message) {
  return answer.parts.flatMap((part) =>
    part.type === "tool" && part.state === "done"
      ? [{ tool: part.toolName, arguments: part.argumentsText, result: part.result }]
      : [],
  )
}
