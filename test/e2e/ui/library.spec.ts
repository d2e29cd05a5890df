import { folder9b, selftest } from "../../fakes/scripted-glimmer/models"
import { expect, tabTo, test } from "./scripted"

const GIB = 1024 ** 3

test("one button fetches the chosen model; it goes on when the page is left, and becomes Start when it is whole", async ({
  page,
  open,
}) => {
  const { glimmer, complaints } = await open("library-empty", "#/models")
  const { program } = glimmer
  await page.getByRole("searchbox", { name: "Search models" }).fill("GLM-4-32B-0414")
  await page.getByRole("radio", { name: /^GLM-4-32B-0414/ }).click()
  await expect(page.getByText("60.7 GB to fetch, 612 GB free")).toBeVisible()
  await expect(page.getByText("Its licence isn't recorded here.")).toBeVisible()
  await page.getByRole("button", { name: "Download 60.7 GB" }).click()
  await expect(page.getByRole("button", { name: "Show in the library" })).toBeVisible()
  expect(program.calls.find((call) => call.path === "library.pull")?.input).toEqual({
    id: "zai-org/GLM-4-32B-0414",
    source: "auto",
    revision: null,
    folder: null,
  })

  await page.getByRole("button", { name: "Show in the library" }).click()
  const entry = program.library.state.models[0]!
  const fetching = { ...entry, state: "running" as const, doneBytes: 10 * GIB, totalBytes: 60.7 * GIB }
  program.library.set({ ...program.library.state, models: [fetching] })
  await expect(page.getByText("10.0 GB of 60.7 GB")).toBeVisible()
  await page.goto(`${glimmer.url}#/chat`)
  await page.goto(`${glimmer.url}#/models`)
  await expect(page.getByText("10.0 GB of 60.7 GB")).toBeVisible()

  program.models = [
    selftest,
    { ...folder9b, id: entry.choiceId, name: entry.name, kind: "catalog", path: entry.folder },
  ]
  program.library.set({ ...program.library.state, models: [{ ...fetching, state: "complete" }] })
  await expect(page.getByRole("button", { name: /^Restart with|^Start GLM-4-32B/ })).toBeEnabled()
  expect(complaints).toEqual([])
})

test("a download is paused, resumed, put later, cancelled, and the cancelling taken back", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("library", "#/models/library")
  const row = page.getByRole("listitem").filter({ hasText: "GLM-4.6V-FP8" })
  await row.getByRole("button", { name: "Pause" }).click()
  await expect(row).toContainText("Paused")
  await row.getByRole("button", { name: "Go on" }).click()
  await expect(row).toContainText("Downloading")
  await row.getByRole("button", { name: "Actions for GLM-4.6V-FP8" }).click()
  await page.getByRole("menuitem", { name: "Fetch later" }).click()
  await expect
    .poll(() => glimmer.program.calls.find((call) => call.path === "library.reorder")?.input)
    .toMatchObject({ position: 1 })
  await row.getByRole("button", { name: "Actions for GLM-4.6V-FP8" }).click()
  await page.getByRole("menuitem", { name: "Cancel the download" }).click()
  await expect(row).toBeHidden()
})

test("a model is deleted and put back; the bin says what it would free", async ({ page, open }) => {
  await open("library", "#/models/library")
  const row = page.getByRole("listitem").filter({ hasText: "/data/models/GLM-4-9B-0414" })
  await row.getByRole("button", { name: "Actions for GLM-4-9B-0414" }).click()
  await page.getByRole("menuitem", { name: "Delete" }).click()
  await expect(row).toBeHidden()
  await expect(page.getByText("25.6 GB here come back with one click")).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(row).toBeVisible()
  await page.getByRole("button", { name: "Empty the bin" }).click()
  await expect(page.getByRole("heading", { name: "Bin" })).toBeHidden()
})

test("any model of a hub is looked up and judged before a byte is fetched, by keyboard", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("library", "#/models/library")
  await tabTo(page, "Get another model")
  await page.keyboard.press("Enter")
  const dialog = page.getByRole("dialog", { name: "Get another model" })
  const field = dialog.getByRole("textbox", { name: "Name or address" })
  await field.fill("not a model")
  await page.keyboard.press("Enter")
  await expect(dialog).toContainText("looks like owner/model")
  await field.fill("https://huggingface.co/zai-org/GLM-4-9B-0414/tree/main")
  await page.keyboard.press("Enter")
  await expect(dialog).toContainText("17.5 GB, 13 files")
  await expect(dialog).toContainText("Runs well")
  expect(glimmer.program.calls.map((call) => call.path)).toEqual(["library.inspect"])
  await dialog.getByRole("button", { name: "Download 17.5 GB" }).click()
  await expect(dialog).toBeHidden()
  expect(glimmer.program.calls.map((call) => call.path)).toEqual([
    "library.inspect",
    "library.pull",
    "settings.updateJourney",
  ])
})

test("a hub that is out of reach leads to the settings where another server is named", async ({
  page,
  open,
}) => {
  await open("library", "#/models/library")
  await page.getByRole("button", { name: "Get another model" }).click()
  const dialog = page.getByRole("dialog", { name: "Get another model" })
  await dialog.getByRole("textbox", { name: "Name or address" }).fill("nowhere/GLM-4-9B-0414")
  await page.keyboard.press("Enter")
  await expect(dialog.getByRole("status")).toContainText("can't be reached")
  await dialog.getByRole("button", { name: "Download settings" }).click()
  const settings = page.getByRole("dialog", { name: "Download settings" })
  await expect(settings.getByRole("textbox", { name: "Server in place of Hugging Face" })).toBeVisible()
})

test("models stand side by side, and one is taken from there", async ({ page, open }) => {
  const { glimmer } = await open("living", "#/models")
  await page.getByRole("button", { name: "Compare GLM-4-9B-0414" }).click()
  await expect(page.getByRole("button", { name: "Compare 1" })).toBeDisabled()
  await page.getByRole("button", { name: "Compare GLM-Z1-9B-0414" }).click()
  await page.getByRole("button", { name: "Compare 2" }).click()
  const dialog = page.getByRole("dialog", { name: "Side by side" })
  await expect(dialog.getByRole("columnheader", { name: /GLM-Z1-9B-0414/ })).toBeVisible()
  await dialog.getByRole("button", { name: "Use this model" }).last().click()
  await expect.poll(() => glimmer.program.journey.state.modelId).toBe("zai-org/GLM-Z1-9B-0414")
})

test("a model that is too large names the nearest one that runs, and takes it at a press", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("model-4090", "#/guide/model")
  await page.getByRole("searchbox", { name: "Search models" }).fill("Kimi-K2.5")
  await page.getByRole("radio", { name: /^Kimi/ }).first().click()
  await page.getByRole("button", { name: /^Take .* instead$/ }).click()
  await expect.poll(() => glimmer.program.journey.state.modelId).not.toContain("Kimi")
})
