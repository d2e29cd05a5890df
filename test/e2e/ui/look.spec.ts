import type { Page } from "@playwright/test"
import { SHOTS } from "../../fakes/scripted-glimmer/shots"
import { seriousFindings } from "./axe"
import { expect, test } from "./scripted"

/** A window too narrow for its content, and 1280 pixels at 200 % zoom; each next step changes one thing only. */
const NARROW = [
  { width: 900, height: 600, languages: ["en", "zh-CN"] },
  { width: 640, height: 400, languages: ["zh-CN", "en"] },
] as const

for (const shot of SHOTS) {
  test(`${shot.name}: nothing serious for axe in either theme, nothing cut off in either language`, async ({
    visit,
  }) => {
    const { page, glimmer, complaints, requests } = await visit(shot.scene, shot.hash)
    await shot.prepare?.(page)
    for (const theme of ["light", "dark"] as const) {
      glimmer.program.settings.set({ ...glimmer.program.settings.state, theme })
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme)
      await drawn(page)
      // The themes differ in nothing but their colours.
      expect(await seriousFindings(page, theme === "light" ? null : ["color-contrast"])).toEqual([])
    }
    for (const { width, height, languages } of NARROW) {
      await page.setViewportSize({ width, height })
      for (const language of languages) {
        glimmer.program.settings.set({ ...glimmer.program.settings.state, language })
        await expect(page.locator("html")).toHaveAttribute("lang", language)
        expect(await cutOff(page), `${language}, ${width} px wide`).toEqual([])
      }
    }
    expect(complaints).toEqual([])
    const own = [glimmer.url, glimmer.url.replace("http", "ws")]
    expect(requests.filter((url) => !own.some((start) => url.startsWith(start)))).toEqual([])
  })
}

/** Resolves with the next frame: nothing moves, so colours are then what they stay. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
}

/** Text that cannot be read for lack of room: the page wider than the window, or words wider than their box. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} px too wide`)
    for (const element of document.querySelectorAll(
      "h1, h2, h3, p, dt, dd, button, label, a, span, li, th, td",
    )) {
      const style = getComputedStyle(element)
      const mayBeCut =
        style.textOverflow === "ellipsis" || style.position === "absolute" || style.display === "inline"
      const hidden =
        style.overflowX !== "visible" && style.overflowX !== "auto" && style.overflowX !== "scroll"
      if (!mayBeCut && hidden && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1) {
        faults.push(`cut off: ${element.textContent?.trim().slice(0, 60)}`)
      }
      const box = element.getBoundingClientRect()
      const scroller = element.closest("pre, .table-scroll, [role=log], .thin-scroll")
      if (scroller === null && box.width > 1 && box.right > innerWidth + 1 && style.position !== "absolute") {
        faults.push(`beyond the edge: ${element.textContent?.trim().slice(0, 60)}`)
      }
    }
    return faults
  })
}
