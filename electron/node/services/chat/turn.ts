import type { ChatChange, Message, ToolPart } from "#common/domain/chat"
import { beginningWithin } from "#common/domain/chat-context"
import { circlingCall, parseArguments, toolCalls } from "#common/domain/chat-tool-call"
import { type EarlyEnd, endEarly, TOLD_MODEL, turnNeed } from "#common/domain/chat-turn"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import type { EngineAccess, EngineConnection, ModelClient, OfferedTool } from "../../chat-ports"
import type { Clock, Logger } from "../../ports"
import type { LiveThread } from "./live-thread"
import type { MessageSaver } from "./message-saver"
import { askModel, type StepEnd } from "./model-step"
import { fitPrompt, type Prompt } from "./prompt-fitting"
import { StepMeter } from "./step-meter"
import type { TokenGauge } from "./token-gauge"
import { type Toolbox, unknownTool } from "./toolbox"

/** Answers of the model in one turn; one that calls tools ever on is stopped here. */
const MOST_STEPS = 25
/** How often a conversation that the server finds too long is tried again with less of it. */
const MOST_REFUSALS = 2

/** What a turn works with. */
export interface TurnWorld {
  readonly clock: Clock
  readonly log: Logger
  readonly newId: () => string
  readonly engine: EngineAccess
  readonly model: ModelClient
  readonly gauge: TokenGauge
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
  /** Of the step being written, and what it goes on from; null between steps. */
  #writing: { readonly meter: StepMeter; readonly step: number } | null = null

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
      const measured = this.#measured()
      this.#apply(...measured, ...endEarly(this.#message, this.#endFor(error), this.world.clock.now()))
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
    const tools = engine.toolsAvailable ? this.world.toolbox.offered() : []
    const end = await this.#askFitting(engine, tools, step)
    const calls = toolCalls(this.#message).filter((call) => call.step === step)
    this.#apply(
      ...this.#measured(),
      ...calls.map((call) => this.#toolState(call, this.#firstState(call))),
      ...(calls.length === 0 ? [this.#completion(end)] : []),
    )
    return calls.length > 0
  }

  /** Asks with as much of the conversation as fits; with less of it when the server finds that too long. */
  async #askFitting(engine: EngineConnection, tools: readonly OfferedTool[], step: number): Promise<StepEnd> {
    let limitTokens = engine.maxModelLen
    let refusal: Problem | null = null
    for (let refusals = 0; ; refusals++) {
      const prompt = await this.#fit(engine, tools, limitTokens, refusals, refusal)
      const meter = new StepMeter(prompt, limitTokens, this.#startedAtMs)
      const input = { engine, step, tools, messages: this.live.messages, signal: this.#abort.signal }
      this.#writing = { meter, step }
      this.#write({
        type: "message-state",
        messageId: this.messageId,
        change: { context: meter.context, leftOut: prompt.leftOut },
      })
      try {
        const { history } = prompt
        const end = await askModel(this.world, { ...input, history }, meter, (change) => this.#write(change))
        if (meter.promptTokens !== null) this.world.gauge.learn(engine, history, tools, meter.promptTokens)
        return end
      } catch (error) {
        refusal = problemOf(error)
        const told = refusal.values["length"]
        limitTokens = typeof told === "number" ? told : limitTokens
        const again = refusal.code === "context-length-400" && refusals < MOST_REFUSALS
        if (!again || limitTokens === null) throw error
      }
    }
  }

  async #fit(
    engine: EngineConnection,
    tools: readonly OfferedTool[],
    limitTokens: number | null,
    refusals: number,
    refusal: Problem | null,
  ): Promise<Prompt> {
    const { messages } = this.live
    const { signal } = this.#abort
    try {
      return await fitPrompt(this.world.gauge, { engine, messages, tools, limitTokens, refusals, signal })
    } catch (error) {
      // The server's own words say more than our counting with a limit that was not the true one.
      throw refusal !== null && problemOf(error).code === "context-length-400"
        ? new ProblemError(refusal)
        : error
    }
  }

  /** The figures of the step that was being written. */
  #measured(): ChatChange[] {
    const writing = this.#writing
    if (writing === null) return []
    this.#writing = null
    const { meter, step } = writing
    const figures = meter.figures(step === 0 ? null : this.#message.figures)
    const change = { figures, context: meter.context }
    return [{ type: "message-state", messageId: this.messageId, change }]
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

  #completion(reason: StepEnd): ChatChange {
    const { messageId } = this
    if (reason !== "stop") {
      const problem = makeProblem("answer-cut-short", { reason })
      return { type: "message-state", messageId, change: { status: "complete", problem } }
    }
    // A turn ends with words of the model; nothing at all, or thinking alone, is no answer.
    const last = this.#message.parts.findLast((part) => part.type !== "reasoning")
    if (last?.type !== "text" || last.text.trim() === "") {
      throw new ProblemError(makeProblem("answer-failed", {}, "finish_reason: stop, no text"))
    }
    return { type: "message-state", messageId, change: { status: "complete" } }
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
      lengthThatFits: (text: string) => this.#lengthThatFits(text, calls.length),
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

  /** Of one of several results, in characters: together they leave the question and the answer half the context. */
  #lengthThatFits(text: string, results: number): number {
    const engine = this.world.engine.current()
    if (engine === null || engine.maxModelLen === null) return Math.min(text.length, LONGEST_RESULT)
    const tokens = engine.maxModelLen / 2 / results / this.world.gauge.ratioOf(engine)
    return beginningWithin(text.slice(0, LONGEST_RESULT), tokens)
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
