import type { Message } from "./chat"
import type { HistoryMessage } from "./chat-history"

/** Tokens kept free for an answer when there is a choice: a quarter of the context, and enough for long thinking. */
export function answerRoom(limitTokens: number): number {
  return Math.min(Math.floor(limitTokens / 4), 16_384)
}

/** Tokens an answer needs to be worth asking for. */
export function leastAnswerRoom(limitTokens: number): number {
  return Math.min(Math.floor(limitTokens / 16), 512)
}

/** Of one ASCII character, and of one other, in tokens: what the vocabularies of GLM need at most on average. */
const TOKENS_PER_ASCII = 0.3
const TOKENS_PER_OTHER = 1
/** What a chat template writes around a message, in tokens. */
const TOKENS_AROUND_MESSAGE = 6

/** About how many tokens a text is. Good to a factor that depends on the model, and is learned from its counts. */
export function estimateTokens(text: string): number {
  let ascii = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x80) ascii++
  return ascii * TOKENS_PER_ASCII + (text.length - ascii) * TOKENS_PER_OTHER
}

/** About how many tokens a history is, without tools. */
export function estimateHistory(history: readonly HistoryMessage[]): number {
  return history.reduce((sum, message) => sum + TOKENS_AROUND_MESSAGE + estimateMessage(message), 0)
}

function estimateMessage(message: HistoryMessage): number {
  if (message.role === "user") return estimateTokens(message.text)
  if (message.role === "tool") return estimateTokens(message.result)
  const calls = message.calls.map(({ toolName, argumentsText }) => `${toolName} ${argumentsText}`)
  return estimateTokens([message.text, message.reasoning, ...calls].join("\n"))
}

/** How long a beginning of a text is that comes to `tokens` at most by estimate, in characters. Never half a pair. */
export function beginningWithin(text: string, tokens: number): number {
  let sum = 0
  let end = 0
  while (end < text.length) {
    sum += text.charCodeAt(end) < 0x80 ? TOKENS_PER_ASCII : TOKENS_PER_OTHER
    if (sum > tokens) break
    end++
  }
  return end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

/** Where each turn, a question with its answer, begins in a conversation. The first begins it, whatever it is. */
export function turnStarts(messages: readonly Message[]): readonly number[] {
  const starts = messages.flatMap(({ role }, at) => (role === "user" && at > 0 ? [at] : []))
  return [0, ...starts]
}

/**
 * How many of the oldest turns to leave out. `sizes[n]` are the tokens of what is sent without the n oldest turns. What
 * was left out before stays so while that fits, and a step further makes some room: a beginning that stays the same is
 * a beginning the engine need not read again.
 */
export function turnsToLeaveOut(
  sizes: readonly number[],
  budget: { readonly tokens: number; readonly tokensAfterStep: number },
  before: number,
): number {
  const newestAlone = Math.max(0, sizes.length - 1)
  const least = sizes.findIndex((size) => size <= budget.tokens)
  if (least === -1) return newestAlone
  const roomy = sizes.findIndex((size) => size <= budget.tokensAfterStep)
  if (least === 0 || roomy === -1) return least
  return before >= least && before <= roomy ? before : roomy
}

/** No result is cut to fewer characters: what is left would say nothing. */
const SHORTEST_RESULT = 200

/** The length results may have so that the history comes to `tokens` at most by estimate, in characters. */
export function resultLengthWithin(history: readonly HistoryMessage[], tokens: number): number {
  const longest = Math.max(
    0,
    ...history.map((message) => (message.role === "tool" ? message.result.length : 0)),
  )
  let [fits, exceeds] = [SHORTEST_RESULT, Math.max(longest, SHORTEST_RESULT + 1)]
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2)
    if (estimateHistory(withShortResults(history, middle)) <= tokens) fits = middle
    else exceeds = middle
  }
  return fits
}

/** The history with every tool result cut to a length, each cut one with a note. Others keep their identity. */
export function withShortResults(
  history: readonly HistoryMessage[],
  characters: number,
): readonly HistoryMessage[] {
  return history.map((message) =>
    message.role === "tool" && message.result.length > characters
      ? { ...message, result: shortResult(message.result, characters) }
      : message,
  )
}

/** A result, or its beginning with a note for the model. */
export function shortResult(result: string, characters: number): string {
  if (result.length <= characters) return result
  const end = isHighSurrogate(result.charCodeAt(characters - 1)) ? characters - 1 : characters
  return `${result.slice(0, end)}\n[Shortened: the first ${end} of ${result.length} characters.]`
}
