import { once } from "node:events"
import { readdir } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { _electron, expect, test } from "@playwright/test"
import { homeWithFakeEngine } from "../fakes/engine/fake-engine"
import { electronBinary } from "./electron-binary"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const binary = electronBinary(process.env)

// Whoever reads the list of tests shall read the reason as well.
test.describe(binary.path === null ? `the window (skipped: ${binary.why})` : "the window", () => {
  test.skip(binary.path === null, binary.why ?? "")

  test("shows the page, keeps it apart from the machine, and ends with nothing left", async () => {
    await using world = await homeWithFakeEngine()
    const application = await _electron.launch({
      executablePath: binary.path ?? "",
      args: [ROOT],
      // Playwright switches Chromium's sandbox off by itself; root could not start with it.
      chromiumSandbox: process.getuid?.() !== 0,
      env: { ...environmentOf(process.env), GLIMMER_HOME: world.home.root },
    })
    const page = await application.firstWindow()
    await expect(page.locator("#root > *").first()).toBeVisible()
    expect(page.url()).toMatch(/^glimmer:\/\/app\//)

    expect(
      await page.evaluate(() => [
        typeof Reflect.get(globalThis, "require"),
        typeof Reflect.get(globalThis, "process"),
      ]),
    ).toEqual(["undefined", "undefined"])
    const blocked = await page.evaluate(() =>
      fetch("https://example.com/").then(
        () => "loaded",
        () => "blocked",
      ),
    )
    expect(blocked).toBe("blocked")
    expect(await page.evaluate(() => window.open("file:///etc/passwd"))).toBeNull()
    await page.evaluate(() => location.assign("http://127.0.0.1:9/"))
    expect(page.url()).toMatch(/^glimmer:\/\/app\//)

    await page.reload()
    await expect(page.locator("#root > *").first()).toBeVisible()
    await page.screenshot({ path: "build/report/desktop.png" })

    const ended = once(application.process(), "exit")
    await application.evaluate(({ app }) => app.quit())
    expect((await ended)[0]).toBe(0)
    expect(await readdir(`${world.home.run}/claims`)).toEqual([])
  })
})

function environmentOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
