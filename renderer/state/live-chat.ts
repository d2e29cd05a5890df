import type { ChatFrame, Message } from "#common/domain/chat"
import { applyChatChange } from "#common/domain/chat-changes"
import { followed, type Live } from "./live"
import { problemFrom } from "./problem-from"
import type { Wire } from "../rpc/wire"

/** The messages of one conversation, live. */
export function liveChat(wire: Wire, threadId: string): Live<readonly Message[]> {
  return followed<readonly Message[]>((store) =>
    wire.watch(
      (input, options) => wire.client.chat.watch({ ...input, threadId }, options),
      (frame) => store.setState(({ value }) => ({ value: withChatFrame(value, frame), problem: null })),
      (error) => store.setState({ problem: problemFrom(error) }),
    ),
  )
}

/** The conversation after a frame. */
export function withChatFrame(messages: readonly Message[] | null, frame: ChatFrame): readonly Message[] {
  return frame.changes.reduce(applyChatChange, frame.messages ?? messages ?? [])
}
