import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "@playwright/test"
import type axe from "axe-core"

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/**
 * What axe calls serious or critical on the page, one line for each place; `rules` null means all of them. The page
 * has no frames, so axe runs in it as it is.
 */
export async function seriousFindings(page: Page, rules: string[] | null): Promise<readonly string[]> {
  await page.evaluate(SOURCE)
  const options: axe.RunOptions = {
    resultTypes: ["violations"],
    ...(rules === null ? {} : { runOnly: { type: "rule", values: rules } }),
  }
  const { violations } = await page.evaluate<axe.AxeResults, axe.RunOptions>(
    (chosen) => (window as unknown as { axe: typeof axe }).axe.run(document, chosen),
    options,
  )
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} (${node.failureSummary})`),
    )
}
