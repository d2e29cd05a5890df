import { describe, expect, it } from "vitest"
import { judgeCrash } from "#main/crash-policy"
import { DESKTOP_WORDS, languageOf, say } from "#main/desktop-words"
import { contextMenu } from "#main/menus"
import { judgeNavigation, judgeWindowOpen } from "#main/navigation-policy"
import { isTrustedFrame } from "#main/own-page"
import { judgePermission } from "#main/permission-policy"
import { judgeRequest } from "#main/request-policy"

describe("navigation", () => {
  it.each([
    ["glimmer://app/", "stay"],
    ["glimmer://app/?recovered", "stay"],
    ["https://docs.vllm.ai/en/latest/", "external"],
    ["https://xn--fiqs8s/", "external"],
    ["http://example.com/", "refuse"],
    ["http://127.0.0.1:8000/docs", "refuse"],
    ["https://huggingface.co@evil.example/", "refuse"],
    [`https://example.com/?${"x".repeat(3000)}`, "refuse"],
    ["glimmer://app.evil/", "refuse"],
    ["glimmer://other/", "refuse"],
    ["file:///etc/passwd", "refuse"],
    ["javascript:alert(1)", "refuse"],
    ["data:text/html,hello", "refuse"],
    ["blob:glimmer://app/1", "refuse"],
    ["vscode://file/etc/passwd", "refuse"],
    ["mailto:a@example.com", "refuse"],
    ["smb://server/share", "refuse"],
    ["about:blank", "refuse"],
    ["https://", "refuse"],
    ["", "refuse"],
  ])("%s: %s", (address, verdict) => {
    expect(judgeNavigation(address)).toBe(verdict)
  })

  it("opens no window of ours, not even for the page itself", () => {
    expect(judgeWindowOpen("glimmer://app/")).toBe("refuse")
    expect(judgeWindowOpen("https://docs.vllm.ai/")).toBe("external")
  })
})

describe("permissions", () => {
  it.each([
    ["clipboard-sanitized-write", "glimmer://app/", true],
    ["clipboard-sanitized-write", "https://example.com/", false],
    ["clipboard-sanitized-write", "", false],
    ["clipboard-read", "glimmer://app/", false],
    ["media", "glimmer://app/", false],
    ["geolocation", "glimmer://app/", false],
    ["notifications", "glimmer://app/", false],
    ["openExternal", "glimmer://app/", false],
    ["fileSystem", "glimmer://app/", false],
    ["constructor", "glimmer://app/", false],
  ])("%s for %s: %s", (permission, address, granted) => {
    expect(judgePermission(permission, address)).toBe(granted)
  })
})

describe("requests", () => {
  it.each([
    ["glimmer://app/assets/index.js", true],
    ["blob:glimmer://app/1", true],
    ["data:image/png;base64,AA", true],
    ["devtools://devtools/bundled/a.js", true],
    ["https://example.com/pixel.png", false],
    ["http://127.0.0.1:8000/v1/models", false],
    ["ws://127.0.0.1:4145/rpc", false],
    ["file:///etc/passwd", false],
    ["chrome-extension://abc/a.js", false],
    ["nonsense", false],
  ])("%s: %s", (address, allowed) => {
    expect(judgeRequest(address)).toBe(allowed)
  })
})

describe("who may have a port", () => {
  it.each([
    ["the page", { url: "glimmer://app/", parent: null }, true],
    ["a frame in the page", { url: "glimmer://app/", parent: {} }, false],
    ["a page elsewhere", { url: "https://example.com/", parent: null }, false],
    ["a page that was not loaded yet", { url: "", parent: null }, false],
    ["a frame that is gone", null, false],
  ])("%s: %s", (_who, frame, trusted) => {
    expect(isTrustedFrame(frame)).toBe(trusted)
  })
})

describe("a page's process that is gone", () => {
  it.each([
    ["a closed window", "clean-exit", [], "ignore"],
    ["the first crash", "crashed", [], "reload"],
    ["out of memory", "oom", [], "reload"],
    ["the third within a minute", "crashed", [40_000, 50_000], "reload"],
    ["the fourth within a minute", "crashed", [45_000, 50_000, 59_000], "ask"],
    ["the fourth in an hour", "crashed", [-3_600_000, -90_000, -1000], "reload"],
  ])("%s", (_what, reason, crashesAtMs, verdict) => {
    expect(judgeCrash(reason, crashesAtMs, 60_000)).toBe(verdict)
  })
})

/** The values a sentence names. */
const gaps = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted()

describe("words of the desktop", () => {
  it("say the same in both languages, with the same values", () => {
    for (const words of Object.values(DESKTOP_WORDS)) {
      expect(words["zh-CN"]).not.toBe("")
      expect(gaps(words["zh-CN"])).toEqual(gaps(words.en))
    }
  })

  it("name what is to be named", () => {
    expect(say("inUseDetail", "en", { pid: 42 })).toContain("process 42")
  })

  it.each([
    [["zh-Hans-CN", "en"], "zh-CN"],
    [["zh-TW"], "zh-CN"],
    [["de-DE", "en-GB", "zh"], "en"],
    [["fr"], "en"],
    [[], "en"],
  ])("are those of %j: %s", (preferred, language) => {
    expect(languageOf(preferred)).toBe(language)
  })
})

describe("menu of the right button", () => {
  const flags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true }

  it.each([
    ["selected text", { isEditable: false, selectionText: "abc", editFlags: flags }, ["copy"]],
    ["nothing", { isEditable: false, selectionText: " ", editFlags: flags }, []],
    ["a field", { isEditable: true, selectionText: "", editFlags: flags }, ["paste", "selectAll"]],
    [
      "text selected in a field",
      { isEditable: true, selectionText: "abc", editFlags: flags },
      ["cut", "copy", "paste", "selectAll"],
    ],
  ])("offers for %s what can be done with it", (_what, clickedOn, offered) => {
    const items = contextMenu(clickedOn, "en")
    const usable = items.filter((item) => item.role !== undefined && item.enabled !== false)
    expect(usable.map((item) => item.role)).toEqual(offered)
  })
})
