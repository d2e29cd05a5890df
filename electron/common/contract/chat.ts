import { type } from "@orpc/contract"
import { z } from "zod"
import type { Attachment, ChatFrame, Thread, ToolInfo } from "../domain/chat"
import type { StateFrame } from "../domain/watch"
import { pathSchema, procedure, threadIdSchema, watchInput } from "./base"

const inThread = z.object({ threadId: threadIdSchema })

export const chatContract = {
  watchThreads: procedure.input(watchInput).output(type<AsyncIterable<StateFrame<readonly Thread[]>>>()),
  createThread: procedure.output(type<Thread>()),
  renameThread: procedure
    .input(z.object({ threadId: threadIdSchema, title: z.string().trim().min(1).max(200) }))
    .output(type<void>()),
  /** Marks a conversation as deleted; `restoreThread` undoes it until the next start of Glimmer. */
  deleteThread: procedure.input(inThread).output(type<void>()),
  restoreThread: procedure.input(inThread).output(type<void>()),
  watch: procedure
    .input(watchInput.extend({ threadId: threadIdSchema }))
    .output(type<AsyncIterable<ChatFrame>>()),
  send: procedure
    .input(
      z.object({
        threadId: threadIdSchema,
        text: z.string().trim().min(1).max(1_000_000),
        attachments: z.array(pathSchema).max(20),
      }),
    )
    .output(type<void>()),
  /** Ends the answer being written; what came so far stays. */
  stop: procedure.input(inThread).output(type<void>()),
  /** Asks again for the last answer: after a failure, a stop, or because it did not please. */
  retry: procedure.input(inThread).output(type<void>()),
  decide: procedure
    .input(
      z.object({
        threadId: threadIdSchema,
        callId: z.string().min(1).max(200),
        allow: z.boolean(),
        remember: z.boolean(),
        argumentsText: z.string().max(200_000).nullable(),
      }),
    )
    .output(type<void>()),
  /** Checks that a file may be attached and says what it is. */
  describeFile: procedure.input(z.object({ path: pathSchema })).output(type<Attachment>()),
  tools: procedure.output(type<readonly ToolInfo[]>()),
}
