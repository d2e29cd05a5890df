import { describe, expect, it } from "vitest"
import { keysOf } from "../../../renderer/app/palette"

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>>) =>
  keysOf({ ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held, key })

describe("a key press in the words of a shortcut", () => {
  it("is the same with Ctrl and with the command key, in one order, whatever the case of the letter", () => {
    expect(press("k", { ctrlKey: true })).toBe("Mod+K")
    expect(press("k", { metaKey: true })).toBe("Mod+K")
    expect(press("O", { shiftKey: true, ctrlKey: true })).toBe("Mod+Shift+O")
    expect(press(",", { ctrlKey: true })).toBe("Mod+,")
    expect(press("Escape", {})).toBe("Escape")
    expect(press("1", { ctrlKey: true, altKey: true })).toBe("Mod+Alt+1")
  })
})
