import type { AnswerFigures, ChatChange, Message, ToolPart } from "#common/domain/chat"
import { circlingCall, parseArguments, toolCalls } from "#common/domain/chat-tool-call"
import { type EarlyEnd, endEarly, TOLD_MODEL, turnNeed } from "#common/domain/chat-turn"
import { makeProblem, ProblemError, problemOf } from "#common/domain/problem"
import type { EngineAccess, EngineConnection, ModelClient } from "../../chat-ports"
import type { Clock, Logger } from "../../ports"
import type { LiveThread } from "./live-thread"
import type { MessageSaver } from "./message-saver"
import { askModel, type StepOutcome } from "./model-step"
import { type Toolbox, unknownTool } from "./toolbox"

/** Answers of the model in one turn; one that calls tools ever on is stopped here. */
const MOST_STEPS = 25

/** What a turn works with. */
export interface TurnWorld {
  readonly clock: Clock
  readonly log: Logger
  readonly newId: () => string
  readonly engine: EngineAccess
  readonly model: ModelClient
  readonly toolbox: Toolbox
  readonly saver: MessageSaver
}

/**
 * An answer being written: model, tools, model again, until it is complete, must ask the person, or fails. All of its
 * state is in the message, so a new turn goes on where the last one, perhaps of another run of Glimmer, ended.
 */
export class Turn {
  /** Resolves when the turn has ended or waits for the person; never rejects. */
  readonly done: Promise<void>
  readonly #abort = new AbortController()
  readonly #startedAtMs: number

  constructor(
    private readonly world: TurnWorld,
    private readonly live: LiveThread,
    private readonly messageId: string,
  ) {
    this.#startedAtMs = world.clock.now()
    this.done = this.#run()
  }

  /** Ends it; what came so far stays. */
  stop(end: EarlyEnd): Promise<void> {
    this.#abort.abort(new TurnEnded(end))
    return this.done
  }

  get #message(): Message {
    const message = this.live.messages.find((one) => one.id === this.messageId)
    if (message === undefined) throw new Error(`no message ${this.messageId}`)
    return message
  }

  async #run(): Promise<void> {
    try {
      let more = true
      while (more) more = await this.#advance()
    } catch (error) {
      this.#apply(...endEarly(this.#message, this.#endFor(error), this.world.clock.now()))
    }
  }

  #endFor(error: unknown): EarlyEnd {
    if (error instanceof TurnEnded) return error.end
    const problem = problemOf(error)
    if (problem.code === "internal") this.world.log.error("a turn failed", { error })
    return { status: "failed", problem }
  }

  /** One thing done; false when there is nothing more to do for now. */
  async #advance(): Promise<boolean> {
    this.#abort.signal.throwIfAborted()
    const need = turnNeed(this.#message)
    switch (need.type) {
      case "decision":
        this.#apply({ type: "message-state", messageId: this.messageId, change: { status: "waiting" } })
        return false
      case "tools":
        await this.#runCalls(need.calls)
        return true
      case "model":
        return this.#ask(need.step)
    }
  }

  async #ask(step: number): Promise<boolean> {
    this.#brake(step)
    const engine = this.#engine()
    const outcome = await askModel(
      this.world,
      {
        engine,
        step,
        messages: this.live.messages,
        tools: engine.toolsAvailable ? this.world.toolbox.offered() : [],
        signal: this.#abort.signal,
      },
      (change) => this.#write(change),
    )
    const figures = this.#figures(outcome, step)
    const calls = toolCalls(this.#message).filter((call) => call.step === step)
    this.#apply(
      { type: "message-state", messageId: this.messageId, change: { figures } },
      ...calls.map((call) => this.#toolState(call, this.#firstState(call))),
      ...(calls.length === 0 ? [this.#completion(outcome)] : []),
    )
    return calls.length > 0
  }

  #engine(): EngineConnection {
    const engine = this.world.engine.current()
    if (engine === null) throw new ProblemError(makeProblem("engine-not-ready"))
    return engine
  }

  #brake(step: number): void {
    const circling = circlingCall(this.#message)
    if (circling !== null || step >= MOST_STEPS) {
      const tool = circling === null ? {} : { tool: circling.toolName }
      const evidence = circling?.argumentsText ?? null
      throw new ProblemError(makeProblem("tool-loop-too-long", { steps: step, ...tool }, evidence))
    }
  }

  #completion({ end }: StepOutcome): ChatChange {
    const { messageId } = this
    if (end.reason !== "stop") {
      const problem = makeProblem("answer-cut-short", { reason: end.reason })
      return { type: "message-state", messageId, change: { status: "complete", problem } }
    }
    // A turn ends with words of the model; nothing at all, or thinking alone, is no answer.
    const last = this.#message.parts.findLast((part) => part.type !== "reasoning")
    if (last?.type !== "text" || last.text.trim() === "") {
      throw new ProblemError(makeProblem("answer-failed", {}, "finish_reason: stop, no text"))
    }
    return { type: "message-state", messageId, change: { status: "complete" } }
  }

  #figures({ end, firstTokenAtMs, writingMs }: StepOutcome, step: number): AnswerFigures {
    const before = step === 0 ? null : this.#message.figures
    const first = firstTokenAtMs === null ? null : firstTokenAtMs - this.#startedAtMs
    const known = end.answerTokens !== null && (before === null || before.answerTokens !== null)
    return {
      promptTokens: end.promptTokens,
      answerTokens: known ? (before?.answerTokens ?? 0) + (end.answerTokens ?? 0) : null,
      timeToFirstTokenMs: before === null ? first : before.timeToFirstTokenMs,
      writingMs: (before?.writingMs ?? 0) + writingMs,
    }
  }

  /** What becomes of a call once its arguments are written. */
  #firstState({ toolName, argumentsText }: ToolPart): Partial<ToolPart> {
    const { toolbox } = this.world
    if (!toolbox.has(toolName)) return { state: "failed", ...unknownTool(toolName) }
    if (parseArguments(argumentsText) === null) {
      const problem = makeProblem("tool-arguments-unreadable", { tool: toolName }, argumentsText.slice(-200))
      return { state: "failed", result: TOLD_MODEL.unreadable, problem }
    }
    const policy = toolbox.policyOf(toolName)
    if (policy === "never") return { state: "refused", result: TOLD_MODEL.refused }
    return { state: policy === "always" ? "allowed" : "waiting" }
  }

  async #runCalls(calls: readonly ToolPart[]): Promise<void> {
    const { clock, toolbox } = this.world
    const startedAtMs = clock.now()
    this.#apply(...calls.map((call) => this.#toolState(call, { state: "running", startedAtMs })))
    const context = {
      attachments: this.live.messages.flatMap((message) => message.attachments),
      resultLimit: resultLimit(this.world.engine.current()),
      signal: this.#abort.signal,
    }
    await Promise.all(
      calls.map(async (call) => {
        const args = parseArguments(call.argumentsText) ?? {}
        const outcome = await toolbox.run(call.toolName, args, context)
        const state = outcome.problem === null ? "done" : "failed"
        this.#apply(this.#toolState(call, { state, ...outcome, endedAtMs: clock.now() }))
      }),
    )
  }

  #toolState(call: ToolPart, change: Partial<ToolPart>): ChatChange {
    return { type: "tool-state", messageId: this.messageId, callId: call.callId, change }
  }

  /** Text on its way: on disk soon. */
  #write(change: ChatChange): void {
    this.live.apply(change)
    this.world.saver.soon(this.#message)
  }

  /** Decisions and ends: on disk now. */
  #apply(...changes: readonly ChatChange[]): void {
    this.live.apply(...changes)
    this.world.saver.now(this.#message)
  }
}

/** The reason a turn is aborted with: how it is to end. */
class TurnEnded extends Error {
  constructor(readonly end: EarlyEnd) {
    super(`the turn was ${end.status}`)
  }
}

/** Longest result, in characters. */
const LONGEST_RESULT = 60_000

/** A token is one to four characters, by language: one each leaves room for question and answer in any. */
function resultLimit(engine: EngineConnection | null): number {
  return Math.min(engine?.maxModelLen ?? 16_000, LONGEST_RESULT)
}
