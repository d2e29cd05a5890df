import type { ChatChange, ChatFrame, Message } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import { makeCursor, parseCursor } from "#common/domain/watch"
import { Wake } from "#node/services/streams/wake"

/** One conversation with all its changes, so that a reader continues behind its cursor as with the real thing. */
export class ChatFeed {
  readonly #wake = new Wake()
  readonly #changes: ChatChange[] = []
  readonly #start: readonly Message[]
  messages: readonly Message[]
  /** What stood from a message on when its branch was left, by that message. */
  readonly #left = new Map<string, readonly Message[]>()

  constructor(
    readonly epoch: string,
    messages: readonly Message[],
  ) {
    this.#start = messages
    this.messages = messages
  }

  change(...changes: readonly ChatChange[]): void {
    this.#changes.push(...changes)
    this.messages = changes.reduce(applyChatChange, this.messages)
    this.#wake.wake()
  }

  /** Puts another version of a message in its place; the former stays with all that followed it. */
  branch(formerId: string, version: Message): void {
    const at = this.messages.findIndex((one) => one.id === formerId)
    const former = this.messages[at]
    if (former === undefined) return
    this.#left.set(formerId, this.messages.slice(at))
    const siblingIds = [...former.siblingIds, version.id]
    this.change(
      { type: "branch-left", messageId: formerId },
      { type: "message-start", message: { ...version, siblingIds } },
    )
  }

  /** Opens the branch of another version. */
  switchTo(messageId: string): void {
    const shown = this.messages.find((one) => one.id !== messageId && one.siblingIds.includes(messageId))
    const [version, ...rest] = this.#left.get(messageId) ?? []
    if (shown === undefined || version === undefined) return
    this.#left.set(shown.id, this.messages.slice(this.messages.indexOf(shown)))
    const branch = [{ ...version, siblingIds: shown.siblingIds }, ...rest]
    this.change(
      { type: "branch-left", messageId: shown.id },
      ...branch.map((message) => ({ type: "message-start", message }) as const),
    )
  }

  async *watch(cursor: string | undefined, signal: AbortSignal | undefined): AsyncGenerator<ChatFrame, void> {
    const parsed = parseCursor(cursor)
    let position = parsed?.epoch === this.epoch ? parsed.sequence : -1
    if (position < 0) {
      position = this.#changes.length
      const messages = this.#changes.reduce(applyChatChange, this.#start)
      yield { cursor: makeCursor(this.epoch, position), messages, changes: [] }
    }
    while (!signal?.aborted) {
      const version = this.#wake.version
      const changes = this.#changes.slice(position)
      position = this.#changes.length
      if (changes.length > 0) yield { cursor: makeCursor(this.epoch, position), messages: null, changes }
      // The real stream joins what comes within a twentieth of a second.
      if (changes.length > 0) await new Promise((resolve) => setTimeout(resolve, 50))
      if (position === this.#changes.length) await this.#wake.after(version, signal)
    }
  }
}
