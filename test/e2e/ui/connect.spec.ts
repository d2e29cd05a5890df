import type { Page } from "@playwright/test"
import { expect, tabTo, test } from "./scripted"

/** What was copied, by pasting it where text may be written: pages may not read the clipboard. */
async function pasted(page: Page): Promise<string> {
  await page.keyboard.press("Control+k")
  const field = page.getByRole("combobox")
  await field.press("Control+v")
  const text = await field.inputValue()
  await page.keyboard.press("Escape")
  await expect(field).toBeHidden()
  return text
}

test.describe("connecting other programs", () => {
  // A browser without windows asks before it writes to the clipboard; one with windows takes the click for consent.
  test.use({ permissions: ["clipboard-write"] })

  test("the key is on the page only while it is shown, and in every copy", async ({ page, open }) => {
    const { glimmer } = await open("living", "#/connect/curl")
    const { key } = glimmer.program.connectKey
    const main = page.locator("main")
    await expect(main).toContainText("http://127.0.0.1:8410/v1")
    await expect(main).not.toContainText(key)
    await main.getByRole("button", { name: "Copy", exact: true }).click()
    await expect(main.getByRole("button", { name: "Copied" })).toBeVisible()
    expect(await pasted(page)).toContain(`Bearer ${key}`)
    await expect(main).not.toContainText(key)
    await main.getByRole("button", { name: "Show the key" }).click()
    await expect(main.locator("dl").first()).toContainText(key)
    await expect(main.locator("pre")).toContainText(key)
    await main.getByRole("button", { name: "Hide the key" }).click()
    await expect(main).not.toContainText(key)
  })

  test("each program is told in its own terms; some put /v1 behind the address themselves", async ({
    page,
    open,
  }) => {
    await open("living", "#/connect")
    const main = page.locator("main")
    await main.getByRole("radio", { name: "Cherry Studio" }).click()
    await expect(page).toHaveURL(/#\/connect\/cherry-studio$/)
    await main.getByRole("button", { name: "Copy: API Host" }).click()
    expect(await pasted(page)).toBe("http://127.0.0.1:8410")
    await main.getByRole("radio", { name: "Open WebUI" }).click()
    await main.getByRole("button", { name: "Copy: URL" }).click()
    expect(await pasted(page)).toBe("http://127.0.0.1:8410/v1")
  })

  test("the test shows what the engine really said, by keyboard alone", async ({ page, open }) => {
    const { glimmer } = await open("living", "#/connect")
    await tabTo(page, "Ask “Hello”")
    await page.keyboard.press("Enter")
    await expect(page.locator("main output")).toContainText("Hello! How can I help you?")
    await expect(page.locator("main output")).toContainText("0.4 s · 9 tokens")
    expect(glimmer.program.calls).toContainEqual({ path: "connect.ask", input: "Hello" })
  })

  test("a new key is made only after its price was said, and the page says when it counts", async ({
    page,
    open,
  }) => {
    const { glimmer } = await open("living", "#/connect")
    await page.getByRole("button", { name: "Make a new key" }).click()
    const dialog = page.getByRole("dialog")
    await expect(dialog).toContainText("get no answer with it after the next start")
    expect(glimmer.program.calls).toEqual([])
    await dialog.getByRole("button", { name: "Make a new key" }).click()
    await expect(dialog).toBeHidden()
    await expect(page.locator("main")).toContainText("It counts from the next start of the engine")
  })

  test("without an engine that runs there is a way to one, and nothing that cannot work", async ({
    page,
    open,
  }) => {
    const { glimmer } = await open("chat-not-running", "#/connect")
    await expect(page.getByRole("button", { name: "Ask “Hello”" })).toBeDisabled()
    await page.getByRole("button", { name: "Start the engine" }).click()
    await expect(page.locator("main")).toContainText("The engine is loading the model.")
    expect(glimmer.program.calls.map(({ path }) => path)).toEqual(["engine.start"])
  })
})
