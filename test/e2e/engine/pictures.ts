import { expect, type Page } from "@playwright/test"
import type { GlimmerHere } from "./glimmer-here"

/** The screen as it is now, in both languages, as `NAME.en.png` and `NAME.zh-CN.png` in a folder; English stays. */
export async function inBothLanguages(page: Page, glimmer: GlimmerHere, folder: string, name: string) {
  for (const language of ["zh-CN", "en"] as const) {
    await glimmer.ask((client) => client.settings.update({ language }))
    await expect(page.locator(`html[lang="${language}"]`)).toHaveCount(1)
    await page.screenshot({ path: `${folder}/${name}.${language}.png` })
  }
}
