import { mkdir } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { test as base, expect, type Page } from "@playwright/test"
import { cutOff, GlimmerHere, type Served } from "./glimmer-here"
import { inBothLanguages } from "./pictures"

const PICTURES = fileURLToPath(new URL("../../../build/report/provoked", import.meta.url))

/** A real Glimmer without an engine, in an empty home, and its page. */
export interface Stage {
  readonly glimmer: GlimmerHere
  readonly page: Page
  /** Goes to a place of the page. */
  readonly go: (hash: string) => Promise<void>
  /** The screen as it is now, in both languages. */
  readonly picture: (name: string) => Promise<void>
}

export interface StageWishes {
  readonly environment?: Readonly<Record<string, string>>
  /** The home's folder; one of its own otherwise. */
  readonly root?: string
}

interface Fixtures {
  stage: (wishes?: StageWishes) => Promise<Stage>
}

export const test = base.extend<Fixtures>({
  stage: async ({ page }, use) => {
    await mkdir(PICTURES, { recursive: true })
    const started: { readonly glimmer: GlimmerHere; readonly served: Served }[] = []
    await use(async ({ environment = {}, root } = {}) => {
      const glimmer =
        root === undefined
          ? await GlimmerHere.inEmptyHome(environment)
          : GlimmerHere.inFolder(root, environment)
      const served = await glimmer.serve()
      started.push({ glimmer, served })
      await page.goto(served.address)
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
      return {
        glimmer,
        page,
        go: async (hash) => void (await page.goto(`${new URL(served.address).origin}/${hash}`)),
        picture: (name) => inBothLanguages(page, glimmer, PICTURES, name),
      }
    })
    for (const { glimmer, served } of started) {
      await cutOff(served.child)
      await glimmer.remove()
    }
  },
})

export { expect }
