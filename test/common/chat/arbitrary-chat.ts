import * as fc from "fast-check"
import type { ChatChange, Message, ToolCallState } from "#common/domain/chat"
import { makeProblem } from "#common/domain/problem"

/** Few ids, so that changes meet; some that do not exist, so that they miss. */
const messageId = fc.constantFrom("m1", "m2", "m3", "nobody")
const callId = fc.constantFrom("c1", "c2", "nobody")
const text = fc.string({ maxLength: 5 })
const atMs = fc.nat(1000)
const states: ToolCallState[] = ["writing", "waiting", "allowed", "running", "done", "failed", "refused"]

export function newMessage(id: string): Message {
  return {
    id,
    threadId: "t",
    parentId: null,
    role: "assistant",
    parts: [],
    attachments: [],
    createdAtMs: 0,
    status: "streaming",
    problem: null,
    modelName: null,
    figures: null,
    context: null,
    leftOut: null,
    siblingIds: [id],
    unsaved: null,
  }
}

/** Any change, sensible or not. */
export const anyChange: fc.Arbitrary<ChatChange> = fc.oneof(
  {
    weight: 2,
    arbitrary: messageId.map((id) => ({ type: "message-start", message: newMessage(id) }) as const),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("text-delta" as const), messageId, text }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant("reasoning-delta" as const), messageId, text, atMs }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reasoning-end" as const), messageId, atMs }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("tool-start" as const),
      messageId,
      callId,
      toolName: text,
      step: fc.nat(3),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant("tool-arguments" as const), messageId, callId, text }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("tool-state" as const),
      messageId,
      callId,
      change: fc.record({ state: fc.constantFrom(...states), result: fc.option(text) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("message-state" as const),
      messageId,
      change: fc.constantFrom(
        { status: "complete" as const },
        { status: "failed" as const, problem: makeProblem("engine-lost") },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("branch-left" as const), messageId }) },
)
