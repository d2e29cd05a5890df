import { expect, test } from "./scripted"

test("what runs already is not offered a restart; what was changed is", async ({ page, open }) => {
  await open("living", "#/models/memory")
  const main = page.getByRole("main")
  await expect(main).toContainText("The engine runs with these settings.")
  await expect(main.getByRole("button", { name: "Restart with these settings" })).toHaveCount(0)
  await page.getByRole("slider", { name: "Share of the GPU" }).focus()
  await page.keyboard.press("ArrowLeft")
  await expect(main.getByRole("button", { name: "Restart with these settings" })).toBeVisible()
  await page.keyboard.press("ArrowRight")
  await main.getByRole("button", { name: "Chat", exact: true }).click()
  await expect(page).toHaveURL(/#\/chat$/)
})

test("a setting is found by its name, and one that does not exist is said not to", async ({ page, open }) => {
  await open("living", "#/settings")
  const search = page.getByRole("searchbox", { name: "Search settings" })
  await search.fill("limit")
  await page.getByRole("button", { name: /^Speed limit/ }).click()
  await expect(page).toHaveURL(/#\/settings\/network$/)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Network and mirrors")
  await expect(search).toHaveValue("")
  await search.fill("teapot")
  await expect(page.getByText("No setting has this in its name.")).toBeVisible()
})

test("the palette leads to every place by keyboard", async ({ page, open }) => {
  await open("living", "#/chat")
  for (const [words, place] of [
    ["connect", /#\/connect\/curl$/],
    ["engine vers", /#\/engine\/versions$/],
    ["memory", /#\/models\/memory$/],
    ["setup guide", /#\/guide\/welcome$/],
  ] as const) {
    await page.keyboard.press("Control+k")
    await page.getByRole("combobox").fill(words)
    await page.keyboard.press("Enter")
    await expect(page).toHaveURL(place)
  }
})

test("a lost connection is said, and so is that it is back", async ({ page, open }) => {
  const { glimmer } = await open("living", "#/engine")
  await glimmer.leave()
  await expect(page.getByText("Connection to Glimmer lost.")).toBeVisible()
  await glimmer.comeBack()
  await expect(page.getByText("Connected again.", { exact: true })).toBeVisible()
  await expect(page.getByText("Connection to Glimmer lost.")).toBeHidden()
})
