import type { AnswerFigures, ContextUse } from "#common/domain/chat"
import type { TokenUsage } from "../../chat-ports"
import type { Sized } from "./token-gauge"

/** How often a page learns how full the context is while an answer is written, ms. */
const SHOW_EVERY_MS = 500

/** Measures one answer of the model while it is written, so that its figures are there however it ends. */
export class StepMeter {
  #usage: TokenUsage | null = null
  #shownAtMs = -Infinity
  #firstAtMs: number | null = null
  #lastAtMs = 0

  constructor(
    private readonly prompt: Sized,
    private readonly limitTokens: number | null,
    private readonly turnStartedAtMs: number,
  ) {}

  /** Something was said. */
  hear(atMs: number): void {
    this.#firstAtMs ??= atMs
    this.#lastAtMs = atMs
  }

  /** The server counted. True when it is time to show it. */
  count(usage: TokenUsage, atMs: number): boolean {
    this.#usage = usage
    if (atMs - this.#shownAtMs < SHOW_EVERY_MS) return false
    this.#shownAtMs = atMs
    return true
  }

  /** Null when the server has not said. */
  get promptTokens(): number | null {
    return this.#usage?.promptTokens ?? null
  }

  get context(): ContextUse {
    const { limitTokens } = this
    if (this.#usage === null) {
      return { usedTokens: this.prompt.tokens, limitTokens, estimated: this.prompt.estimated }
    }
    const usedTokens = this.#usage.promptTokens + this.#usage.answerTokens
    return { usedTokens, limitTokens, estimated: false }
  }

  /** Of the whole turn; `before` are those of its earlier steps. */
  figures(before: AnswerFigures | null): AnswerFigures {
    const answerTokens = this.#usage?.answerTokens ?? null
    const known = answerTokens !== null && (before === null || before.answerTokens !== null)
    const firstMs = this.#firstAtMs === null ? null : this.#firstAtMs - this.turnStartedAtMs
    const writingMs = this.#firstAtMs === null ? 0 : this.#lastAtMs - this.#firstAtMs
    return {
      promptTokens: this.promptTokens,
      answerTokens: known ? (before?.answerTokens ?? 0) + answerTokens : null,
      timeToFirstTokenMs: before === null ? firstMs : before.timeToFirstTokenMs,
      writingMs: (before?.writingMs ?? 0) + writingMs,
    }
  }
}
