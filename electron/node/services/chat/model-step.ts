import type { ChatChange, Message } from "#common/domain/chat"
import type { HistoryMessage } from "#common/domain/chat-history"
import { toolCalls } from "#common/domain/chat-tool-call"
import type { EngineConnection, ModelClient, ModelEvent, OfferedTool } from "../../chat-ports"
import type { Clock } from "../../ports"
import type { StepMeter } from "./step-meter"

export interface StepInput {
  readonly engine: EngineConnection
  /** The open branch, the answer being written last. */
  readonly messages: readonly Message[]
  readonly history: readonly HistoryMessage[]
  readonly tools: readonly OfferedTool[]
  readonly step: number
  readonly signal: AbortSignal
}

export type StepEnd = Extract<ModelEvent, { type: "finish" }>["reason"]

/** Asks the model once and hands on what it says as changes of the message being written. Returns how it ended. */
export async function askModel(
  world: { readonly model: ModelClient; readonly clock: Clock; readonly newId: () => string },
  input: StepInput,
  meter: StepMeter,
  apply: (change: ChatChange) => void,
): Promise<StepEnd> {
  const writer = new StepWriter(input, world.newId, apply)
  for await (const event of world.model.answer(input.engine, input.history, input.tools, input.signal)) {
    const atMs = world.clock.now()
    switch (event.type) {
      case "usage":
        if (meter.count(event, atMs)) writer.showContext(meter)
        break
      case "finish":
        writer.endReasoning(atMs)
        return event.reason
      default:
        meter.hear(atMs)
        writer.write(event, atMs)
    }
  }
  throw new Error("a model's answer ended without a finish")
}

/** Turns what a model says into changes. */
class StepWriter {
  readonly #messageId: string
  readonly #step: number
  /** Ids in this conversation; a server may count its calls from nought in every answer. */
  readonly #taken: Set<string>
  readonly #callIds = new Map<string, string>()
  #reasons = false

  constructor(
    { messages, step }: StepInput,
    private readonly newId: () => string,
    private readonly apply: (change: ChatChange) => void,
  ) {
    this.#messageId = messages.at(-1)?.id ?? ""
    this.#step = step
    this.#taken = new Set(messages.flatMap(toolCalls).map((call) => call.callId))
  }

  write(event: Exclude<ModelEvent, { type: "finish" | "usage" }>, atMs: number): void {
    const messageId = this.#messageId
    if (event.type !== "reasoning") this.endReasoning(atMs)
    switch (event.type) {
      case "text":
        return this.apply({ type: "text-delta", messageId, text: event.text })
      case "reasoning":
        this.#reasons = true
        return this.apply({ type: "reasoning-delta", messageId, text: event.text, atMs })
      case "tool-start": {
        const { toolName } = event
        const callId = this.#freeId(event.callId)
        return this.apply({ type: "tool-start", messageId, callId, toolName, step: this.#step })
      }
      case "tool-arguments": {
        const callId = this.#callIds.get(event.callId)
        if (callId !== undefined) this.apply({ type: "tool-arguments", messageId, callId, text: event.text })
      }
    }
  }

  showContext({ context }: StepMeter): void {
    this.apply({ type: "message-state", messageId: this.#messageId, change: { context } })
  }

  endReasoning(atMs: number): void {
    if (this.#reasons) this.apply({ type: "reasoning-end", messageId: this.#messageId, atMs })
    this.#reasons = false
  }

  #freeId(callId: string): string {
    const free = this.#taken.has(callId) ? this.newId() : callId
    this.#taken.add(free)
    this.#callIds.set(callId, free)
    return free
  }
}
