import type { LeftOut, Message } from "#common/domain/chat"
import {
  answerRoom,
  estimateHistory,
  leastAnswerRoom,
  resultLengthWithin,
  turnStarts,
  turnsToLeaveOut,
  withShortResults,
} from "#common/domain/chat-context"
import { historyByMessage, historyOf } from "#common/domain/chat-history"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { EngineConnection, OfferedTool } from "../../chat-ports"
import { rawTokens, type Sized, type TokenGauge } from "./token-gauge"

export interface PromptInput {
  readonly engine: EngineConnection
  /** The open branch, the answer being written last. */
  readonly messages: readonly Message[]
  readonly tools: readonly OfferedTool[]
  /** Tokens of question and answer together; null when not known. */
  readonly limitTokens: number | null
  /** How often the server has refused a longer one already. */
  readonly refusals: number
  readonly signal: AbortSignal
}

/** What the model is sent. */
export interface Prompt extends Sized {
  /** Null when it is everything. */
  readonly leftOut: LeftOut | null
}

/**
 * Makes a conversation fit the context: without its oldest turns, never with half of one; and when the newest alone is
 * too long, with the beginnings of its tool results. Errors with `context-length-400` when that is not enough.
 */
export async function fitPrompt(gauge: TokenGauge, input: PromptInput): Promise<Prompt> {
  const { engine, messages, tools, limitTokens } = input
  if (limitTokens === null) return { ...gauge.estimate(engine, historyOf(messages), tools), leftOut: null }
  return new Fitting(gauge, input, limitTokens).fit()
}

/** After a refusal the next try takes this much of the room of the one before. */
const LESS_AFTER_REFUSAL = 0.75
/** Of the context, made free when turns are left out, so that the next answers need not leave out more. */
const ROOM_TO_GROW = 1 / 8
const MOST_COUNTS = 5

class Fitting {
  /** Where each turn begins, and what would be sent from there on, in tokens as the text alone suggests. */
  readonly #starts: readonly number[]
  readonly #rawSizes: readonly number[]
  /** So many turns the answer before this one was written without, or this one so far. */
  readonly #before: number
  /** Tokens that leave an answer the room it should have, and the least it must have. */
  readonly #room: number
  readonly #utmost: number

  constructor(
    private readonly gauge: TokenGauge,
    private readonly input: PromptInput,
    private readonly limitTokens: number,
  ) {
    const less = LESS_AFTER_REFUSAL ** input.refusals
    this.#starts = turnStarts(input.messages)
    this.#rawSizes = sizesFrom(this.#starts, input)
    this.#before = this.#starts.indexOf(leftOutBefore(input.messages))
    this.#room = (limitTokens - answerRoom(limitTokens)) * less
    this.#utmost = (limitTokens - leastAnswerRoom(limitTokens)) * less
  }

  async fit(): Promise<Prompt> {
    const tried = new Set<number>()
    let best: Prompt | null = null
    let turns = this.#choose()
    while (!tried.has(turns) && tried.size < MOST_COUNTS) {
      tried.add(turns)
      const prompt = await this.#without(turns)
      const fits = prompt.tokens <= this.#room
      if (prompt.estimated) return fits || turns < this.#newest ? prompt : this.#shortened()
      if (fits) best = prompt
      else if (turns === this.#newest) return this.#shortened()
      // The count has taught better: perhaps more fits, or less.
      turns = fits ? Math.min(turns, this.#choose()) : Math.max(turns + 1, this.#choose())
    }
    return best ?? this.#shortened()
  }

  get #newest(): number {
    return this.#starts.length - 1
  }

  /** How many turns to leave out, by estimate. */
  #choose(): number {
    const ratio = this.gauge.ratioOf(this.input.engine)
    const sizes = this.#rawSizes.map((size) => size * ratio)
    const budget = { tokens: this.#room, tokensAfterStep: this.#room - this.limitTokens * ROOM_TO_GROW }
    return turnsToLeaveOut(sizes, budget, this.#before)
  }

  async #without(turns: number): Promise<Prompt> {
    const { engine, messages, tools, signal } = this.input
    const start = this.#starts[turns] ?? 0
    const history = historyOf(messages, start)
    const leftOut = start === 0 ? null : { messages: start, shortenedResults: 0 }
    const estimate = this.gauge.estimate(engine, history, tools)
    // Nothing more is left out on a guess.
    const asBefore = turns === 0 || turns === this.#before
    if (asBefore && this.gauge.surelyWithin(this.#room, engine, estimate)) return { ...estimate, leftOut }
    return { ...(await this.gauge.count(engine, history, tools, signal)), leftOut }
  }

  /** The newest turn alone, with results as long as may be. */
  async #shortened(): Promise<Prompt> {
    const { engine, messages, tools, signal } = this.input
    const start = this.#starts[this.#newest] ?? 0
    const whole = historyOf(messages, start)
    let prompt = await this.gauge.count(engine, whole, tools, signal)
    let shortenedResults = 0
    for (let n = 0; n < MOST_COUNTS && prompt.tokens > this.#room; n++) {
      // Of the history alone, in estimated tokens.
      const ratio = this.gauge.ratioOf(engine)
      const others = this.gauge.estimate(engine, [], tools).tokens
      const length = resultLengthWithin(whole, (this.#room * 0.95 ** n - others) / ratio)
      const history = withShortResults(whole, length)
      shortenedResults = history.filter((message, at) => message !== whole[at]).length
      if (shortenedResults === 0) break
      prompt = await this.gauge.count(engine, history, tools, signal)
      if (prompt.estimated) break
    }
    // Never refused on a guess: the server decides.
    if (!prompt.estimated && prompt.tokens > this.#utmost) throw this.#tooLong(prompt.tokens)
    const leftOut = start === 0 && shortenedResults === 0 ? null : { messages: start, shortenedResults }
    return { ...prompt, leftOut }
  }

  #tooLong(askedTokens: number): ProblemError {
    return new ProblemError(makeProblem("context-length-400", { askedTokens, length: this.limitTokens }))
  }
}

function sizesFrom(starts: readonly number[], { messages, tools }: PromptInput): readonly number[] {
  const sizes = historyByMessage(messages).map(estimateHistory)
  const from = sizes.reduceRight<number[]>((sums, size) => [size + (sums[0] ?? 0), ...sums], [])
  const fixed = rawTokens([], tools)
  return starts.map((start) => fixed + (from[start] ?? 0))
}

/** So many messages the answer before this one was written without, or this one so far. */
function leftOutBefore(messages: readonly Message[]): number {
  const answers = messages.filter((message) => message.role === "assistant").slice(-2)
  return Math.max(0, ...answers.map((message) => message.leftOut?.messages ?? 0))
}
