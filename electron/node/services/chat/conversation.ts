import type {
  Attachment,
  ChatChange,
  KeptMessage,
  Message,
  Thread,
  ToolDecision,
  ToolPart,
} from "#common/domain/chat"
import { branchTo, keptOf, newestEndBelow } from "#common/domain/chat-branches"
import { applyChatChange } from "#common/domain/chat-changes"
import { parseArguments, toolCalls } from "#common/domain/chat-tool-call"
import { type EarlyEnd, endEarly, partsForRetry, TOLD_MODEL } from "#common/domain/chat-turn"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { ThreadStore, ToolPolicies } from "../../chat-ports"
import { withNamesApart } from "./attachments"
import type { LiveThread } from "./live-thread"
import { Turn, type TurnWorld } from "./turn"

export interface ConversationWorld extends TurnWorld {
  readonly store: ThreadStore
  readonly policies: ToolPolicies
}

const STOPPED: EarlyEnd = { status: "stopped", problem: null }

/** One conversation: what a person may do in it, and the turn that answers. */
export class Conversation {
  #turn: Turn | null = null
  /** All branches, in the order they were first written; what is on the open one may have changed since. */
  #all: readonly KeptMessage[]

  constructor(
    private readonly world: ConversationWorld,
    readonly live: LiveThread,
    messages: readonly KeptMessage[],
  ) {
    this.#all = messages
  }

  get isAnswering(): boolean {
    return this.live.last?.status === "streaming"
  }

  /** True while somebody reads along, an answer is being written, or something is in memory alone. */
  get inUse(): boolean {
    return (
      this.live.readers > 0 || this.isAnswering || this.live.messages.some(({ unsaved }) => unsaved !== null)
    )
  }

  /** All branches as they are now, in the order they were first written. */
  get all(): readonly KeptMessage[] {
    const open = new Map(this.live.messages.map((message) => [message.id, message]))
    return this.#all.map((message) => {
      const now = open.get(message.id)
      return now === undefined ? message : keptOf(now)
    })
  }

  /** Errors with `busy` while an answer is being written. */
  assertIdle(): void {
    if (this.isAnswering) throw new ProblemError(makeProblem("busy"))
  }

  /** Asks, and begins to answer. Returns when the question is on disk; nothing has changed when it could not be. */
  send(thread: Thread, text: string, files: readonly Attachment[]): void {
    this.assertIdle()
    const { live } = this
    const earlier = live.messages.flatMap((message) => message.attachments)
    const question: Message = {
      ...this.#newMessage("user", live.last?.id ?? null),
      parts: [{ type: "text", text }],
      attachments: withNamesApart(files, earlier),
    }
    this.#begin(thread, this.#endOfWaiting(), question)
  }

  /** Asks otherwise from a question on; what followed it stays as a branch. */
  edit(thread: Thread, messageId: string, text: string): void {
    this.assertIdle()
    const former = this.live.messages.find(({ id, role }) => id === messageId && role === "user")
    if (former === undefined) throw new ProblemError(makeProblem("not-found", { message: messageId }))
    const question: Message = {
      ...this.#newMessage("user", former.parentId, former.siblingIds),
      parts: [{ type: "text", text }],
      attachments: former.attachments,
    }
    this.#begin(thread, [{ type: "branch-left", messageId }], question)
  }

  /** Asks again for the last answer. What it has of its own stays as a version of it. */
  retry(): void {
    this.assertIdle()
    const { last } = this.live
    if (last?.role !== "assistant") throw new ProblemError(makeProblem("not-found"))
    const parts = partsForRetry(last)
    const nothingLost = parts.length === last.parts.length
    const made = this.#newMessage("assistant", last.parentId, last.siblingIds)
    const { id, createdAtMs, siblingIds } = nothingLost ? last : made
    const figures = parts.length === 0 ? null : last.figures
    const fresh: Message = { ...made, id, createdAtMs, siblingIds, parts, figures }
    this.#keep([fresh], fresh.id)
    this.live.apply({ type: "branch-left", messageId: last.id }, { type: "message-start", message: fresh })
    this.#run(fresh)
  }

  /** Opens the branch that a message is on. */
  switchTo(messageId: string): void {
    this.assertIdle()
    const { all, live } = this
    if (!all.some(({ id }) => id === messageId)) {
      throw new ProblemError(makeProblem("not-found", { message: messageId }))
    }
    if (live.messages.some(({ id }) => id === messageId)) return
    const headId = newestEndBelow(all, messageId)
    this.world.store.write({ heads: [{ threadId: live.threadId, messageId: headId }] })
    const branch = branchTo(all, headId)
    const differs = live.messages.findIndex(({ id }, n) => id !== branch[n]?.id)
    const at = differs === -1 ? live.messages.length : differs
    const left = live.messages[at]
    this.#all = all
    live.apply(
      ...(left === undefined ? [] : [{ type: "branch-left", messageId: left.id } as const]),
      ...branch.slice(at).map((message) => ({ type: "message-start", message }) as const),
    )
  }

  /** Ends the answer being written, or the waiting for a decision. */
  async stop(end: EarlyEnd = STOPPED): Promise<void> {
    if (this.isAnswering) await this.#turn?.stop(end)
    else this.#apply(...this.#endOfWaiting())
  }

  /** Takes a decision; with the last one of a step its calls run and the answer goes on. */
  async decide({ callId, allow, remember, argumentsText }: ToolDecision): Promise<void> {
    if (argumentsText !== null && parseArguments(argumentsText) === null) {
      throw new ProblemError(makeProblem("invalid-input", { field: "argumentsText" }))
    }
    const { toolName } = this.#waitingCall(callId).call
    // First, so that nothing has happened yet when it cannot be remembered.
    if (remember) await this.world.policies.remember(toolName, allow ? "always" : "never")
    // Somebody else may have decided meanwhile.
    const { message, call } = this.#waitingCall(callId)
    const decided: Partial<ToolPart> = allow
      ? { state: "allowed" }
      : { state: "refused", result: TOLD_MODEL.refused }
    const waiting = toolCalls(message).filter((one) => one.state === "waiting")
    const changes = waiting.flatMap((one): ChatChange[] => {
      if (one !== call && !(remember && one.toolName === toolName)) return []
      const edited = one === call && allow && argumentsText !== null ? { argumentsText } : {}
      const change = { ...decided, ...edited }
      return [{ type: "tool-state", messageId: message.id, callId: one.callId, change }]
    })
    if (changes.length < waiting.length) return this.#apply(...changes)
    this.#apply(...changes, {
      type: "message-state",
      messageId: message.id,
      change: { status: "streaming" },
    })
    this.#run(message)
  }

  /** A question and the beginning of its answer, behind other changes of the open branch. */
  #begin(thread: Thread, changes: readonly ChatChange[], question: Message): void {
    const { live } = this
    const answer = this.#newMessage("assistant", question.id)
    const changed = changes
      .reduce(applyChatChange, live.messages)
      .filter((one) => !live.messages.includes(one))
    this.#keep([...changed, question, answer], answer.id, [thread])
    live.apply(
      ...changes,
      { type: "message-start", message: question },
      { type: "message-start", message: answer },
    )
    this.#run(answer)
  }

  /** Brings messages to disk, with the end of the open branch; nothing has changed when the disk refuses. */
  #keep(messages: readonly Message[], headId: string, threads: readonly Thread[] = []): void {
    const { all, live, world } = this
    world.store.write({ threads, messages, heads: [{ threadId: live.threadId, messageId: headId }] })
    const known = new Set(all.map(({ id }) => id))
    this.#all = [...all, ...messages.filter(({ id }) => !known.has(id))]
  }

  #run(message: Message): void {
    this.#turn = new Turn(this.world, this.live, message.id)
  }

  #waitingCall(callId: string): { readonly message: Message; readonly call: ToolPart } {
    const message = this.live.last
    const call = message?.status === "waiting" ? toolCalls(message).find(isWaiting(callId)) : undefined
    if (message === undefined || call === undefined) {
      throw new ProblemError(makeProblem("not-found", { call: callId }))
    }
    return { message, call }
  }

  /** Who speaks on instead of deciding has refused. */
  #endOfWaiting(): ChatChange[] {
    const { last } = this.live
    return last?.status === "waiting" ? endEarly(last, STOPPED, this.world.clock.now()) : []
  }

  /** A message without content; a version beside others when those are given. */
  #newMessage(role: Message["role"], parentId: string | null, siblingIds: readonly string[] = []): Message {
    const { clock, engine, newId } = this.world
    const id = newId()
    return {
      ...{ id, threadId: this.live.threadId, parentId, role, siblingIds: [...siblingIds, id] },
      parts: [],
      attachments: [],
      createdAtMs: clock.now(),
      status: role === "user" ? "complete" : "streaming",
      problem: null,
      modelName: role === "assistant" ? (engine.current()?.modelName ?? null) : null,
      figures: null,
      context: null,
      leftOut: null,
      unsaved: null,
    }
  }

  /** Changes of the last message. */
  #apply(...changes: readonly ChatChange[]): void {
    this.live.apply(...changes)
    const { last } = this.live
    if (changes.length > 0 && last !== undefined) this.world.saver.now(last)
  }
}

function isWaiting(callId: string): (call: ToolPart) => boolean {
  return (call) => call.callId === callId && call.state === "waiting"
}
