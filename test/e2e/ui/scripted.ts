import { fileURLToPath } from "node:url"
import { test as base, expect, type Page } from "@playwright/test"
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

/** Opens a scene at a place; what was started ends with the test. */
export type Open = (scene: SceneName, hash: string, change?: Scene) => Promise<Opened>

export const test = base.extend<{ open: Open }>({
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

function listen(page: Page, complaints: string[], requests: string[]): void {
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
  })
  page.on("request", (request) => requests.push(request.url()))
  page.on("websocket", (socket) => requests.push(socket.url()))
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
