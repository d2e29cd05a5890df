import { expect, tabTo, test } from "./scripted"

test("the whole guide can be walked by keyboard, from the welcome to the first chat", async ({
  page,
  open,
}) => {
  const { glimmer, complaints } = await open("fresh-walk", "")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your own GLM, on this machine")
  await tabTo(page, "Start")
  await page.keyboard.press("Enter")

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 × H100, 80 GB each")
  await tabTo(page, "Continue")
  await page.keyboard.press("Enter")

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a model")
  await expect(page.getByRole("radio", { name: /GLM-4-9B-0414/ }).first()).toBeChecked()
  await tabTo(page, "Continue")
  await page.keyboard.press("Enter")

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Memory")
  await tabTo(page, "Share of the GPU")
  await page.keyboard.press("Home")
  await expect(page.getByText("limit 60%")).toBeVisible()
  await tabTo(page, "Continue")
  await page.keyboard.press("Enter")

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ready to set up the engine")
  await tabTo(page, "Build the engine")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Setting up the engine")
  glimmer.finishSetup()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The engine is ready")
  await tabTo(page, /^Start GLM-4-9B-0414/)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible()

  const changes = glimmer.program.calls.map((call) => call.path)
  expect(changes).toContain("setup.start")
  const start = glimmer.program.calls.find((call) => call.path === "engine.start")
  expect(start?.input).toMatchObject({
    modelId: "folder:/data/models/GLM-4-9B-0414",
    settings: { gpuMemoryUtilization: 0.6, tensorParallelSize: 1 },
  })
  expect(glimmer.program.journey.state).toMatchObject({ completed: true, page: "chat" })
  expect(complaints).toEqual([])
})

test("leaving and coming back shows where one was and what was chosen", async ({ page, open }) => {
  const { glimmer } = await open("setup-download", "")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Setting up the engine")
  await expect(page.getByText("2.0 GB of 4.6 GB")).toBeVisible()
  await page.reload()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Setting up the engine")
  await page.getByRole("button", { name: "Memory (done)" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Memory")
  await page.goto(glimmer.url)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Memory")
})

test("setting up can be paused, resumed and cancelled, and cancelling says what is kept", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("setup-download", "")
  await page.getByRole("button", { name: "Pause" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Paused")
  await page.getByRole("button", { name: "Go on" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Setting up the engine")
  await page.getByRole("button", { name: "Cancel" }).click()
  const dialog = page.getByRole("dialog", { name: "Cancel setting up?" })
  await expect(dialog).toContainText("2.0 GB")
  await dialog.getByRole("button", { name: "Cancel" }).click()
  await expect(dialog).toBeHidden()
  expect(glimmer.program.calls.map((call) => call.path)).toEqual([
    "setup.pause",
    "setup.resume",
    "setup.cancel",
  ])
})

test("a failed setup says why, shows the line, and its buttons do what they say", async ({ page, open }) => {
  const { glimmer } = await open("setup-failed", "")
  await expect(page.getByRole("alert")).toContainText("can't be reached")
  await expect(page.getByText("Connection timed out")).toBeVisible()
  await page.getByRole("button", { name: "Change the package source" }).click()
  await page.getByRole("dialog").getByRole("radio", { name: /USTC/ }).click()
  await expect.poll(() => glimmer.program.settings.state.index).toEqual({ kind: "mirror", id: "ustc" })
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Setting up the engine")
})

test("a model folder is found on the machine's own disk and chosen", async ({ page, open }) => {
  const { glimmer } = await open("fresh", "#/guide/model", { journey: { page: "model" } })
  await page.getByRole("button", { name: "Add a model folder" }).click()
  const dialog = page.getByRole("dialog", { name: "Choose a folder" })
  await expect(dialog.getByRole("button", { name: "Use this folder" })).toBeDisabled()
  await dialog.getByRole("button", { name: "模型" }).click()
  await dialog.getByRole("button", { name: /GLM-4-9B-0414/ }).click()
  await dialog.getByRole("button", { name: "Use this folder" }).click()
  await expect(page.getByRole("radio", { name: /GLM-4-9B-0414/ })).toBeChecked()
  expect(glimmer.program.journey.state.modelId).toBe("folder:/home/user/模型/GLM-4-9B-0414")
})

test("a folder that holds no model is refused with a sentence", async ({ page, open }) => {
  await open("fresh", "#/guide/model", { journey: { page: "model" } })
  await page.getByRole("button", { name: "Add a model folder" }).click()
  const dialog = page.getByRole("dialog", { name: "Choose a folder" })
  await dialog.getByRole("textbox", { name: "Folder" }).fill("/nowhere")
  await dialog.getByRole("button", { name: "Go" }).click()
  await expect(dialog.getByText("This folder can't be opened.")).toBeVisible()
})

test("without a GPU the trial is named as one and the tiny model is what goes on", async ({ page, open }) => {
  const { glimmer } = await open("fresh-no-gpu", "#/guide/machine")
  await expect(page.getByText("Trial on the processor")).toBeVisible()
  await page.getByRole("button", { name: "Go on with a trial" }).click()
  await expect(page.getByRole("radio", { name: /Self-test model/ })).toBeChecked()
  await page.getByRole("button", { name: "Continue" }).click()
  await page.getByRole("button", { name: "Continue" }).click()
  await page.getByRole("button", { name: "Build the engine" }).click()
  await expect
    .poll(() => glimmer.program.calls.find((call) => call.path === "setup.start")?.input)
    .toMatchObject({ target: "cpu", version: null })
})

test("another program on the card is no dead end: what can be done is there, and the way goes on", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("memory-busy", "#/guide/memory")
  const main = page.getByRole("main")
  await expect(main).toContainText("It doesn't fit like this")
  await main.getByRole("button", { name: "What can be done" }).click()
  const checks = page.getByRole("dialog", { name: "Checks" })
  await expect(checks.getByRole("heading", { level: 1 })).toHaveText("Checks")
  await checks.getByRole("button", { name: "Close" }).click()
  await expect(main).toContainText("You can go on: the engine is built meanwhile")
  await page.getByRole("button", { name: "Continue" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ready to set up the engine")
  expect(glimmer.program.journey.state.launch).toMatchObject({ maxModelLen: 32_768 })
})
