import { fileURLToPath } from "node:url"
import {
  test as base,
  type ConsoleMessage,
  expect,
  type Page,
  type Request,
  type WebSocket,
} from "@playwright/test"
import type { Scene } from "../../fakes/scripted-glimmer/program"
import { SCENES, type SceneName } from "../../fakes/scripted-glimmer/scenes"
import { type ScriptedGlimmer, startScriptedGlimmer } from "../../fakes/scripted-glimmer/server"

/** The page as built. */
const PAGES =
  process.env["GLIMMER_PAGES"] ?? fileURLToPath(new URL("../../../build/dist/renderer", import.meta.url))

export interface Opened {
  readonly glimmer: ScriptedGlimmer
  /** What the page complained about: faults of scripts, refused resources. */
  readonly complaints: readonly string[]
  /** Every address the page asked for. */
  readonly requests: readonly string[]
}

/** A scene shown in a page that tests share. */
export interface Visited extends Opened {
  readonly page: Page
}

/** Shows a scene in the page of this worker, drawn anew, 1280×800, without motion: far cheaper than a page of its own. */
export type Visit = (scene: SceneName, hash: string) => Promise<Visited>

/** Opens a scene at a place; what was started ends with the test. */
export type Open = (scene: SceneName, hash: string, change?: Scene) => Promise<Opened>

export const test = base.extend<{ open: Open; visit: Visit }, { sharedPage: Page }>({
  sharedPage: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ locale: "en", reducedMotion: "reduce" })
      await use(page)
      await page.close()
    },
    { scope: "worker" },
  ],
  visit: async ({ sharedPage: page }, use) => {
    const complaints: string[] = []
    const requests: string[] = []
    let glimmer: ScriptedGlimmer | null = null
    // The former scene's page must be gone before anybody listens, or its end is heard too.
    await page.goto("about:blank")
    const stopListening = listen(page, complaints, requests)
    await use(async (scene, hash) => {
      await page.setViewportSize({ width: 1280, height: 800 })
      glimmer = await startScriptedGlimmer(PAGES, { paceMs: 2, ...SCENES[scene] })
      await page.context().addCookies([glimmer.cookie])
      await page.goto(`${glimmer.url}${hash}`)
      await page.locator("main").first().waitFor()
      return { page, glimmer, complaints, requests }
    })
    stopListening()
    await (glimmer as ScriptedGlimmer | null)?.close()
  },
  open: async ({ page }, use) => {
    const started: ScriptedGlimmer[] = []
    const complaints: string[] = []
    const requests: string[] = []
    listen(page, complaints, requests)
    await use(async (scene, hash, change = {}) => {
      const glimmer = await startScriptedGlimmer(PAGES, { paceMs: 2, ...SCENES[scene], ...change })
      started.push(glimmer)
      await page.context().addCookies([glimmer.cookie])
      await page.goto(`${glimmer.url}${hash}`)
      await page.locator("main").first().waitFor()
      return { glimmer, complaints, requests }
    })
    await Promise.all(started.map((glimmer) => glimmer.close()))
  },
})

export { expect }

function listen(page: Page, complaints: string[], requests: string[]): () => void {
  const onError = (error: Error) => complaints.push(error.message)
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
  }
  const onRequest = (request: Request) => requests.push(request.url())
  const onSocket = (socket: WebSocket) => requests.push(socket.url())
  page.on("pageerror", onError).on("console", onConsole).on("request", onRequest).on("websocket", onSocket)
  return () => {
    page.off("pageerror", onError).off("console", onConsole)
    page.off("request", onRequest).off("websocket", onSocket)
  }
}

/** Presses Tab until the control with that name has the focus: what a person without a mouse does. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === "string" ? name : name.source
  const seen: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null) return ""
      const labelledBy = element.getAttribute("aria-labelledby")
      const label = labelledBy === null ? null : document.getElementById(labelledBy)?.textContent
      return (element.getAttribute("aria-label") ?? label ?? element.textContent ?? "").trim()
    })
    if (typeof name === "string" ? focused === name : name.test(focused)) return
    seen.push(focused.slice(0, 30))
    await page.keyboard.press("Tab")
  }
  throw new Error(`Tab never came to "${wanted}"; it came by ${[...new Set(seen)].join(" | ")}`)
}
