import { z } from "zod"
import type { Attachment, KeptMessage, MessagePart, Thread, ToolPart } from "#common/domain/chat"
import { PROBLEM_CODES, type Problem } from "#common/domain/problem"
import type { FoundMessage } from "../chat-ports"

/** Rows as SQLite gives them, back to what they were. They are data from a disk, so they are checked. */

export function readThread(row: unknown): Thread {
  const { id, title, title_by_hand: byHand, created_at_ms, updated_at_ms } = threadRow.parse(row)
  return { id, title, titleByHand: byHand === 1, createdAtMs: created_at_ms, updatedAtMs: updated_at_ms }
}

export function readMessage(row: unknown): Omit<KeptMessage, "attachments"> {
  const read = messageRow.parse(row)
  return {
    id: read.id,
    threadId: read.thread_id,
    parentId: read.parent_id,
    role: read.role,
    parts: z.array(partSchema).parse(JSON.parse(read.parts)),
    createdAtMs: read.created_at_ms,
    status: read.status,
    problem: read.problem === null ? null : problemSchema.parse(JSON.parse(read.problem)),
    modelName: read.model_name,
    figures: read.figures === null ? null : figuresSchema.parse(JSON.parse(read.figures)),
    context: read.context === null ? null : contextSchema.parse(JSON.parse(read.context)),
    leftOut: read.left_out === null ? null : leftOutSchema.parse(JSON.parse(read.left_out)),
  }
}

/** Where the open branch of a conversation ends. */
export function readHead(row: unknown): string | null {
  return headRow.parse(row)?.head_id ?? null
}

export function readFound(row: unknown): FoundMessage {
  const { id, thread_id: threadId, role, created_at_ms: createdAtMs, text } = foundRow.parse(row)
  return { id, threadId, role, createdAtMs, text }
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

const roleSchema = z.enum(["user", "assistant"])

const messageRow = z.object({
  id: z.string(),
  thread_id: z.string(),
  parent_id: z.string().nullable(),
  role: roleSchema,
  parts: z.string(),
  created_at_ms: z.number(),
  status: z.enum(["streaming", "waiting", "complete", "stopped", "failed"]),
  problem: z.string().nullable(),
  model_name: z.string().nullable(),
  figures: z.string().nullable(),
  context: z.string().nullable(),
  left_out: z.string().nullable(),
})

const headRow = z.object({ head_id: z.string().nullable() }).optional()

const foundRow = z.object({
  id: z.string(),
  thread_id: z.string(),
  role: roleSchema,
  created_at_ms: z.number(),
  text: z.string(),
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

const contextSchema = z.object({
  usedTokens: z.number(),
  limitTokens: z.number().nullable(),
  estimated: z.boolean(),
})

const leftOutSchema = z.object({ messages: z.number(), shortenedResults: z.number() })
