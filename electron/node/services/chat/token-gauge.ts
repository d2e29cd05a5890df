import { estimateHistory, estimateTokens } from "#common/domain/chat-context"
import type { HistoryMessage } from "#common/domain/chat-history"
import type { EngineConnection, ModelClient, OfferedTool } from "../../chat-ports"

/** A history with its size. */
export interface Sized {
  readonly history: readonly HistoryMessage[]
  readonly tokens: number
  /** A guess from the length of the text; otherwise the server has counted. */
  readonly estimated: boolean
}

/** Of a model nothing was learned of: no text comes to more tokens than this many times its estimate. */
const WORST_RATIO = 4
/** How far a text may be from those that were counted. */
const SURE_FACTOR = 1.25
/** Shorter ones are mostly template, and say little about text. */
const LEAST_TO_LEARN_FROM = 100
/** No vocabulary is so good; a count below it is not one of what was sent. */
const BEST_RATIO = 0.4

/** Sizes of histories: estimated, or counted by the server; each count makes the next estimate better. */
export class TokenGauge {
  /** Tokens counted for each one estimated, by the model's name. */
  readonly #ratios = new Map<string, number>()

  constructor(private readonly model: Pick<ModelClient, "countTokens">) {}

  /** Tokens of this model for each one that is estimated from a text. */
  ratioOf({ modelName }: EngineConnection): number {
    return this.#ratios.get(modelName) ?? 1
  }

  estimate(
    engine: EngineConnection,
    history: readonly HistoryMessage[],
    tools: readonly OfferedTool[],
  ): Sized {
    const tokens = Math.ceil(rawTokens(history, tools) * this.ratioOf(engine))
    return { history, tokens, estimated: true }
  }

  /** True when the history has no more tokens than `room`, however wrong the estimate. */
  surelyWithin(room: number, engine: EngineConnection, { tokens, estimated }: Sized): boolean {
    if (!estimated) return tokens <= room
    return tokens * (this.#ratios.has(engine.modelName) ? SURE_FACTOR : WORST_RATIO) <= room
  }

  /** The size as the server counts it; an estimate when it does not count. */
  async count(
    engine: EngineConnection,
    history: readonly HistoryMessage[],
    tools: readonly OfferedTool[],
    signal: AbortSignal,
  ): Promise<Sized> {
    const tokens = await this.model.countTokens(engine, history, tools, signal)
    if (tokens === null) return this.estimate(engine, history, tools)
    this.learn(engine, history, tools, tokens)
    return { history, tokens, estimated: false }
  }

  /** Takes note of what a history really came to. */
  learn(
    { modelName }: EngineConnection,
    history: readonly HistoryMessage[],
    tools: readonly OfferedTool[],
    tokens: number,
  ): void {
    const raw = rawTokens(history, tools)
    if (raw < LEAST_TO_LEARN_FROM) return
    this.#ratios.set(modelName, Math.min(Math.max(tokens / raw, BEST_RATIO), WORST_RATIO))
  }
}

/** As it comes from the text alone, before what was learned of the model. */
export function rawTokens(history: readonly HistoryMessage[], tools: readonly OfferedTool[]): number {
  return estimateHistory(history) + (tools.length === 0 ? 0 : estimateTokens(JSON.stringify(tools)))
}
