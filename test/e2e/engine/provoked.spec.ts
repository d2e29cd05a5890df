import { mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, type Page, test } from "@playwright/test"
import { selftestSettings } from "#common/domain/selftest-settings"
import { SELFTEST_SIZE } from "#common/data/selftest"
import { cutOff, GlimmerHere, type Served } from "./glimmer-here"
import { MemoryGroup } from "./memory-group"
import { inBothLanguages } from "./pictures"
import { PROVOKED, spoiltModel } from "./provoked-cases"

/** Failures brought about with a real vLLM, each looked at on the screen and, where a button cures it, cured by it. */
const PICTURES = fileURLToPath(new URL("../../../build/report/provoked", import.meta.url))
const PORT = 4197

let glimmer: GlimmerHere
let page: Page
let served: Served

test.beforeAll(async ({ browser }) => {
  test.setTimeout(25 * 60_000)
  await mkdir(PICTURES, { recursive: true })
  glimmer = await GlimmerHere.withEngine(process.env["GLIMMER_ENGINE_HOME"])
  // What helped in an earlier run would be offered first.
  await rm(join(glimmer.root, "fix-history.json"), { force: true })
  served = await glimmer.serve(PORT)
  page = await browser.newPage({ locale: "en" })
  await page.goto(served.address)
})

test.afterAll(async () => {
  await page?.close()
  await glimmer?.command("stop")
  if (served !== undefined) await cutOff(served.child)
  await glimmer?.remove()
})

for (const one of PROVOKED) {
  test(`${one.name}: ${one.code}${one.cured ? ", cured by its button" : ""}`, async () => {
    const folder = join(glimmer.root, "models", "provoked", one.name)
    await spoiltModel(folder, one)
    const settings = { ...selftestSettings("cpu", [], SELFTEST_SIZE), ...one.settings }
    await glimmer.ask(async (client) => {
      const { id } = await client.models.addFolder({ path: folder })
      // The start may be refused at once; the engine's view tells why all the same.
      await client.engine.start({ modelId: id, settings }).catch(() => undefined)
    })
    if (one.strike !== undefined) {
      const { pid } = await glimmer.engineUntil(({ state }) => state === "ready")
      await one.strike(await glimmer.groupOf(pid ?? 0))
    }
    const { problem } = await glimmer.engineUntil(({ state }) => state === "crashed")
    await show()
    await inBothLanguages(page, glimmer, PICTURES, one.name)
    expect(problem).toMatchObject({ code: one.code })
    if (!one.cured) return
    const pressedAtMs = Date.now()
    await page.getByRole("main").getByRole("listitem").first().getByRole("button").click()
    const { last } = await glimmer.fixesUntil(
      (view) => view.running === null && (view.last?.atMs ?? 0) >= pressedAtMs,
    )
    await inBothLanguages(page, glimmer, PICTURES, `${one.name}-cured`)
    expect(last?.result).toBe("worked")
  })
}

// The last of them was cured: an engine is ready.
test("context-too-long: a message that the context cannot hold", async () => {
  await ask("What does this say? " + "The quick brown fox jumps over the lazy dog. ".repeat(1500))
  await expect(page.getByRole("main").getByRole("status").first()).toContainText("longer than the context")
  await expect(page.getByRole("button", { name: "Choose a longer context" })).toBeVisible()
  await inBothLanguages(page, glimmer, PICTURES, "context-too-long")
})

test("engine-lost: the engine dies in the midst of an answer; started again, the answer comes", async () => {
  const { pid } = await glimmer.engineUntil(({ state }) => state === "ready")
  const group = await glimmer.groupOf(pid ?? 0)
  // Held still it takes the question and says nothing: then it dies while it is waited for.
  for (const one of group) process.kill(one, "SIGSTOP")
  await ask("What is 12 * 7?")
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible()
  for (const one of group) process.kill(one, "SIGKILL")
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible()
  await inBothLanguages(page, glimmer, PICTURES, "engine-lost")
  await glimmer.engineUntil(({ state }) => state === "crashed")
  await glimmer.command("start", "selftest")
  await page.getByRole("button", { name: "Try again" }).click()
  await page.getByRole("button", { name: "Allow once" }).click()
  await expect(page.getByRole("main")).toContainText("84")
  await inBothLanguages(page, glimmer, PICTURES, "engine-lost-cured")
})

test("main-memory: the system ends the engine because memory runs out; with room again it starts", async () => {
  await glimmer.command("stop")
  const group = await MemoryGroup.create(700 * 1024 ** 2)
  test.skip(group === null, "no memory group can be made here")
  try {
    await startSelftest()
    // The engine alone: Glimmer itself must be there to tell.
    const { pid } = await glimmer.engineUntil((view) => view.pid !== null)
    await group?.add(pid ?? 0)
    const { problem } = await glimmer.engineUntil(({ state }) => state === "crashed")
    await show()
    await inBothLanguages(page, glimmer, PICTURES, "main-memory")
    expect(problem).toMatchObject({ code: "host-ram-oom-killed" })
  } finally {
    await group?.dissolve()
  }
  await page.getByRole("button", { name: "Start again" }).click()
  await glimmer.engineUntil(({ state }) => state === "ready")
  await inBothLanguages(page, glimmer, PICTURES, "main-memory-cured")
})

async function startSelftest(): Promise<void> {
  const settings = selftestSettings("cpu", [], SELFTEST_SIZE)
  await glimmer.ask((client) => client.engine.start({ modelId: "selftest", settings }).catch(() => undefined))
}

/** Asks in a new conversation. */
async function ask(question: string): Promise<void> {
  await page.goto(`${new URL(served.address).origin}/#/chat`)
  await page.getByRole("textbox", { name: "Message" }).fill(question)
  await page.keyboard.press("Enter")
}

/** The engine's page, as a person sees it who comes to look. */
async function show(): Promise<void> {
  await page.goto(`${new URL(served.address).origin}/#/engine/now`)
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible()
}
