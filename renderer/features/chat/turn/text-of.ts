import type { Message } from "#common/domain/chat"

/** The words of a message, as written. */
export function textOf(message: Message): string {
  return message.parts
    .filter((part) => part.type === "text")
    .map((part) => part.text)
    .join("\n\n")
}
