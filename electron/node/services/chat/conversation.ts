import type { Attachment, ChatChange, Message, Thread, ToolDecision, ToolPart } from "#common/domain/chat"
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

  constructor(
    private readonly world: ConversationWorld,
    readonly live: LiveThread,
  ) {}

  get isAnswering(): boolean {
    return this.live.last?.status === "streaming"
  }

  /** True while somebody reads along or an answer is being written. */
  get inUse(): boolean {
    return this.live.readers > 0 || this.isAnswering
  }

  /** Errors with `busy` while an answer is being written. */
  assertIdle(): void {
    if (this.isAnswering) throw new ProblemError(makeProblem("busy"))
  }

  /** Asks, and begins to answer. Returns when the question is on disk; nothing has changed when it could not be. */
  send(thread: Thread, text: string, files: readonly Attachment[]): void {
    this.assertIdle()
    const { live, world } = this
    const refusals = this.#endOfWaiting()
    const earlier = live.messages.flatMap((message) => message.attachments)
    const question: Message = {
      ...this.#newMessage("user", "complete"),
      parts: [{ type: "text", text }],
      attachments: withNamesApart(files, earlier),
    }
    const answer = this.#newMessage("assistant", "streaming")
    world.store.write({ threads: [thread], messages: [question, answer] })
    this.#apply(...refusals)
    live.apply({ type: "message-start", message: question }, { type: "message-start", message: answer })
    this.#run(answer)
  }

  /** Asks again for the last answer. */
  retry(): void {
    this.assertIdle()
    const { last } = this.live
    if (last?.role !== "assistant") throw new ProblemError(makeProblem("not-found"))
    const parts = partsForRetry(last)
    const fresh: Message = {
      ...this.#newMessage("assistant", "streaming"),
      id: last.id,
      createdAtMs: last.createdAtMs,
      parts,
      figures: parts.length === 0 ? null : last.figures,
    }
    this.world.store.write({ messages: [fresh] })
    this.live.apply({ type: "message-start", message: fresh })
    this.#run(fresh)
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

  #newMessage(role: Message["role"], status: Message["status"]): Message {
    const { clock, engine, newId } = this.world
    return {
      id: newId(),
      threadId: this.live.threadId,
      role,
      parts: [],
      attachments: [],
      createdAtMs: clock.now(),
      status,
      problem: null,
      modelName: role === "assistant" ? (engine.current()?.modelName ?? null) : null,
      figures: null,
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
