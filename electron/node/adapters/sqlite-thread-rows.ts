import { z } from "zod"
import type { Attachment, Message, MessagePart, Thread, ToolPart } from "#common/domain/chat"
import { PROBLEM_CODES, type Problem } from "#common/domain/problem"

/** Rows as SQLite gives them, back to what they were. They are data from a disk, so they are checked. */

export function readThread(row: unknown): Thread {
  const { id, title, title_by_hand: byHand, created_at_ms, updated_at_ms } = threadRow.parse(row)
  return { id, title, titleByHand: byHand === 1, createdAtMs: created_at_ms, updatedAtMs: updated_at_ms }
}

export function readMessage(row: unknown): Omit<Message, "attachments"> {
  const read = messageRow.parse(row)
  return {
    id: read.id,
    threadId: read.thread_id,
    role: read.role,
    parts: z.array(partSchema).parse(JSON.parse(read.parts)),
    createdAtMs: read.created_at_ms,
    status: read.status,
    problem: read.problem === null ? null : problemSchema.parse(JSON.parse(read.problem)),
    modelName: read.model_name,
    figures: read.figures === null ? null : figuresSchema.parse(JSON.parse(read.figures)),
  }
}

export function readAttachment(row: unknown): Attachment {
  return attachmentRow.parse(row)
}

const threadRow = z.object({
  id: z.string(),
  title: z.string(),
  title_by_hand: z.number(),
  created_at_ms: z.number(),
  updated_at_ms: z.number(),
})

const messageRow = z.object({
  id: z.string(),
  thread_id: z.string(),
  role: z.enum(["user", "assistant"]),
  parts: z.string(),
  created_at_ms: z.number(),
  status: z.enum(["streaming", "waiting", "complete", "stopped", "failed"]),
  problem: z.string().nullable(),
  model_name: z.string().nullable(),
  figures: z.string().nullable(),
})

const attachmentRow = z.object({ name: z.string(), path: z.string(), bytes: z.number() })

const problemSchema: z.ZodType<Problem> = z.object({
  // A code that a later Glimmer no longer has must not make the conversation unreadable.
  code: z.enum(PROBLEM_CODES).catch("answer-failed"),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.string().nullable(),
})

const toolSchema: z.ZodType<ToolPart> = z.object({
  type: z.literal("tool"),
  callId: z.string(),
  toolName: z.string(),
  step: z.number(),
  argumentsText: z.string(),
  state: z.enum(["writing", "waiting", "allowed", "running", "done", "failed", "refused"]),
  result: z.string().nullable(),
  problem: problemSchema.nullable(),
  startedAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
})

const partSchema: z.ZodType<MessagePart> = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({
    type: z.literal("reasoning"),
    text: z.string(),
    startedAtMs: z.number(),
    endedAtMs: z.number().nullable(),
  }),
  toolSchema,
])

const figuresSchema = z.object({
  promptTokens: z.number().nullable(),
  answerTokens: z.number().nullable(),
  timeToFirstTokenMs: z.number().nullable(),
  writingMs: z.number().nullable(),
})
