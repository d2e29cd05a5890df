import type { ChatChange, Message, MessagePart, ToolPart } from "./chat"
import { isSettled, toolCalls } from "./chat-tool-call"
import type { Problem } from "./problem"

/** What the model reads in place of a result; part of the conversation, not of the interface. */
export const TOLD_MODEL = {
  refused: toldError("The user did not allow this."),
  stopped: toldError("The user stopped before this call ran."),
  interrupted: toldError("The call was interrupted."),
  unreadable: toldError("The arguments were not a complete JSON object."),
} as const

/** An error as a tool result. */
export function toldError(sentence: string): string {
  return JSON.stringify({ error: sentence })
}

/** What a turn needs next. All of it is in the message, so a turn goes on after any interruption. */
export type TurnNeed =
  /** The person must decide about a call. */
  | { readonly type: "decision" }
  /** Every call is decided: these may run. */
  | { readonly type: "tools"; readonly calls: readonly ToolPart[] }
  | { readonly type: "model"; readonly step: number }

export function turnNeed(message: Message): TurnNeed {
  const calls = toolCalls(message)
  if (calls.some((call) => call.state === "waiting")) return { type: "decision" }
  const allowed = calls.filter((call) => call.state === "allowed")
  if (allowed.length > 0) return { type: "tools", calls: allowed }
  return { type: "model", step: (calls.at(-1)?.step ?? -1) + 1 }
}

/** How a turn ends before its time. */
export type EarlyEnd =
  | { readonly status: "stopped"; readonly problem: null }
  | { readonly status: "failed"; readonly problem: Problem }

/** Changes that end a turn before its time; what came so far stays, no call stays open. */
export function endEarly(message: Message, end: EarlyEnd, atMs: number): ChatChange[] {
  const messageId = message.id
  const thinks = message.parts.some((part) => part.type === "reasoning" && part.endedAtMs === null)
  const told = end.status === "stopped" ? TOLD_MODEL.stopped : TOLD_MODEL.interrupted
  const calls = toolCalls(message).filter((call) => !isSettled(call.state))
  return [
    ...(thinks ? [{ type: "reasoning-end", messageId, atMs } as const] : []),
    ...calls.map(({ callId, state }): ChatChange => {
      // What had begun may have done something; what had not is merely refused.
      const change =
        state === "running"
          ? ({ state: "failed", result: TOLD_MODEL.interrupted, endedAtMs: atMs } as const)
          : ({ state: "refused", result: told } as const)
      return { type: "tool-state", messageId, callId, change }
    }),
    { type: "message-state", messageId, change: end },
  ]
}

/**
 * The parts to go on from when an answer is asked for again. After a failure the steps whose tools have answered
 * stay: nothing is run, or asked for, twice. An answer that was stopped, went in circles or did not please begins anew.
 */
export function partsForRetry(message: Message): readonly MessagePart[] {
  if (message.status !== "failed" || message.problem?.code === "tool-loop-too-long") return []
  const calls = toolCalls(message)
  const brokenOff = calls.find((call) => call.state !== "done" && wasCutOff(call))?.step ?? Infinity
  const lastKept = message.parts.findLastIndex((part) => part.type === "tool" && part.step < brokenOff)
  return message.parts.slice(0, lastKept + 1)
}

function wasCutOff(call: ToolPart): boolean {
  return (
    !isSettled(call.state) || call.result === TOLD_MODEL.stopped || call.result === TOLD_MODEL.interrupted
  )
}
