import { checksView, WRONG } from "../../fakes/scripted-glimmer/doctors"
import { expect, test } from "./scripted"

test("checks fill in as they end; what is wrong stands first, with its cure and what that would do", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("checks-running", "#/engine/checks")
  await expect(page.getByText("Checking: 17 of 21")).toBeVisible()
  glimmer.program.checks.set(checksView(WRONG))
  await expect(page.getByText("1 thing stands in the way")).toBeVisible()
  await expect(page.getByRole("main").getByRole("listitem").first()).toContainText("Python headers")

  await page.getByRole("button", { name: "End process 4121" }).click()
  const dialog = page.getByRole("dialog", { name: "GPU memory in use" })
  await expect(dialog).toContainText("Ends python3 (user li, process 4121)")
  await dialog.getByRole("button", { name: "End process 4121" }).click()
  const confirm = page.getByRole("dialog", { name: "End python3?" })
  await expect(confirm).toContainText("belongs to li")
  expect(glimmer.program.calls).toEqual([])
  await confirm.getByRole("button", { name: "End it" }).click()
  await expect
    .poll(() => glimmer.program.calls.map(({ path, input }) => [path, input]))
    .toEqual([
      ["doctor.applyFix", { offerId: "end", confirmed: true }],
      ["doctor.runChecks", null],
    ])
  await expect(page.getByText("Nothing stands in the way")).toBeVisible()
})

test("after a crash, what worked here before comes first, and a press starts the engine again", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("engine-crashed-busy", "#/engine")
  const offers = page.getByRole("main").getByRole("listitem")
  await expect(offers.first()).toContainText("Worked here before")
  await expect(offers.first()).toContainText("90% → 70%")
  await page.getByRole("button", { name: "Start with 70% of the GPU memory" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The engine is loading the model")
  expect(glimmer.program.calls).toEqual([
    { path: "doctor.applyFix", input: { offerId: "less", confirmed: false } },
  ])
})

test("advice that does harm is explained and is no button", async ({ page, open }) => {
  await open("engine-crashed-kv", "#/engine")
  await page.getByRole("button", { name: "2 more ways" }).click()
  await expect(page.getByText("vLLM's message names a variable that forces longer contexts")).toBeVisible()
  await expect(page.getByRole("button", { name: /forces longer/ })).toHaveCount(0)
})

test("a report is read before it is saved", async ({ page, open }) => {
  const { glimmer } = await open("checks", "#/engine/checks")
  await page.getByRole("button", { name: "Make a report" }).click()
  const dialog = page.getByRole("dialog", { name: "Read it before you share it" })
  await expect(dialog).toContainText("6 things that name you")
  await expect(dialog).toContainText("## Versions")
  expect(glimmer.program.calls).toEqual([])
  await dialog.getByRole("button", { name: "Save" }).click()
  const folder = page.getByRole("dialog", { name: "Where should the report go?" })
  await folder.getByRole("button", { name: "Documents" }).click()
  await folder.getByRole("button", { name: "Use this folder" }).click()
  await expect(
    page.getByText("Saved as /home/user/Documents/glimmer-report.md", { exact: true }),
  ).toBeVisible()
})

test("what failed is what starts again, whatever was chosen since", async ({ page, open }) => {
  const { glimmer } = await open("engine-crashed-kv", "#/engine/now")
  glimmer.program.journey.set({ ...glimmer.program.journey.state, modelId: null })
  await page.getByRole("main").getByRole("button", { name: "Start again" }).click()
  await expect.poll(() => glimmer.program.calls.map(({ path }) => path)).toContain("engine.startAgain")
  await expect(page.getByRole("main").getByRole("alert")).toBeHidden()
})
