/** The keyCode browsers give every key that belongs to an input method. */
const COMPOSING_KEY_CODE = 229

/**
 * Does this key press send the message? Enter does, but never while an input method composes: there it accepts the
 * candidate. Some input methods end the composition before the key arrives and only its code tells.
 */
export function sendsMessage(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "isComposing" | "keyCode">,
): boolean {
  return (
    event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== COMPOSING_KEY_CODE
  )
}
