/** Puts a text on the clipboard. Rejects where that is not allowed. */
export async function copyText(text: string): Promise<void> {
  // Only a page of this machine, or one over https, is given a clipboard; `serve` may be open from elsewhere.
  if (window.isSecureContext) return navigator.clipboard.writeText(text)
  const field = document.createElement("textarea")
  field.value = text
  field.readOnly = true
  field.className = "sr-only"
  // Beside what was pressed: a dialog does not let the focus out of itself.
  const pressed = document.activeElement
  ;(pressed?.parentElement ?? document.body).append(field)
  field.select()
  const copied = document.execCommand("copy")
  field.remove()
  if (pressed instanceof HTMLElement) pressed.focus()
  if (!copied) throw new Error("the browser does not let this page copy")
}
