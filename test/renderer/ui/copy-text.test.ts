import { afterEach, describe, expect, it, vi } from "vitest"
import { copyText } from "../../../renderer/ui/copy-text"

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

describe("copying", () => {
  // `serve` opened from another machine over plain http: there is no clipboard there, and nothing may be said of that.
  it("works in a page that was given no clipboard, and leaves focus and page as they were", async () => {
    vi.stubGlobal("isSecureContext", false)
    const button = document.createElement("button")
    document.body.append(button)
    button.focus()
    let copied = ""
    document.execCommand = () => {
      copied = document.querySelector("textarea")?.value ?? ""
      return true
    }
    await copyText("the key")
    expect(copied).toBe("the key")
    expect(document.querySelector("textarea")).toBeNull()
    expect(document.activeElement).toBe(button)
  })

  it("says so when it is not allowed", async () => {
    vi.stubGlobal("isSecureContext", false)
    document.execCommand = () => false
    await expect(copyText("the key")).rejects.toThrow("does not let this page copy")
  })
})
