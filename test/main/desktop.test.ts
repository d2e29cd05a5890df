import { existsSync } from "node:fs"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { runProgram } from "./run-program"

let folder: string
beforeEach(async () => {
  if (!existsSync("build/dist/preload/index.cjs"))
    throw new Error("the preload is not built: run `npm run build`")
  folder = await mkdtemp(join(tmpdir(), "glimmer-desktop-"))
})
afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }))

interface Seen {
  readonly result: Readonly<Record<string, unknown>>
  readonly happenings: readonly string[]
  readonly calls: readonly string[]
  readonly log: readonly { readonly level: string; readonly message: string }[]
}

const drive = (scenario: string) => runProgram<Seen>("test/main/drive-desktop.ts", [scenario, folder])

describe("desktop", () => {
  it("starts in order, talks over the port, survives a reload, and stops the engine before it ends", async () => {
    const { result, happenings } = await drive("run")
    expect(happenings).toEqual([
      "app.setPath userData",
      "protocol.registerSchemesAsPrivileged",
      "app.requestSingleInstanceLock",
      "app.whenReady",
      "Menu.setApplicationMenu",
      "session.setPermissionRequestHandler",
      "session.setPermissionCheckHandler",
      "session.setDevicePermissionHandler",
      "session.onBeforeRequest",
      "protocol.handle glimmer",
      "compose",
      "BrowserWindow",
      "window.loadURL glimmer://app/",
      "window.show",
      "contents.reload",
      "window.show",
      "window.focus",
      "app.quit",
      "window.close",
      "app.quit",
      "engine stopped",
      "app.exit 0",
    ])
    expect(result).toMatchObject({
      info: { version: "1.2.3", frontDoor: "desktop" },
      frames: ["idle"],
      again: { frontDoor: "desktop" },
      code: 0,
      placement: '{"x":10,"y":20,"width":1000,"height":700,"maximised":false}\n',
    })
    // The home is free for the next one.
    expect(await readdir(join(folder, "home/run/claims"))).toEqual([])
    // The reserve stays: on a disk that is full at the next start it would be too late to set it aside.
    expect((await readdir(join(folder, "home/run"))).toSorted()).toEqual(["claims", "reserve"])
  })

  it("holds every gate against strangers", async () => {
    const { result, happenings } = await drive("policies")
    expect(result).toMatchObject({
      preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
      ports: { own: true, framed: false, foreign: false, lookalike: false, file: false },
      prevented: {
        reload: false,
        https: true,
        file: true,
        script: true,
        redirect: true,
        frame: true,
        webview: true,
      },
      opened: [{ action: "deny" }, { action: "deny" }],
      permissions: { copy: true, copyElsewhere: false, camera: false, check: false },
      loads: { own: true, net: false, socket: false },
      page: [200, "text/html; charset=utf-8", "<!doctype html><title>page</title>"],
      outside: [404, null, ""],
      other: [404, null, ""],
    })
    expect(result["csp"]).toContain("default-src 'none'")
    expect(happenings.filter((what) => what.startsWith("shell."))).toEqual([
      "shell.openExternal https://docs.vllm.ai/",
      "shell.openExternal https://huggingface.co/zai-org",
    ])
  })

  it("loads a page that crashed again, says so, and asks when it does not stop crashing", async () => {
    const { result, happenings } = await drive("crash")
    expect(happenings.slice(happenings.indexOf("-- clean-exit"))).toEqual([
      "-- clean-exit",
      "-- crashed",
      "contents.reload",
      "dialog.showMessageBox 窗口已重新载入",
      "-- oom",
      "contents.reload",
      "dialog.showMessageBox 窗口已重新载入",
      "-- killed",
      "contents.reload",
      "dialog.showMessageBox 窗口已重新载入",
      "-- crashed",
      "dialog.showMessageBox 窗口反复崩溃",
      "contents.reload",
    ])
    expect(result).toBe("1.2.3")
  })

  it("takes the port from a page that hangs, and gives it a new one when it goes on", async () => {
    const { result } = await drive("hang")
    expect(result).toEqual({ states: ["lost", "open"], version: "1.2.3" })
  })

  it("ends after twenty seconds whatever the services do, and comes back when it was started again meanwhile", async () => {
    const { result, happenings } = await drive("quitSlowly")
    expect(result).toEqual({ before: null, code: 1 })
    expect(happenings).toContain("app.relaunch")
    expect(happenings).not.toContain("window.focus")
  })

  it("leaves at once when its home has a window already", async () => {
    const { result, happenings } = await drive("taken")
    expect(result).toEqual({ code: 0, windows: 0 })
    expect(happenings).not.toContain("compose")
  })

  it("says in words that another Glimmer has the home", async () => {
    const { result, happenings } = await drive("inUse")
    expect(result).toEqual({ code: 1, windows: 0 })
    expect(happenings).not.toContain("compose")
    expect(happenings.at(-2)).toMatch(/^dialog.showErrorBox Glimmer 已在运行: .*进程 \d+/)
  })
})
