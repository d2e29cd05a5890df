import { type } from "@orpc/contract"
import { z } from "zod"
import type { Attachment, ChatFrame, Thread, ToolInfo } from "../domain/chat"
import type { ExportedThread } from "../domain/chat-export"
import type { SearchHit } from "../domain/chat-search"
import { LANGUAGES } from "../domain/settings"
import type { StateFrame } from "../domain/watch"
import { messageIdSchema, pathSchema, procedure, threadIdSchema, watchInput } from "./base"

const inThread = z.object({ threadId: threadIdSchema })
const messageInThread = inThread.extend({ messageId: messageIdSchema })
const messageText = z.string().trim().min(1).max(1_000_000)

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
        text: messageText,
        attachments: z.array(pathSchema).max(20),
      }),
    )
    .output(type<void>()),
  /** Ends the answer being written; what came so far stays. */
  stop: procedure.input(inThread).output(type<void>()),
  /**
   * Asks again for the last answer: after a failure, a stop, or because it did not please. What the former answer has
   * of its own stays as another version.
   */
  retry: procedure.input(inThread).output(type<void>()),
  /**
   * Asks again from a question on the open branch, worded otherwise, with the same files. The former wording and all
   * that followed it stay as another branch.
   */
  edit: procedure.input(messageInThread.extend({ text: messageText })).output(type<void>()),
  /** Opens the branch that a message is on, as it was last written; nothing changes when it is open already. */
  switchBranch: procedure.input(messageInThread).output(type<void>()),
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
  /** Conversations and messages, on whichever branch, that hold all words of `text`: titles first, then the newest. */
  search: procedure
    .input(
      z.object({
        text: z.string().trim().min(1).max(200),
        limit: z.number().int().min(1).max(200).optional(),
      }),
    )
    .output(type<readonly SearchHit[]>()),
  /** Markdown has the open branch, JSON everything. `language` is for the few words that nobody in it said. */
  exportThread: procedure
    .input(inThread.extend({ format: z.enum(["markdown", "json"]), language: z.enum(LANGUAGES) }))
    .output(type<ExportedThread>()),
}
