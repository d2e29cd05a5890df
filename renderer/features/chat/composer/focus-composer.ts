/** Puts the cursor into the field for the next message, at the end of what stands there. */
export function focusComposer(): void {
  // A new text and a new page come with the next frame.
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLTextAreaElement>("textarea[data-composer]")
    if (field === null) return
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  })
}
