import type { KeptMessage } from "#common/domain/chat"
import { keptOf } from "#common/domain/chat-branches"
import { applyChatChange } from "#common/domain/chat-changes"
import { type EarlyEnd, endEarly } from "#common/domain/chat-turn"
import { makeProblem } from "#common/domain/problem"

/** The end of an answer that was being written when the program ended. */
export const INTERRUPTED: EarlyEnd = { status: "failed", problem: makeProblem("turn-interrupted") }

/** A message after the end of whoever was writing it; one that nobody was writing stays as it is. */
export function asInterrupted(message: KeptMessage, atMs: number): KeptMessage {
  if (message.status !== "streaming") return message
  const shown = { ...message, siblingIds: [message.id], unsaved: null }
  const [ended = shown] = endEarly(shown, INTERRUPTED, atMs).reduce(applyChatChange, [shown])
  return keptOf(ended)
}
