import type { KeptMessage, Message } from "./chat"

/**
 * The open branch of a conversation: the messages that lead to `headId`, the first one first. `messages` are all of
 * the conversation in the order they were written. Without a head that exists, the newest message is taken.
 */
export function branchTo(messages: readonly KeptMessage[], headId: string | null): readonly Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const versions = Map.groupBy(messages, (message) => message.parentId)
  const branch: Message[] = []
  const seen = new Set<string>()
  let message = byId.get(headId ?? "") ?? messages.at(-1)
  // Data from a disk: a circle must not hang the program.
  while (message !== undefined && !seen.has(message.id)) {
    seen.add(message.id)
    const siblingIds = (versions.get(message.parentId) ?? []).map(({ id }) => id)
    branch.push({ ...message, siblingIds, unsaved: null })
    message = byId.get(message.parentId ?? "")
  }
  return branch.toReversed()
}

/** The end of the branch that was written last below a message. */
export function newestEndBelow(messages: readonly KeptMessage[], messageId: string): string {
  const newestChild = new Map(messages.map(({ id, parentId }) => [parentId, id]))
  const seen = new Set<string>()
  let end = messageId
  while (!seen.has(end)) {
    seen.add(end)
    end = newestChild.get(end) ?? end
  }
  return end
}

/** A message as it is kept, without what only its readers need. */
export function keptOf(message: Message): KeptMessage {
  const { siblingIds: _siblingIds, unsaved: _unsaved, ...kept } = message
  return kept
}
