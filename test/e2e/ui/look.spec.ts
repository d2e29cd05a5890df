import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { SCENES } from "../../fakes/scripted-glimmer/scenes"
import { SHOTS } from "../../fakes/scripted-glimmer/shots"
import { expect, test } from "./scripted"

/** A window too narrow for its content, and 1280 pixels at 200 % zoom. */
const NARROW = [
  { width: 900, height: 600 },
  { width: 640, height: 400 },
]

for (const shot of SHOTS) {
  test(`${shot.name}: nothing serious for axe in either theme, nothing cut off in either language`, async ({
    page,
    open,
  }) => {
    await page.emulateMedia({ reducedMotion: "reduce" })
    const { glimmer, complaints, requests } = await open(shot.scene, shot.hash, SCENES[shot.scene])
    await shot.prepare?.(page)
    for (const theme of ["light", "dark"] as const) {
      glimmer.program.settings.set({ ...glimmer.program.settings.state, theme })
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme)
      await drawn(page)
      // The themes differ in nothing but their colours.
      expect(await seriousFindings(page, theme === "light" ? null : ["color-contrast"])).toEqual([])
    }
    for (const language of ["en", "zh-CN"] as const) {
      glimmer.program.settings.set({ ...glimmer.program.settings.state, language })
      await expect(page.locator("html")).toHaveAttribute("lang", language)
      for (const size of NARROW) {
        await page.setViewportSize(size)
        expect(await cutOff(page), `${language}, ${size.width} px wide`).toEqual([])
      }
    }
    expect(complaints).toEqual([])
    const own = [glimmer.url, glimmer.url.replace("http", "ws")]
    expect(requests.filter((url) => !own.some((start) => url.startsWith(start)))).toEqual([])
  })
}

/** Colours change with the next frame, where motion is reduced as well. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

async function seriousFindings(page: Page, rules: string[] | null): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules === null ? axe : axe.withRules(rules)).analyze()
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} (${node.failureSummary})`),
    )
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
